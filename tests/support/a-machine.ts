import { type Log, silentLog } from '../../src/shared/log.ts';
import { watchClock } from '../../src/shared/watched-clock.ts';

/** A machine whose clock somebody sets while its time goes on. */
export function aMachine(from = '2026-11-23T15:00:00.000Z') {
  let elapsed = 5;
  let wall = Date.parse(from);
  const said: { message: string; byMs: unknown }[] = [];
  const say = (fields: object, message: string) =>
    void said.push({ message, byMs: (fields as { byMs?: unknown }).byMs });
  const log: Log = { ...silentLog, warn: say, error: say };
  const now = () => new Date(wall).toISOString();
  const clock = watchClock({ now, elapsedMs: () => elapsed, log });
  return {
    clock,
    said,
    pass(ms: number) {
      elapsed += ms;
      wall += ms;
    },
    set(byMs: number) {
      wall += byMs;
    },
  };
}
