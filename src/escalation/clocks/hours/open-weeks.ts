import type { IANAZone } from 'luxon';
import { HOUR_MS, MINUTE_MS } from '../../../shared/clock.ts';
import type { OpeningRules } from './opening-rules.ts';

/** Open from the first to before the second, in milliseconds of the epoch. */
type Interval = readonly [fromMs: number, toMs: number];

/** Open intervals of the year that begins with the week of a moment, oldest first. */
export type OpenWeeks = {
  from(ms: number): Iterable<Interval>;
  /** Where the intervals of `from` end: what is open then may stay open. */
  endOfSight(ms: number): number;
};

const WEEK_MS = 7 * 24 * HOUR_MS;
/** How far ahead is looked, so that rules without an end cannot keep the program busy. */
const WEEKS_AHEAD = 54;
const MOST_WEEKS_KEPT = 500;

/** Rules are slow to read and tickets are looked at every few seconds: each week is read once. */
export function openWeeks(rules: OpeningRules, zone: IANAZone): OpenWeeks {
  const known = new Map<number, readonly Interval[]>();
  const week = (number: number) => {
    const remembered = known.get(number);
    if (remembered) return remembered;
    if (known.size >= MOST_WEEKS_KEPT) known.clear();
    const intervals = [...openIntervals(number * WEEK_MS, (number + 1) * WEEK_MS, { rules, zone })];
    known.set(number, intervals);
    return intervals;
  };
  function* year(fromMs: number) {
    const first = Math.floor(fromMs / WEEK_MS);
    for (let number = first; number < first + WEEKS_AHEAD; number += 1) yield* week(number);
  }
  return {
    from: (ms) => joined(year(ms)),
    endOfSight: (ms) => (Math.floor(ms / WEEK_MS) + WEEKS_AHEAD) * WEEK_MS,
  };
}

function* joined(intervals: Iterable<Interval>): Generator<Interval> {
  let open: Interval | undefined;
  for (const [from, to] of intervals) {
    if (open && open[1] !== from) yield open;
    open = open && open[1] === from ? [open[0], to] : [from, to];
  }
  if (open) yield open;
}

type Hours = { rules: OpeningRules; zone: IANAZone };

function* openIntervals(fromMs: number, toMs: number, { rules, zone }: Hours): Generator<Interval> {
  let ms = fromMs;
  while (ms < toMs) {
    const wall = ms + zone.offset(ms) * MINUTE_MS;
    const { isOpen, until } = rules(wall);
    const next = Math.min(toMs, beforeClockChange(ms, ms + Math.min(until - wall, WEEK_MS), zone));
    if (isOpen) yield [ms, next];
    ms = next;
  }
}

/** The second moment, or when the clocks are changed before it. */
function beforeClockChange(ms: number, until: number, zone: IANAZone): number {
  return zone.offset(until) === zone.offset(ms) ? until : clockChange(ms, until, zone);
}

/** Finds the one change of the clocks between two moments, by halving. */
function clockChange(beforeMs: number, afterMs: number, zone: IANAZone): number {
  const offset = zone.offset(beforeMs);
  let [before, after] = [beforeMs, afterMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offset(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}
