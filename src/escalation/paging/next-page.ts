import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Page, Ticket } from '../../domain/ticket.ts';
import { MINUTE_MS } from '../../shared/clock.ts';
import type { Clocks } from '../clocks/create-clocks.ts';
import type { RunningTime } from '../clocks/due.ts';
import { unseenTimes } from './is-seen.ts';
import { chainFor, type Roster } from './roster.ts';

export type Paging = {
  roster: Roster;
  clocks: Clocks;
  /** Between two pages about an emergency; twice that for other urgent tickets. */
  repeatMs: number;
};

/** After the medical director was called so often, pages come at this pace: they never stop and never storm. */
const QUICK_LAST_PAGES = 3;
const SLOW_REPEAT_MS = 15 * MINUTE_MS;

/** More than two machines differ by: the clock was set back, and paging goes on instead of waiting for it to catch up. */
const SET_BACK_MS = 10 * MINUTE_MS;

/**
 * The page that is due now for a ticket that no one has seen. Urgent ones are called about at once, again and again, and
 * at each target the next person; routine ones once at each target that passes in opening hours. Of a ticket that became worse in
 * someone's hands that person is called too. It follows from the
 * ticket and the time alone, so that a restart, a second process or a clock that jumps pages nothing twice.
 */
export function nextPage(
  ticket: Ticket,
  { conversation, at, ...paging }: Paging & { conversation: Conversation; at: Instant },
): Page | undefined {
  const [current, ...earlier] = unseenTimes(ticket, conversation, paging.clocks);
  if (!current) return undefined;
  const times = [current, ...earlier.filter((time) => countedOf(time) === countedOf(current))];
  const chain = chainFor(ticket.reason, paging.roster);
  const pages = pagesSince(first(times), ticket, at);
  const last = pages.at(-1);
  const lastStep = chain.length - 1;
  const step = Math.max(last?.step ?? 0, Math.min(lastStep, stepAt(at, times, paging.clocks)));
  const run = { times, current, pages, last, step, lastStep };
  if (!isDue(run, at, paging)) return undefined;
  const people = chain[Math.min(step, lastStep)] ?? [];
  const to = ticket.assignee ? [ticket.assignee, ...people] : people;
  return { at, step, to: [...new Set(to)] };
}

type Run = {
  times: RunningTime[];
  current: RunningTime;
  pages: Page[];
  last: Page | undefined;
  /** How far up the chain it is by now. */
  step: number;
  lastStep: number;
};

function isDue(run: Run, at: Instant, paging: Paging): boolean {
  const { current, last } = run;
  if (countedOf(current) === 'when_open') return isTargetPast(run, at, paging);
  if (!last || isSetBack(last, at)) return true;
  const isMoreUrgent = last.at < current.from && current.from <= at;
  return isMoreUrgent || isAgainDue(run, last, at, paging);
}

/**
 * The next person at once when it is their time; the same again after a while, but not shortly before that. So two pages
 * are never closer than the repeat time, and no one is called late because of it.
 */
function isAgainDue(run: Run, last: Page, at: Instant, { repeatMs, clocks }: Paging): boolean {
  const { urgency, target } = run.current;
  const repeat = urgency === 'emergency' ? repeatMs : 2 * repeatMs;
  const sinceLast = Date.parse(at) - Date.parse(last.at);
  if (run.step > last.step) return sinceLast >= Math.min(repeat, target.firstResponse.ms);
  const pause = isSlow(run) ? Math.max(SLOW_REPEAT_MS, repeat) : repeat;
  return sinceLast >= pause && nextStepMs(run, clocks) - Date.parse(at) >= repeat;
}

function isSlow({ pages, lastStep }: Run): boolean {
  return pages.filter(({ step }) => step >= lastStep).length >= QUICK_LAST_PAGES;
}

/** When the next person is to be called, in milliseconds of the epoch. */
function nextStepMs({ times, current, step, lastStep }: Run, clocks: Clocks): number {
  if (step >= lastStep) return Number.POSITIVE_INFINITY;
  const whenMs = ({ from, target }: RunningTime, targets: number) =>
    Date.parse(from) + targets * target.firstResponse.ms;
  return Math.min(
    whenMs(current, step + 1 - stepsBefore(times, clocks)),
    ...times.map((time) => whenMs(time, step + 1)),
  );
}

/**
 * One step for each target that has passed: of any of its times alone, or of each until it became worse and then of the
 * next. The first page about a routine ticket is at the first target.
 */
function stepAt(at: Instant, times: RunningTime[], clocks: Clocks): number {
  const alone = times.map((time) => targetsPast(time, at, clocks));
  const inTurn = stepsBefore(times, clocks) + (alone[0] ?? 0);
  const paged = times[0] && countedOf(times[0]) === 'when_open' ? 1 : 0;
  return Math.max(inTurn, ...alone) - paged;
}

/** Targets that passed before it became as urgent as it is. */
function stepsBefore(times: RunningTime[], clocks: Clocks): number {
  const worse = times.slice(0, -1).map(({ from }) => from);
  return times
    .slice(1)
    .reduce((sum, time, n) => sum + targetsPast(time, worse[n] ?? time.from, clocks), 0);
}

function countedOf({ target }: RunningTime) {
  return target.firstResponse.counted;
}

function targetsPast({ from, target }: RunningTime, at: Instant, clocks: Clocks): number {
  const { ms, counted } = target.firstResponse;
  const elapsed =
    counted === 'when_open'
      ? clocks.openMsBetween(from, at)
      : Math.max(0, Date.parse(at) - Date.parse(from));
  return Math.floor(elapsed / ms);
}

function isTargetPast({ current, last }: Run, at: Instant, { clocks }: Paging): boolean {
  const before = last && last.at > current.from ? targetsPast(current, last.at, clocks) : 0;
  return targetsPast(current, at, clocks) > before;
}

function first(times: RunningTime[]): Instant {
  return times.reduce((earliest, { from }) => (from < earliest ? from : earliest), '~');
}

/** Pages of the time that runs. When the clock was set back to before it began, no older one can be told apart. */
function pagesSince(from: Instant, { pages }: Ticket, at: Instant): Page[] {
  return from <= at ? pages.filter((page) => page.at >= from) : pages;
}

function isSetBack(last: Page, at: Instant): boolean {
  return Date.parse(last.at) - Date.parse(at) > SET_BACK_MS;
}
