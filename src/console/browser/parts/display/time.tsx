import { useSyncExternalStore } from 'react';

const TICK_MS = 15_000;
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const shortFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clockFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const dayAndClockFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const agoFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'long' });
const lengthFormat = (unit: string) =>
  new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'short' });

const clock = { now: Date.now(), listeners: new Set<() => void>() };

setInterval(() => {
  clock.now = Date.now();
  for (const listener of clock.listeners) listener();
}, TICK_MS);

/** The time, brought up to date every quarter of a minute. */
export function useNow(): number {
  return useSyncExternalStore(
    (listener) => {
      clock.listeners.add(listener);
      return () => clock.listeners.delete(listener);
    },
    () => clock.now,
  );
}

/** "5 minutes ago"; the exact time in the reader's zone on hover, and for those who hear the page. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(Date.parse(at), now)}
      <span className="unseen"> ({shortFormat.format(Date.parse(at))})</span>
    </time>
  );
}

/** "14:05" for a message; the exact time on hover. */
export function ClockTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {clockFormat.format(Date.parse(at))}
    </time>
  );
}

/** "Nov 22, 2026, 2:05 PM"; the exact time on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {shortFormat.format(Date.parse(at))}
    </time>
  );
}

/** "Nov 22, 2026"; the exact time on hover. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {dayFormat.format(Date.parse(at))}
    </time>
  );
}

/**
 * "in 12 min", "by 5:00 PM", "by Tue 5:00 PM", or "12 min overdue": in the reader's zone, with the exact time on hover and
 * for those who hear the page.
 */
export function Due({ at, word }: { at: string; word: string }) {
  const now = useNow();
  const due = Date.parse(at);
  const isOver = due <= now;
  return (
    <time dateTime={at} title={exact(at)} className={isOver ? 'overdue' : undefined}>
      {isOver ? `${word} ${lengthOf(now - due)} overdue` : `${word} ${until(due, now)}`}
      <span className="unseen"> ({exact(at)})</span>
    </time>
  );
}

const HOUR_MS = 3_600_000;

function until(due: number, now: number): string {
  if (due - now < HOUR_MS) return `in ${lengthOf(due - now)}`;
  const sameDay = new Date(due).toDateString() === new Date(now).toDateString();
  return `by ${(sameDay ? clockFormat : dayAndClockFormat).format(due)}`;
}

/** "12 min", "3 hr": how long a stretch is, in its largest unit. */
function lengthOf(ms: number): string {
  for (const [unit, unitMs] of UNITS) {
    if (ms >= unitMs) return lengthFormat(unit).format(Math.floor(ms / unitMs));
  }
  return 'under 1 min';
}

function ago(at: number, now: number): string {
  const passed = now - at;
  for (const [unit, unitMs] of UNITS) {
    if (Math.abs(passed) >= unitMs) return agoFormat.format(-Math.trunc(passed / unitMs), unit);
  }
  return 'just now';
}

function exact(at: string): string {
  return exactFormat.format(Date.parse(at));
}
