import type { opening_hours_warning_type } from 'opening_hours';
import { HOUR_MS, MINUTE_MS } from '../../../shared/clock.ts';
import { ClockSettingError } from './clock-setting-error.ts';
import { WallDate } from './wall-date.ts';
import { WallOpeningHours } from './wall-opening-hours.ts';

/** Whether the clinic is open at a moment, and until when that holds for certain: it may hold longer. */
type Reading = { isOpen: boolean; until: number };

/** Moments are milliseconds of wall time: what the clinic's clock shows, read as if it were UTC. */
export type OpeningRules = (wallMs: number) => Reading;

type Settings = { openingHours: string; holidays?: string | undefined };

/** A day that has gone by is no mistake: a list of closed days outlives them. A night may end in a closed day. */
const HARMLESS: readonly opening_hours_warning_type[] = [
  'date_past',
  'date_range_past',
  'year_past',
  'additional_rule_separator_not_used_after_time_wrapping_midnight',
];

/** The library takes seconds for a text of thousands; a week with its holidays has a few hundred. */
const MOST_CHARACTERS = 1000;
const BY_THE_SUN = /sunrise|sunset|dawn|dusk/i;

/** Reads hours as OpenStreetMap writes them. Throws when they can be read in two ways, or in none. */
export function readOpeningRules({ openingHours, holidays }: Settings): OpeningRules {
  if (openingHours.length > MOST_CHARACTERS) {
    throw new ClockSettingError('OPENING_HOURS', `it is longer than ${MOST_CHARACTERS} characters`);
  }
  if (BY_THE_SUN.test(openingHours)) {
    throw new ClockSettingError(
      'OPENING_HOURS',
      'hours by the sun cannot be used here; write times',
    );
  }
  const place = placeOf(holidays);
  if (place) checkHolidays(place);
  const rules = parse(openingHours, place);
  const [doubt] = rules.getStructuredWarnings().filter(({ type }) => !HARMLESS.includes(type));
  if (doubt) {
    const read = rules.prettifyValue();
    throw new ClockSettingError('OPENING_HOURS', `it is read as "${read}". ${doubt.message}`);
  }
  return (wallMs) => readAt(rules, wallMs);
}

/**
 * The library may lose its way where one year's holidays reach into another (in the last days of 2028 with those of the
 * United States): then the hours are read minute by minute. What it cannot tell at all counts as closed.
 */
function readAt(rules: WallOpeningHours, wallMs: number): Reading {
  try {
    const [isOpen, change] = rules.getStatePair(new WallDate(wallMs));
    const until = change?.getTime() ?? Number.POSITIVE_INFINITY;
    return { isOpen, until: until > wallMs ? until : wallMs + MINUTE_MS };
  } catch {
    return { isOpen: false, until: wallMs + HOUR_MS };
  }
}

type Place = { lat: number; lon: number; address: { country_code: string; state: string } };

/** `us, New York` or `us, NY`. */
function placeOf(holidays: string | undefined): Place | undefined {
  if (holidays === undefined) return undefined;
  const [country = '', state = ''] = holidays.split(',').map((part) => part.trim());
  const country_code = country.toLowerCase();
  const address = { country_code, state, 'ISO3166-2-lvl4': `${country_code}-${state}` };
  return { lat: 0, lon: 0, address };
}

function checkHolidays(place: Place): void {
  try {
    new WallOpeningHours('24/7; PH off', place).getState(new WallDate(0));
  } catch {
    throw new ClockSettingError(
      'HOLIDAYS',
      `no public holidays are known for "${place.address.country_code}". Write a country's two letters, and a state if wanted, such as "us" or "us, New York"`,
    );
  }
}

function parse(openingHours: string, place: Place | undefined): WallOpeningHours {
  try {
    const rules = new WallOpeningHours(openingHours, place);
    rules.getState(new WallDate(0));
    return rules;
  } catch (err) {
    const problem = problemIn(err);
    if (!place && /\bPH\b/.test(openingHours) && /country/i.test(problem)) {
      throw new ClockSettingError(
        'HOLIDAYS',
        'needed, since OPENING_HOURS speaks of public holidays (PH)',
      );
    }
    throw new ClockSettingError('OPENING_HOURS', problem);
  }
}

/** Without the library's request to its own contributors. */
function problemIn(err: unknown): string {
  const words = String(err instanceof Error ? err.message : err);
  return words.replace(/^An error occurred during evaluation.*?github[^ ]* /s, '').trim();
}
