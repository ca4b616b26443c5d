import type { Conversation, Outgoing } from '../../domain/conversation.ts';
import type { Page, Ticket } from '../../domain/ticket.ts';
import { isSeen } from '../../escalation/tickets/queue/is-seen.ts';
import type { Delivered } from '../outbox/delivery.ts';
import { pageId } from './page-id.ts';

/**
 * The page that an item stands for when it leaves, with the id that the receiver knows it by. It is the ticket's last:
 * later pages join the item that waits, and one that joined must not be taken for the first one again.
 */
export function waitingPage(
  { to, person }: Pick<Outgoing, 'to' | 'person'>,
  { number, pages }: Ticket,
): { page: Page; id: string } | undefined {
  const page = pages.at(-1);
  return page && { page, id: pageId({ ticket: number, index: pages.length - 1, to, person }) };
}

/** Whether nobody need be called any more: it is resolved, or someone has it and has seen to it since the last page. */
export function isAnswered(ticket: Ticket, conversation: Conversation): boolean {
  const { state, pages, claimedAt = '' } = ticket;
  if (state === 'new') return false;
  const calledAt = pages.at(-1)?.at ?? '';
  // At the same moment: the ticket was there to be claimed, so that the call came first.
  return state === 'resolved' || claimedAt >= calledAt || isSeen(ticket, conversation, calledAt);
}

/** Whether another page joined the item while this one was on its way: then the item is delivered once more. */
export function joinedSince({ number, pages }: Ticket): Delivered['isOutdated'] {
  return ({ tickets }) =>
    tickets.some((now) => now.number === number && now.pages.length > pages.length);
}
