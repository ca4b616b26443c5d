import { type Clock, MINUTE_MS } from './clock.ts';
import type { Log } from './log.ts';

/** The machine's clock, and what can be known beside it: somebody may set it, a snapshot or a time service too. */
export type WatchedClock = {
  now: Clock;
  /** The latest moment that is known, going on from there: it never goes back, and never stands still. */
  latest: Clock;
  /**
   * Milliseconds that have gone by since `latest` gave this moment: a jump is not time that has passed. `undefined` for a
   * moment that it has not come to, which some other clock must have given.
   */
  since(at: string): number | undefined;
  /** As `latest`, but a jump ahead counts once it has stood for so many milliseconds: one set right before then never was. */
  settled(ms: number): string;
  /** The earliest that it can have shown so many milliseconds ago: a jump ahead since then is not time that has passed. */
  ago(ms: number): string;
  /** Something that was kept bears this time, so it is at least as late; '' where nothing was. */
  hasSeen(at: string): void;
};

/** Less is a time service that does its work. */
const JUMP_MS = 2000;
/** Clocks of two machines are never quite the same. */
const SAME_MS = MINUTE_MS;
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
  /** What was known at the start. */
  let base = offset;
  /** What `latest` went by, and from which moment of `elapsedMs` on. It only grows, so that these never overlap. */
  let steps = [{ offset, from: Number.NEGATIVE_INFINITY }];
  const step = () => steps.at(-1) ?? { offset, from: Number.NEGATIVE_INFINITY };
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
    rise(offset, seen.elapsed);
    return seen;
  }

  /** Less than a jump is the same clock, which runs a little faster than this machine. */
  function rise(to: number, elapsed: number) {
    const current = step();
    if (to - current.offset >= JUMP_MS) {
      steps = [...steps.slice(1 - REMEMBERED), { offset: to, from: elapsed }];
    } else if (to > current.offset) current.offset = to;
  }

  return {
    now: () => see().now,
    latest: () => instant(see().elapsed + step().offset),
    since(at) {
      const { elapsed } = see();
      const shown = Date.parse(at);
      const place = steps.findLastIndex(({ offset: by, from }) => shown >= from + by);
      const then = shown - (steps[place] ?? step()).offset;
      const until = steps[place + 1]?.from;
      if (until === undefined && then > elapsed + SAME_MS) return undefined;
      // A moment that was jumped over counts from the jump.
      return Math.max(0, elapsed - Math.min(then, until ?? then));
    },
    settled(ms) {
      const { elapsed } = see();
      const ends = [...before, { offset, until: elapsed }];
      const lasted = ends.filter(({ until }, place) => until - (ends[place - 1]?.until ?? 0) >= ms);
      return instant(elapsed + Math.max(base, ...lasted.map((one) => one.offset)));
    },
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
      // What was kept bears the right times, and what this clock has shown was never right.
      base = Math.max(step().offset, Date.parse(at) - elapsed);
      steps = [{ offset: base, from: Number.NEGATIVE_INFINITY }];
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
