import { Urgency } from '../../domain/concern.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clocks } from './create-clocks.ts';
import { type Span, type Target, targetOf } from './targets.ts';

/** One time that runs for a ticket: from when it was so urgent, by the target of that urgency. */
export type RunningTime = { urgency: Urgency; from: Instant; target: Target };

/** One for each urgency that the ticket has had since it was opened, or opened again; the most urgent first. */
export function runningTimes(ticket: Ticket, clocks: Clocks): RunningTime[] {
  const since = { [ticket.urgency]: ticket.openedAt, ...ticket.urgentSince };
  const notBefore = ticket.reopenedAt ?? '';
  return Urgency.options.flatMap((urgency) => {
    const from = since[urgency];
    if (from === undefined) return [];
    const target = targetOf(clocks.targets, ticket.reason, urgency);
    return [{ urgency, from: from > notBefore ? from : notBefore, target }];
  });
}

/**
 * When someone should have seen a ticket, and when it should be resolved. One that became more urgent keeps the earliest
 * of its times; one that was opened again runs from then.
 */
export function dueOf(
  ticket: Ticket,
  clocks: Clocks,
): { firstResponse: Instant; resolve: Instant } {
  const dues = runningTimes(ticket, clocks).map((time) => duesOf(time, clocks));
  return {
    firstResponse: earliest(dues.map(({ firstResponse }) => firstResponse)),
    resolve: earliest(dues.map(({ resolve }) => resolve)),
  };
}

function duesOf({ from, target }: RunningTime, clocks: Clocks) {
  const firstResponse = after(from, target.firstResponse, clocks);
  const start = target.resolve.from === 'opening' ? from : firstResponse;
  const resolve = after(start, target.resolve, clocks);
  return { firstResponse, resolve: resolve > firstResponse ? resolve : firstResponse };
}

export function after(from: Instant, { ms, counted }: Span, clocks: Clocks): Instant {
  if (counted === 'when_open') return clocks.plusOpenMs(from, ms);
  return new Date(Date.parse(from) + ms).toISOString();
}

/** Moments are written alike, so their order is that of their letters. */
function earliest(moments: Instant[]): Instant {
  return moments.reduce((first, other) => (other < first ? other : first));
}
