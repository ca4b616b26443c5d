import type { SlackTiming } from '../slack-timing.ts';
import { failureOf } from './post-failure.ts';

export type Pacer = {
  /**
   * Runs the calls of one channel one after another, as far apart as Slack wants, and after a `Retry-After` not before
   * its time. Rejects with what the call rejects with, or when the pacer was stopped before the call.
   */
  run<Result>(channel: string, call: () => Promise<Result>): Promise<Result>;
};

export function createPacer(
  timing: Pick<SlackTiming, 'wait' | 'betweenPostsMs'>,
  signal: AbortSignal,
): Pacer {
  const free = new Map<string, Promise<void>>();
  const restAfter = (error: unknown): number => {
    const failure = failureOf(error);
    const asked = failure.kind === 'rate_limited' ? failure.afterMs : 0;
    return Math.max(asked, timing.betweenPostsMs);
  };
  return {
    run(channel, call) {
      const result = (free.get(channel) ?? Promise.resolve()).then(() => {
        signal.throwIfAborted();
        return call();
      });
      const rested = result
        .then(() => timing.betweenPostsMs, restAfter)
        .then((ms) => timing.wait(ms, signal))
        .then(() => {
          if (free.get(channel) === rested) free.delete(channel);
        });
      free.set(channel, rested);
      return result;
    },
  };
}
