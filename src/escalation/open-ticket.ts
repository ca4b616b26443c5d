import { Urgency } from '../domain/concern.ts';
import type { Conversation, Ownership } from '../domain/conversation.ts';
import type { Instant, TicketNumber } from '../domain/ids.ts';
import type { Reason, Ticket } from '../domain/ticket.ts';
import type { Topic } from '../domain/topic.ts';
import { asksForHold, isHeld, ownershipWithoutStaff } from './ownership.ts';

export type Escalation = {
  reason: Reason;
  urgency: Urgency;
  topic?: Topic | undefined;
  /** No answers from the bank until staff release the conversation. */
  hold: boolean;
};

/** An unresolved ticket of the same reason takes the new message in; another would only be one more to claim. */
export function findJoinable(conversation: Conversation, reason: Reason): Ticket | undefined {
  return conversation.tickets.find(
    (ticket) => ticket.state !== 'resolved' && ticket.reason === reason,
  );
}

/** The conversation with the escalation on its desk: a new ticket, or the joinable one made as urgent as this. */
export function openTicket(
  conversation: Conversation,
  escalation: Escalation,
  { number, at }: { number: TicketNumber; at: Instant },
): { conversation: Conversation; ticket: Ticket } {
  const joined = findJoinable(conversation, escalation.reason);
  const ticket: Ticket = joined
    ? raised(joined, escalation, at)
    : {
        number,
        reason: escalation.reason,
        urgency: escalation.urgency,
        hold: escalation.hold,
        ...(escalation.topic && { topic: escalation.topic }),
        state: 'new',
        openedAt: at,
        pages: [],
        notes: [],
      };
  const others = conversation.tickets.filter((other) => other.number !== ticket.number);
  const tickets = [...others, ticket].sort((a, b) => a.number - b.number);
  return {
    ticket,
    conversation: {
      ...conversation,
      tickets,
      ownership: ownershipAfter(conversation.ownership, tickets),
    },
  };
}

/** A new ticket takes no conversation from staff, and no hold away. */
function ownershipAfter(current: Ownership, tickets: Ticket[]): Ownership {
  if (current.owner === 'staff' || isHeld(current)) return current;
  return ownershipWithoutStaff(tickets);
}

/** Remembers since when, so that the time to the first person runs from then and not from long ago. */
function raised(joined: Ticket, { urgency, hold }: Escalation, at: Instant): Ticket {
  const ticket = { ...joined, hold: hold || asksForHold(joined) };
  if (moreUrgent(ticket.urgency, urgency) === ticket.urgency) return ticket;
  const urgentSince = { ...(ticket.urgentSince ?? { [ticket.urgency]: ticket.openedAt }) };
  return { ...ticket, urgency, urgentSince: { ...urgentSince, [urgency]: at } };
}

function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return Urgency.options.indexOf(a) <= Urgency.options.indexOf(b) ? a : b;
}
