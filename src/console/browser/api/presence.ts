import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PresenceView } from '../../wire.ts';
import { post, read } from './request.ts';

/** A sign of presence holds for six seconds on the server. */
const SIGN_EVERY_MS = 4000;

/** Who else is at a place, such as `/tickets/12`; says that the reader is too, while the page is in front. */
export function usePresenceAt(place: string) {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') sign(place, 'looking');
    };
    look();
    const timer = setInterval(look, SIGN_EVERY_MS);
    return () => clearInterval(timer);
  }, [place]);
  return useQuery({
    queryKey: ['presence', place],
    queryFn: ({ signal }) => read<PresenceView>(`${place}/presence`, signal),
    refetchInterval: ({ state: { data } }) => (data && isAnyone(data) ? SIGN_EVERY_MS : false),
  });
}

const signed = { at: Number.NEGATIVE_INFINITY };

/** Tells the others at this place that the reader writes, at most every few seconds. */
export function sayWritingAt(place: string): void {
  if (performance.now() - signed.at < SIGN_EVERY_MS) return;
  signed.at = performance.now();
  sign(place, 'writing');
}

/** The same for as long as the reader has words there that are not saved, also while they pause. */
export function useWritingAt(place: string, isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    sign(place, 'writing');
    const timer = setInterval(() => sign(place, 'writing'), SIGN_EVERY_MS);
    return () => clearInterval(timer);
  }, [place, isUnsaved]);
}

/** A sign that is lost is followed by the next. */
function sign(place: string, doing: 'looking' | 'writing'): void {
  post(`${place}/presence`, { doing }).catch(() => undefined);
}

function isAnyone({ writing, looking }: PresenceView): boolean {
  return writing.length > 0 || looking.length > 0;
}
