import { setTimeout as sleep } from 'node:timers/promises';

/** Now, as ISO 8601 in UTC. Handed in, so that tests set the time instead of waiting for it. */
export type Clock = () => string;

export const systemClock: Clock = () => new Date().toISOString();

/** Resolves after this time, or at once when the signal is aborted. Never rejects, and keeps no process alive. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export const systemWait: Wait = (ms, signal) =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
/** Before what a clock that was set ahead makes due is told to moderators, or taken away for good. */
export const SET_RIGHT_WITHIN_MS = 24 * HOUR_MS;
