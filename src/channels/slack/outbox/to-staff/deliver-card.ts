import type { webApi } from '@slack/bolt';
import { DELIVERED, type Deliver } from '../../../../conversation/outbox/delivery.ts';
import type { Conversation } from '../../../../domain/conversation.ts';
import type { TicketNumber } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import type { Clocks } from '../../../../escalation/clocks/create-clocks.ts';
import { dueOf } from '../../../../escalation/clocks/due.ts';
import type { Log } from '../../../../shared/log.ts';
import type { Store } from '../../../../store/store.ts';
import type { Post } from '../../messages/patient-post.ts';
import { ticketCard } from '../../messages/to-staff/ticket-card.ts';
import { findPosted, postMark } from '../find-posted.ts';
import type { Pacer } from '../pacer.ts';
import { failureOf } from '../post-failure.ts';

type Deps = {
  client: webApi.WebClient;
  pacer: Pacer;
  store: Store;
  clocks: Clocks;
  staffChannel: string;
  ticketText: 'none' | 'redacted';
  consoleUrl: string;
  log: Log;
};

/** The card is gone, or may not be changed any more: staff get a new one. */
const NEEDS_NEW_CARD = new Set(['message_not_found', 'edit_window_closed', 'cant_update_message']);

/** The key in `Conversation.delivered` that holds the `ts` of a ticket's card. */
export const cardKey = (number: TicketNumber) => `card:${number}`;

/** Posts a ticket's card to the staff channel, or brings it up to date in place. */
export function createCardDelivery(deps: Deps): Deliver {
  const { client, pacer, staffChannel: channel, log } = deps;
  return async (item, conversation, { doubtful }) => {
    const ticket = conversation.tickets.find(({ number }) => number === item.about);
    if (!ticket) {
      log.error({ outgoing: item.id }, 'an outgoing card has no ticket; dropped');
      return DELIVERED;
    }
    const key = cardKey(ticket.number);
    const card = await cardOf(ticket, conversation, deps);
    const ts = await pacer.run(channel, async () => {
      const known = conversation.delivered[key];
      const since = ticket.openedAt;
      const looked = { id: item.id, channel, thread: undefined, since };
      const posted = known ?? (doubtful ? await findPosted(client, looked, log) : undefined);
      return putCard(client, card, { channel, posted, mark: item.id });
    });
    return {
      facts: { [key]: ts },
      isOutdated: (current) => shown(ticket.number, current) !== shown(ticket.number, conversation),
    };
  };
}

/** Returns the `ts` of the card that staff see from now on. */
async function putCard(
  client: webApi.WebClient,
  card: Post,
  { channel, posted, mark }: { channel: string; posted: string | undefined; mark: string },
): Promise<string> {
  if (posted) {
    try {
      await client.chat.update({ channel, ts: posted, ...card });
      return posted;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'refused' || !NEEDS_NEW_CARD.has(failure.error)) throw error;
    }
  }
  const metadata = postMark(mark);
  const silent = { unfurl_links: false, unfurl_media: false };
  const { ts = '' } = await client.chat.postMessage({ channel, ...card, metadata, ...silent });
  return ts;
}

async function cardOf(
  ticket: Ticket,
  conversation: Conversation,
  { store, clocks, consoleUrl, ticketText }: Deps,
): Promise<Post> {
  const assignee = ticket.assignee && (await store.staff.find(ticket.assignee))?.firstName;
  const question = ticketText === 'redacted' ? questionOf(ticket, conversation) : undefined;
  const others = otherOpenTickets(ticket, conversation);
  return ticketCard(ticket, { assignee, due: dueOf(ticket, clocks), consoleUrl, question, others });
}

export function otherOpenTickets(ticket: Ticket, { tickets }: Conversation): TicketNumber[] {
  const open = tickets.filter(({ state }) => state !== 'resolved').map(({ number }) => number);
  return open.filter((number) => number !== ticket.number);
}

/** The redacted message that opened the ticket. */
function questionOf({ number }: Ticket, { turns, messages }: Conversation): string | undefined {
  const turn = turns.find(({ tickets }) => tickets.some((opened) => opened.number === number));
  return messages.find(({ seq }) => seq === turn?.patientSeq)?.text;
}

/** While a card was on its way the ticket may have changed; the change found this item waiting and added none. */
function shown(number: TicketNumber, conversation: Conversation): string {
  const ticket = conversation.tickets.find((one) => one.number === number);
  return JSON.stringify(ticket && [ticket, otherOpenTickets(ticket, conversation)]);
}
