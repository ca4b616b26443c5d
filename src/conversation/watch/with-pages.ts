import type { Conversation, Outgoing } from '../../domain/conversation.ts';
import { isTrial } from '../../domain/first-run.ts';
import type { Instant, StaffId } from '../../domain/ids.ts';
import type { Page, Ticket } from '../../domain/ticket.ts';
import { nextPage, type Paging } from '../../escalation/paging/next-page.ts';
import type { Ways } from '../../escalation/paging/roster.ts';
import { audited } from '../reply/append-reply.ts';
import { pageId } from './page-id.ts';

type How = Paging & { ways: Ways; at: Instant };

/**
 * The conversation with each page that is due now: on its ticket, in the outbox once for every way it goes, and in the
 * trail. The same conversation when none is due, or none could go anywhere: then no one was called, and none is noted.
 */
export function withPages(conversation: Conversation, how: How): Conversation {
  if (isTrial(conversation)) return conversation;
  return conversation.tickets.reduce((paged, { number }) => {
    const ticket = paged.tickets.find((one) => one.number === number);
    const page = ticket && nextPage(ticket, { ...how, conversation: paged });
    return page ? withPage(paged, { ticket, page }, how) : paged;
  }, conversation);
}

type Call = { ticket: Ticket; page: Page };

function withPage(conversation: Conversation, { ticket, page }: Call, how: How): Conversation {
  const { number } = ticket;
  const items = itemsOf({ ticket, page }, how);
  if (items.length === 0) return conversation;
  const tickets = conversation.tickets.map((other) =>
    other.number === number ? { ...other, pages: [...other.pages, page] } : other,
  );
  const outbox = items.reduce(withItem, conversation.outbox);
  const details = { step: page.step, people: page.to.join(' ') };
  return audited(
    { ...conversation, tickets, outbox },
    { at: page.at, by: 'bot', action: 'ticket paged', number, details },
  );
}

/** Slack and the webhook are places that all see: one item names everyone. E-mail goes to each person. */
function itemsOf({ ticket, page }: Call, { ways, roster }: How): Outgoing[] {
  const mailed = ways.email ? page.to.filter((person) => roster.withEmail.has(person)) : [];
  const item = (to: Outgoing['to'], person?: StaffId) => pageItem({ ticket, page }, to, person);
  return [
    ...(ways.slack ? [item('slack_staff')] : []),
    ...mailed.map((person) => item('email', person)),
    ...(ways.webhook ? [item('webhook')] : []),
  ];
}

function pageItem({ ticket, page }: Call, to: Outgoing['to'], person?: StaffId): Outgoing {
  const { number, pages } = ticket;
  const id = pageId({ ticket: number, index: pages.length, to, person });
  return {
    id,
    to,
    kind: 'page',
    about: number,
    ...(person && { person }),
    attempts: 0,
    notBefore: page.at,
  };
}

/**
 * One that still waits stands for this page too, since it is written from the ticket when it leaves: a place that was
 * down gets no storm. One that was given up makes way.
 */
function withItem(outbox: Outgoing[], item: Outgoing): Outgoing[] {
  const isAlike = (other: Outgoing) =>
    other.kind === 'page' &&
    other.about === item.about &&
    other.to === item.to &&
    other.person === item.person;
  if (outbox.some((other) => isAlike(other) && !other.dead)) return outbox;
  return [...outbox.filter((other) => !isAlike(other)), item];
}
