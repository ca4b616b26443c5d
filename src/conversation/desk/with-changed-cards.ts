import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { withCard } from '../reply/append-reply.ts';

/** Asks for a new card of every ticket that staff would find changed. */
export function withChangedCards(
  before: Conversation,
  after: Conversation,
  { at, posts }: { at: Instant; posts: boolean },
): Conversation {
  return after.tickets
    .filter((ticket) => looksOther(ticket, before))
    .reduce(
      (carded, { number }) => withCard(carded, { number, kind: 'ticket_update', at, posts }),
      after,
    );
}

function looksOther(ticket: Ticket, { tickets }: Conversation): boolean {
  const old = tickets.find(({ number }) => number === ticket.number);
  return (
    old?.state !== ticket.state ||
    old.assignee !== ticket.assignee ||
    old.urgency !== ticket.urgency ||
    old.reason !== ticket.reason ||
    old.reopenedAt !== ticket.reopenedAt
  );
}
