import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '../../shared/clock.ts';

/** All waiting of this channel, handed in so that tests need not wait. */
export type SlackTiming = {
  /** Resolves after this time, or at once when the signal is aborted. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 up to 1, so that many retries do not fall on one moment. */
  random(): number;
  /** Slack takes about one message a second in a channel. */
  betweenPostsMs: number;
  firstRetryMs: number;
  longestRetryMs: number;
  /** Slack gives three seconds for an answer to an event; a later one counts as none. */
  answerWithinMs: number;
  /** How long one call to Slack may take. */
  callWithinMs: number;
};

export const slackTiming: SlackTiming = {
  wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
  random: Math.random,
  betweenPostsMs: SECOND_MS,
  firstRetryMs: SECOND_MS,
  longestRetryMs: 5 * MINUTE_MS,
  answerWithinMs: 2.5 * SECOND_MS,
  callWithinMs: 10 * SECOND_MS,
};
