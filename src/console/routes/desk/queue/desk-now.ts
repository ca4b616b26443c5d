import { Urgency } from '../../../../domain/concern.ts';
import { isTrial } from '../../../../domain/first-run.ts';
import type { StaffId } from '../../../../domain/ids.ts';
import type { TicketInConversation } from '../../../../store/store.ts';
import type { DeskNowView, WaitingTickets } from '../../../wire.ts';
import type { DueOf } from '../views/ticket-views.ts';
import { type LookedAtTicket, lookAt } from './looked-at-ticket.ts';

const NEWEST = 30;

type Lists = { open: readonly TicketInConversation[]; recent: readonly TicketInConversation[] };

/** `recent`: the latest tickets by number, of which the resolved ones are told. */
export function deskNow(
  { open, recent }: Lists,
  looked: { reader: StaffId; dueOf: DueOf; at: string },
): DeskNowView {
  const tickets = open.map((found) => lookAt(found, looked));
  const needing = tickets.filter(({ part }) => part === 'needs');
  const calling = needing.filter(({ found }) => !isTrial(found.conversation));
  const resolvedAt = recent.flatMap(({ ticket }) =>
    ticket.state === 'resolved' && ticket.resolvedAt ? [ticket.resolvedAt] : [],
  );
  return {
    unclaimed: calling.length,
    gravest: gravestOf(calling),
    newest: calling
      .map(({ found: { ticket }, clock }) => ({
        number: ticket.number,
        reason: ticket.reason,
        urgency: ticket.urgency,
        since: clock.reopenedAt ?? clock.openedAt,
      }))
      .sort((a, b) => (a.since < b.since ? 1 : -1))
      .slice(0, NEWEST),
    needs: needsOf(tickets),
    figures: {
      needSomeone: needing.length,
      inHand: tickets.length - needing.length,
      overdue: tickets.filter(({ isOverdue }) => isOverdue).length,
    },
    resolvedAt,
    resolvedMore: resolvedAt.length > 0 && resolvedAt.length === recent.length,
  };
}

function gravestOf(tickets: readonly LookedAtTicket[]): DeskNowView['gravest'] {
  const urgencies = new Set(tickets.map(({ found }) => found.ticket.urgency));
  return Urgency.options.find((urgency) => urgencies.has(urgency)) ?? null;
}

function needsOf(tickets: readonly LookedAtTicket[]): DeskNowView['needs'] {
  const isAlarm = ({ part, found }: LookedAtTicket) =>
    part === 'needs' && found.ticket.urgency === 'emergency';
  const isLate = (one: LookedAtTicket) => one.part !== 'others' && !isAlarm(one) && one.isOverdue;
  const inTime = tickets.filter((one) => !isAlarm(one) && !isLate(one));
  return {
    alarms: counted(tickets.filter(isAlarm)),
    late: counted(tickets.filter(isLate)),
    waits: counted(inTime.filter((one) => one.part === 'yours' && one.patientWaits)),
    fresh: counted(inTime.filter(({ part }) => part === 'needs')),
  };
}

function counted(tickets: readonly LookedAtTicket[]): WaitingTickets {
  const [first] = tickets;
  const only = first && tickets.length === 1 ? first.found.ticket.number : null;
  return { count: tickets.length, only };
}
