import type { Conversation } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Ticket } from '../../../domain/ticket.ts';

/** Staff who joined this chat, wrote in it or made a note on the ticket have seen it: "no one has" would be untrue. */
export function isSeen(
  ticket: Ticket,
  { tickets, messages }: Conversation,
  since: Instant,
): boolean {
  return (
    tickets.some(({ claimedAt }) => claimedAt !== undefined && claimedAt > since) ||
    messages.some(({ from, at }) => from === 'staff' && at > since) ||
    ticket.notes.some(({ by, at }) => by !== 'bot' && at > since)
  );
}
