import { IANAZone } from 'luxon';
import type { Instant } from '../../../domain/ids.ts';
import { ClockSettingError } from './clock-setting-error.ts';
import { type OpenWeeks, openWeeks } from './open-weeks.ts';
import { readOpeningRules } from './opening-rules.ts';

/** The clinic's hours with staff, in real time. The time zone of the process does not matter. */
export type OpeningHours = {
  isOpen(at: Instant): boolean;
  /** When so many open milliseconds have passed. A pause of more than a year counts as open: better early than never. */
  plusOpenMs(at: Instant, ms: number): Instant;
  /** Open milliseconds between two moments; 0 when the second is not the later one. */
  openMsBetween(from: Instant, to: Instant): number;
  /** When it opens or closes next; `undefined`: not within a year, as with `24/7`. */
  nextChange(at: Instant): Instant | undefined;
};

type Settings = { timeZone: string; openingHours: string; holidays?: string | undefined };

/** Throws when the settings cannot be read, or have no open hour in the year after `at`. */
export function createOpeningHours({ timeZone, ...settings }: Settings, at: Instant): OpeningHours {
  const hours = hoursOf(openWeeks(readOpeningRules(settings), zoneOf(timeZone)));
  if (!hours.isOpen(at) && hours.nextChange(at) === undefined) {
    throw new ClockSettingError('OPENING_HOURS', 'there is no open hour in the year to come');
  }
  return hours;
}

function zoneOf(timeZone: string): IANAZone {
  const zone = IANAZone.create(timeZone);
  if (zone.isValid) return zone;
  throw new ClockSettingError(
    'CLINIC_TIME_ZONE',
    `"${timeZone}" is no time zone. Write one such as America/Chicago`,
  );
}

function hoursOf(weeks: OpenWeeks): OpeningHours {
  return {
    isOpen: (at) => isOpen(weeks, Date.parse(at)),
    plusOpenMs: (at, ms) => instant(plusOpenMs(weeks, Date.parse(at), ms)),
    openMsBetween: (from, to) => openMsBetween(weeks, Date.parse(from), Date.parse(to)),
    nextChange(at) {
      const change = nextChange(weeks, Date.parse(at));
      return change === undefined ? undefined : instant(change);
    },
  };
}

function isOpen(weeks: OpenWeeks, ms: number): boolean {
  for (const [from, to] of weeks.from(ms)) if (to > ms) return from <= ms;
  return false;
}

function plusOpenMs(weeks: OpenWeeks, ms: number, openMs: number): number {
  let left = openMs;
  for (const [from, to] of weeks.from(ms)) {
    const start = Math.max(from, ms);
    if (to >= start + left) return start + left;
    left -= Math.max(0, to - start);
  }
  return ms + openMs;
}

function openMsBetween(weeks: OpenWeeks, fromMs: number, toMs: number): number {
  let open = 0;
  for (const [from, to] of weeks.from(fromMs)) {
    if (from >= toMs) break;
    open += Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
  }
  return open;
}

function nextChange(weeks: OpenWeeks, ms: number): number | undefined {
  for (const [from, to] of weeks.from(ms)) {
    if (from > ms) return from;
    if (to > ms) return to < weeks.endOfSight(ms) ? to : undefined;
  }
  return undefined;
}

function instant(ms: number): Instant {
  return new Date(ms).toISOString();
}
