import { Urgency } from '../../../../domain/concern.ts';
import type { Instant, TicketNumber } from '../../../../domain/ids.ts';
import type { Signature } from '../../../../domain/staff.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import { dueOf } from '../../../../escalation/clocks/due.ts';
import type { TicketInConversation } from '../../../../store/store.ts';
import { otherOpenTickets } from '../../outbox/to-staff/deliver-card.ts';
import type { StaffDeps } from '../staff-deps.ts';

export type Queued = {
  ticket: Ticket;
  due: { firstResponse: Instant; resolve: Instant };
  overdue: boolean;
  /** Other unresolved tickets of the same conversation. */
  others: TicketNumber[];
};

/** What one person has to look at: theirs, and what nobody has. Each overdue first, then by urgency, then by time. */
export type MyQueue = { mine: Queued[]; unclaimed: Queued[] };

export async function myQueue(
  by: Signature,
  { store, clocks, now }: Pick<StaffDeps, 'store' | 'clocks' | 'now'>,
): Promise<MyQueue> {
  const at = now();
  const queued = (await store.conversations.openTickets())
    .map(({ ticket, conversation }: TicketInConversation): Queued => {
      const due = dueOf(ticket, clocks);
      const others = otherOpenTickets(ticket, conversation);
      return { ticket, due, overdue: nextDue(ticket, due) < at, others };
    })
    .sort(byNeed);
  return {
    mine: queued.filter(({ ticket }) => ticket.assignee === by.id),
    unclaimed: queued.filter(({ ticket }) => ticket.state === 'new'),
  };
}

/** The next of its two times that nobody has met yet. */
function nextDue({ firstResponseAt }: Ticket, due: Queued['due']): Instant {
  return firstResponseAt ? due.resolve : due.firstResponse;
}

function byNeed(a: Queued, b: Queued): number {
  return (
    Number(b.overdue) - Number(a.overdue) ||
    rank(a) - rank(b) ||
    nextDue(a.ticket, a.due).localeCompare(nextDue(b.ticket, b.due)) ||
    a.ticket.number - b.ticket.number
  );
}

const rank = ({ ticket }: Queued) => Urgency.options.indexOf(ticket.urgency);
