import type { Clock, Wait } from '../../src/shared/clock.ts';

type Timer = { at: number; wake(): void };

/** A clock that jumps from one thing to wait for to the next, as soon as nothing real is under way any more. */
export function simulatedTime(start = '2026-11-23T15:00:00.000Z') {
  let at = Date.parse(start);
  let underWay = 0;
  const timers = new Set<Timer>();
  const now: Clock = () => new Date(at).toISOString();
  const wait: Wait = (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        timers.delete(timer);
        resolve();
      };
      const wake = () => {
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = { at: at + ms, wake };
      timers.add(timer);
      signal.addEventListener('abort', end);
    });
  /** Work that takes real time, such as a post over a socket or a write to a disk. */
  const real = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
  const idle = async () => {
    for (let quiet = 0; quiet < 5; quiet = underWay === 0 ? quiet + 1 : 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    now,
    wait,
    real,
    idle,
    /** All that happens in so many milliseconds happens, in order. */
    async pass(ms: number) {
      const until = at + ms;
      for (;;) {
        await idle();
        const next = [...timers].sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > until) break;
        at = Math.max(at, next.at);
        timers.delete(next);
        next.wake();
      }
      at = until;
    },
  };
}
export type SimulatedTime = ReturnType<typeof simulatedTime>;
