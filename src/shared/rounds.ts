import type { Wait } from './clock.ts';

/** Work that is done again and again until it is stopped. */
export type Rounds = {
  /** Begins with a round at once. */
  start(): void;
  /** Lets the round under way end. */
  stop(): Promise<void>;
};

/** `round` must not reject; it gives the milliseconds until the next one. */
export function createRounds(round: () => Promise<number>, wait: Wait): Rounds {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (!signal.aborted) await wait(await round(), signal);
  };
  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
