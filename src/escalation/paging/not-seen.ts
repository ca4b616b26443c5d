import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clocks } from '../clocks/create-clocks.ts';
import { after } from '../clocks/due.ts';
import { unseenTimes } from './is-seen.ts';

/** Open tickets that no one has seen in time and whose patient was not told so yet. */
export function findNotSeen(
  conversation: Conversation,
  { clocks, at }: { clocks: Clocks; at: Instant },
): Ticket[] {
  return conversation.tickets.filter(
    (ticket) =>
      ticket.notSeenToldAt === undefined &&
      unseenTimes(ticket, conversation, clocks).some(
        ({ from, target }) => after(from, target.firstResponse, clocks) <= at,
      ),
  );
}

/** The conversation with the fact that the patient was told about these tickets. */
export function markNotSeenTold(
  conversation: Conversation,
  told: Ticket[],
  at: Instant,
): Conversation {
  const numbers = new Set(told.map(({ number }) => number));
  const tickets = conversation.tickets.map((ticket) =>
    numbers.has(ticket.number) ? { ...ticket, notSeenToldAt: at } : ticket,
  );
  return { ...conversation, tickets };
}
