import type { BackOff } from '../../shared/back-off.ts';
import { MINUTE_MS, SECOND_MS, systemWait, type Wait } from '../../shared/clock.ts';

/** All waiting of the outbox, handed in so that tests need not wait. */
export type OutboxTiming = BackOff & { wait: Wait };

export const outboxTiming: OutboxTiming = {
  wait: systemWait,
  random: Math.random,
  firstRetryMs: SECOND_MS,
  longestRetryMs: 5 * MINUTE_MS,
};
