import { Urgency } from '../domain/concern.ts';
import type { Conversation, Ownership } from '../domain/conversation.ts';
import type { Instant, TicketNumber } from '../domain/ids.ts';
import type { Reason, Ticket } from '../domain/ticket.ts';
import type { Topic } from '../domain/topic.ts';

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
    ? { ...joined, urgency: moreUrgent(joined.urgency, escalation.urgency) }
    : {
        number,
        reason: escalation.reason,
        urgency: escalation.urgency,
        ...(escalation.topic && { topic: escalation.topic }),
        state: 'open',
        openedAt: at,
        notes: [],
      };
  const others = conversation.tickets.filter((other) => other.number !== ticket.number);
  return {
    ticket,
    conversation: {
      ...conversation,
      tickets: [...others, ticket].sort((a, b) => a.number - b.number),
      ownership: ownershipAfter(conversation.ownership, escalation.hold),
    },
  };
}

function ownershipAfter(current: Ownership, hold: boolean): Ownership {
  if (current.owner === 'staff') return current;
  return { owner: 'waiting', hold: hold || (current.owner === 'waiting' && current.hold) };
}

function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return Urgency.options.indexOf(a) <= Urgency.options.indexOf(b) ? a : b;
}
