import type { Instant } from '../../domain/ids.ts';
import type { OpeningHours } from '../../escalation/clocks/hours/opening-hours.ts';
import { HOUR_MS } from '../../shared/clock.ts';

/** One day of the coming week; no hours: closed. */
type DayInWords = { day: string; hours: string[] };

export type WeekInWords = {
  /** Today and the six days after it. */
  days: DayInWords[];
  /** "Open now, until Monday, 5:00 PM"; "Closed now, opens Tuesday, 9:00 AM". */
  now: string;
};

type Hours = { clocks: Pick<OpeningHours, 'isOpen' | 'nextChange'>; timeZone: string };

const DAYS = 7;
const MOST_CHANGES = 100;

/** What the settings make of the week from `at` on, as the clock in the clinic shows it. */
export function weekInWords({ clocks, timeZone }: Hours, at: Instant): WeekInWords {
  const write = writerIn(timeZone);
  const dates = Array.from({ length: DAYS }, (_, day) => dayAfter(at, day));
  const spans = openSpans(clocks, at);
  const days = dates.map((date) => ({
    day: write.day(date),
    hours: spans
      .filter(({ from }) => write.date(from) === write.date(date))
      .map(({ from, to }) => `${write.time(from)} to ${endOf({ from, to }, write)}`),
  }));
  return { days, now: nowInWords(clocks, at, write) };
}

type Span = { from: Instant; to: Instant | undefined };
type Writer = ReturnType<typeof writerIn>;

function nowInWords(clocks: Hours['clocks'], at: Instant, write: Writer): string {
  const next = clocks.nextChange(at);
  const isOpen = clocks.isOpen(at);
  if (next === undefined) return isOpen ? 'Open now and at all hours' : 'Closed now';
  return `${isOpen ? 'Open now, until' : 'Closed now, opens'} ${write.dayAndTime(next)}`;
}

function endOf({ from, to }: Span, write: Writer): string {
  if (to === undefined) return 'all hours';
  return write.date(from) === write.date(to) ? write.time(to) : write.dayAndTime(to);
}

/** Beginning with the day of `at`: what opened before it is said as if it began then. */
function openSpans(clocks: Hours['clocks'], at: Instant): Span[] {
  const until = dayAfter(at, DAYS);
  const spans: Span[] = [];
  let from: Instant | undefined = clocks.isOpen(at) ? at : clocks.nextChange(at);
  for (let count = 0; from !== undefined && from < until && count < MOST_CHANGES; count += 1) {
    const to = clocks.nextChange(from);
    spans.push({ from, to });
    from = to === undefined ? undefined : clocks.nextChange(to);
  }
  return spans;
}

/** The same hour so many days later, near enough to name the day. */
function dayAfter(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * 24 * HOUR_MS).toISOString();
}

function writerIn(timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone, ...options });
    // The space before AM is a narrow one in newer data, and a plain one reads the same.
    return (at: Instant) => formatter.format(new Date(at)).replaceAll('\u202f', ' ');
  };
  return {
    day: format({ weekday: 'long', month: 'short', day: 'numeric' }),
    date: format({ dateStyle: 'short' }),
    time: format({ hour: 'numeric', minute: '2-digit' }),
    dayAndTime: format({ weekday: 'long', hour: 'numeric', minute: '2-digit' }),
  };
}
