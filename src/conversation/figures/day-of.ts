import type { Instant } from '../../domain/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/clock.ts';

/** A day of the calendar as ISO 8601, `2026-11-22`. */
export type CalendarDay = string;

/** No zone has begun a day inside a quarter of an hour, so one look serves all of it. */
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_REMEMBERED = 20_000;
/** Longer than any day, shorter than two: with it midnight is never missed, whatever the clocks do. */
const NOON_MS = 12 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** Which day it is in this zone at a moment. Remembers, since the calendar is slow and is asked of every turn. */
export function createDayOf(timeZone: string): (at: Instant) => CalendarDay {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const known = new Map<number, CalendarDay>();
  return (at) => {
    const quarter = Math.floor(Date.parse(at) / QUARTER_MS);
    const before = known.get(quarter);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const day = format.format(quarter * QUARTER_MS);
    known.set(quarter, day);
    return day;
  };
}

/** So many days that end with this one, oldest first. */
export function daysUntil(last: CalendarDay, count: number): CalendarDay[] {
  const noon = Date.parse(`${last}T00:00:00Z`) + NOON_MS;
  return Array.from({ length: count }, (_, at) =>
    new Date(noon - (count - 1 - at) * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length),
  );
}
