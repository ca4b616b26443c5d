import type { Conversation } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import { inQueueAgain, withTickets } from '../with-ticket.ts';
import { isSeen } from './is-seen.ts';

/**
 * While staff are in the chat they see its other tickets too, so that nobody is called about those. Once they have left,
 * what nobody took waits for others like on the first day.
 */
export function requeueLeftBehind(
  before: Conversation,
  after: Conversation,
  at: Instant,
): Conversation {
  if (before.ownership.owner !== 'staff' || after.ownership.owner === 'staff') return after;
  return withTickets(
    after,
    after.tickets.map((ticket) =>
      ticket.state === 'new' && isSeen(ticket, before, waitsSince(ticket))
        ? inQueueAgain(ticket, at)
        : ticket,
    ),
  );
}

function waitsSince({ openedAt, reopenedAt = '', urgency, urgentSince }: Ticket): Instant {
  return [reopenedAt, urgentSince?.[urgency] ?? ''].reduce(
    (latest, other) => (other > latest ? other : latest),
    openedAt,
  );
}
