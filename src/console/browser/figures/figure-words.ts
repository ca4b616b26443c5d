import type { FigureOutcome, FigureTable } from '../../wire/figures.ts';

/** In the order in which they are stacked and told. */
export const OUTCOME: Record<FigureOutcome, string> = {
  answered: 'Answered',
  clarified: 'Asked which was meant',
  not_understood: 'Not understood',
  escalated: 'Passed to staff',
  declined: 'Declined',
  safety: 'Safety text',
};
export const OUTCOMES = Object.keys(OUTCOME) as FigureOutcome[];

export const TABLE: Record<FigureTable, string> = {
  days: 'Questions by day',
  topics: 'Topics',
  answers: 'Did the answers help?',
  languages: 'Languages asked for and not served',
  waits: 'Until a person wrote',
  reviews: 'Answers near their review date',
};

export const SPAN = {
  '7': 'The last 7 days',
  '28': 'The last 28 days',
  '90': 'The last 90 days',
} as const;

const dayFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  month: 'short',
  day: 'numeric',
});

/** "Nov 22" of a day of the clinic's calendar, whatever the reader's zone. */
export function dayWords(day: string): string {
  return dayFormat.format(Date.parse(`${day}T00:00:00Z`));
}

/** "62 %"; nothing of nothing has no share. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "45 s", "12 min", "3 h 20 min". */
export function lengthWords(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  const minutes = Math.round((ms % HOUR_MS) / MINUTE_MS);
  const hours = Math.floor(ms / HOUR_MS);
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}
