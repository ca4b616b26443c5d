import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** The machine's clock, and what can be known beside it: somebody may set it, a snapshot or a time service too. */
export type WatchedClock = {
  now: Clock;
  /** The latest moment that is known, going on from there: it never goes back, and never stands still. */
  latest: Clock;
  /** The earliest that it can have shown so many milliseconds ago: a jump ahead since then is not time that has passed. */
  ago(ms: number): string;
  /** Something that was kept bears this time, so it is at least as late; '' where nothing was. */
  hasSeen(at: string): void;
};

/** Less is a time service that does its work. */
const JUMP_MS = 2000;
/** More lie in no span that anybody asks for. */
const REMEMBERED = 20;

/** Notices a jump at the next look and logs it. `elapsedMs` runs evenly, from any start. */
export function watchClock(deps: { now: Clock; elapsedMs: () => number; log: Log }): WatchedClock {
  const { log, elapsedMs } = deps;
  const look = () => {
    const now = deps.now();
    const elapsed = elapsedMs();
    return { now, elapsed, offset: Date.parse(now) - elapsed };
  };
  let { offset } = look();
  let latestOffset = offset;
  /** What the offset was, until this moment of `elapsedMs`. */
  let before: { offset: number; until: number }[] = [];

  function see() {
    const seen = look();
    const byMs = Math.round(seen.offset - offset);
    if (Math.abs(byMs) >= JUMP_MS) {
      log.warn({ byMs }, byMs > 0 ? 'the clock was set ahead' : 'the clock was set back');
      before = [...before.slice(1 - REMEMBERED), { offset, until: seen.elapsed }];
    }
    offset = seen.offset;
    latestOffset = Math.max(latestOffset, offset);
    return seen;
  }

  return {
    now: () => see().now,
    latest: () => instant(see().elapsed + latestOffset),
    ago(ms) {
      const then = see().elapsed - ms;
      const offsets = before.filter(({ until }) => until >= then).map((one) => one.offset);
      return instant(then + Math.min(offset, ...offsets));
    },
    hasSeen(at) {
      const { elapsed, now } = see();
      const aheadMs = Date.parse(at) - Date.parse(now);
      if (!(aheadMs >= JUMP_MS)) return;
      log.error(
        { aheadMs },
        'the clock is behind what was kept before: set it right, or no answer is sent whose review was due by then',
      );
      latestOffset = Math.max(latestOffset, Date.parse(at) - elapsed);
    },
  };
}

/** A clock that a test or the demo moves: nothing but itself says how much time has passed, so it never jumps. */
export function watchedAsIs(now: Clock, log: Log): WatchedClock {
  return watchClock({ now, elapsedMs: () => Date.parse(now()), log });
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
