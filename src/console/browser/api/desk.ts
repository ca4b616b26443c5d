import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  CannedTextView,
  ColleagueView,
  DeskHealth,
  DraftTarget,
  MadeDraft,
  PresenceView,
} from '../../wire.ts';
import { post, read } from './request.ts';

const HEALTH_EVERY_MS = 30_000;
/** A sign of presence holds for six seconds on the server. */
const SIGN_EVERY_MS = 4000;

export function useDeskHealth() {
  return useQuery({
    queryKey: ['desk-health'],
    queryFn: ({ signal }) => read<DeskHealth>('/desk-health', signal),
    refetchInterval: HEALTH_EVERY_MS,
  });
}

/** Those who work at the desk. */
export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => read<{ colleagues: ColleagueView[] }>('/colleagues', signal),
    staleTime: 0,
  });
}

export function useCannedTexts(locale: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['canned', locale],
    queryFn: ({ signal }) =>
      read<{ texts: CannedTextView[] }>(`/canned-texts?locale=${locale}`, signal),
    enabled: isWanted,
  });
}

export function useDraftTargets(locale: string) {
  return useQuery({
    queryKey: ['draft-targets', locale],
    queryFn: ({ signal }) =>
      read<{ targets: DraftTarget[] }>(`/draft-targets?locale=${locale}`, signal),
  });
}

export function useMakeDraft(message: { number: number; seq: number }) {
  return useMutation({
    mutationFn: (body: object) =>
      post<MadeDraft>(`/tickets/${message.number}/messages/${message.seq}/draft`, body),
  });
}

/** Who else is at the ticket; says that the reader is too, while the page is in front. */
export function usePresence(number: number) {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') sign(number, 'looking');
    };
    look();
    const timer = setInterval(look, SIGN_EVERY_MS);
    return () => clearInterval(timer);
  }, [number]);
  return useQuery({
    queryKey: ['presence', number],
    queryFn: ({ signal }) => read<PresenceView>(`/tickets/${number}/presence`, signal),
    refetchInterval: ({ state: { data } }) => (data && isAnyone(data) ? SIGN_EVERY_MS : false),
  });
}

const signed = { at: Number.NEGATIVE_INFINITY };

/** Tells the others at this ticket that the reader writes, at most every few seconds. */
export function sayWriting(number: number): void {
  if (performance.now() - signed.at < SIGN_EVERY_MS) return;
  signed.at = performance.now();
  sign(number, 'writing');
}

/** A sign that is lost is followed by the next. */
function sign(number: number, doing: 'looking' | 'writing'): void {
  post(`/tickets/${number}/presence`, { doing }).catch(() => undefined);
}

function isAnyone({ writing, looking }: PresenceView): boolean {
  return writing.length > 0 || looking.length > 0;
}
