import type { Conversation, Outgoing } from '../../../domain/conversation.ts';
import type { Instant, TicketNumber } from '../../../domain/ids.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import { base32 } from '../../../shared/ids.ts';

/** The key in `Conversation.delivered` that tells when the receiver of pages last heard of a ticket. */
export const webhookKey = (number: TicketNumber) => `webhook:${number}`;

/**
 * Tells the receiver of pages what became of the tickets it was paged about: someone has it, it is in the queue again,
 * it is resolved. One item for each change, since a receiver takes an id once.
 */
export function withWebhookUpdates(
  before: Conversation,
  after: Conversation,
  at: Instant,
): Conversation {
  const items = after.tickets
    .filter((ticket) => isPaged(ticket, after) && isOther(ticket, before))
    .map(({ number }): Outgoing => {
      const id = `o_${base32(20)}`;
      const kind = 'ticket_update';
      return { id, to: 'webhook', kind, about: number, attempts: 0, notBefore: at };
    });
  return items.length === 0 ? after : { ...after, outbox: [...after.outbox, ...items] };
}

/** Without a page the receiver knows nothing of the ticket; without a receiver there is no page. */
function isPaged({ number }: Ticket, { delivered, outbox }: Conversation): boolean {
  const waits = outbox.some(
    ({ to, kind, about }) => to === 'webhook' && kind === 'page' && about === number,
  );
  return waits || delivered[webhookKey(number)] !== undefined;
}

/** An answer changes nothing for who was paged: someone has it before and after. */
function isOther(ticket: Ticket, { tickets }: Conversation): boolean {
  const old = tickets.find(({ number }) => number === ticket.number);
  return old !== undefined && stageOf(old) !== stageOf(ticket);
}

function stageOf({ state }: Ticket): 'new' | 'claimed' | 'resolved' {
  return state === 'answered' ? 'claimed' : state;
}
