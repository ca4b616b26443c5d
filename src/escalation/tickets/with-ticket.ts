import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, TicketNumber } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { ownershipOf } from './ownership.ts';

/** The conversation with these tickets, in the order of their numbers, and with whoever has it because of them. */
export function withTickets(conversation: Conversation, tickets: readonly Ticket[]): Conversation {
  const sorted = [...tickets].sort((a, b) => a.number - b.number);
  return { ...conversation, tickets: sorted, ownership: ownershipOf(sorted) };
}

/** The conversation with this ticket in the place of the one that has its number. */
export function withTicket(conversation: Conversation, ticket: Ticket): Conversation {
  const { tickets } = conversation;
  return withTickets(
    conversation,
    tickets.map((other) => (other.number === ticket.number ? ticket : other)),
  );
}

export function findIn({ tickets }: Conversation, number: TicketNumber): Ticket | undefined {
  return tickets.find((ticket) => ticket.number === number);
}

/** The ticket that goes on with this one: itself, unless it was merged. */
export function goesOnIn(ticket: Ticket, conversation: Conversation): Ticket {
  const into = ticket.mergedInto && findIn(conversation, ticket.mergedInto);
  return into ? goesOnIn(into, conversation) : ticket;
}

/** Nobody's, and its clock runs from now: who saw it, answered it or was told so before counts no more. */
export function inQueueAgain(ticket: Ticket, at: Instant): Ticket {
  const { assignee, claimedAt, firstResponseAt, resolvedAt, mergedInto, notSeenToldAt, ...kept } =
    ticket;
  return { ...kept, state: 'new', reopenedAt: at };
}
