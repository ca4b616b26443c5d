import { useEffect } from 'react';
import type { TicketSummary } from '../../wire.ts';
import { useRemembered } from '../parts/remembered.ts';
import { playTone, soundOn } from './tone.ts';

const AGAIN_AFTER_MS = 30_000;

/** Sounds for tickets that have just come, and every half minute for as long as nobody takes an emergency. */
export function useAlarm({
  isEmergency,
  fresh,
}: {
  isEmergency: boolean;
  fresh: readonly Pick<TicketSummary, 'urgency'>[];
}): void {
  const on = useRemembered(soundOn);
  useEffect(() => {
    if (on && fresh.some(({ urgency }) => urgency !== 'routine')) {
      playTone(fresh.some(({ urgency }) => urgency === 'emergency') ? 'emergency' : 'urgent');
    }
  }, [on, fresh]);
  useEffect(() => {
    if (!on || !isEmergency) return;
    playTone('emergency');
    const timer = setInterval(() => playTone('emergency'), AGAIN_AFTER_MS);
    return () => clearInterval(timer);
  }, [on, isEmergency]);
}
