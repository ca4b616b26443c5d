import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { SessionEnd } from '../../wire/session.ts';
import { useNow } from '../parts/display/time.tsx';
import { post } from './request.ts';
import { sessionQuery } from './session.ts';

const TOLD_AT_MOST_EVERY_MS = 60_000;
const PARTS_OF_IDLE = 20;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

const told = { at: Number.NEGATIVE_INFINITY };

/** When the session ends by this machine's own clock, and why. */
type Ending = { at: number; because: SessionEnd['because'] };

/**
 * Tells the server when somebody touches the page or a key, and asks it what is true when the time is up: another window
 * may have been used meanwhile.
 */
export function useStillHere(idleMinutes: number): { ending: Ending | undefined; stay(): void } {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const now = useNow();
  const ends = session.data?.ends;
  const ending = ends
    ? { at: session.dataUpdatedAt + ends.inMs, because: ends.because }
    : undefined;

  const stay = useCallback(() => {
    told.at = Date.now();
    post<{ ends: SessionEnd }>('/still-here')
      .then((answer) =>
        client.setQueryData(sessionQuery.queryKey, (view) => view && { ...view, ...answer }),
      )
      .catch(() => undefined); // the next sign is told again
  }, [client]);

  useEffect(() => {
    const every = Math.min(TOLD_AT_MOST_EVERY_MS, (idleMinutes * 60_000) / PARTS_OF_IDLE);
    const sign = (event: Event) => {
      if (event.isTrusted && Date.now() - told.at >= every) stay();
    };
    const how = { capture: true, passive: true };
    for (const name of SIGNS) window.addEventListener(name, sign, how);
    return () => {
      for (const name of SIGNS) window.removeEventListener(name, sign, how);
    };
  }, [idleMinutes, stay]);

  const isOver = ending !== undefined && ending.at < now;
  useEffect(() => {
    if (isOver)
      client.invalidateQueries({ queryKey: sessionQuery.queryKey }).catch(() => undefined);
  }, [isOver, client]);

  return { ending, stay };
}
