import { DELIVERED, type Deliver } from '../../../../conversation/outbox/delivery.ts';
import { isAnswered, joinedSince } from '../../../../conversation/watch/waiting-page.ts';
import type { Conversation } from '../../../../domain/conversation.ts';
import type { Page, Ticket } from '../../../../domain/ticket.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Log } from '../../../../shared/log.ts';
import type { Store } from '../../../../store/store.ts';
import { pagePost } from '../../messages/to-staff/page-post.ts';
import type { PostOnce } from '../post-once.ts';
import { cardKey } from './deliver-card.ts';

type Deps = {
  postOnce: PostOnce;
  store: Store;
  staffChannel: string;
  consoleUrl: string;
  now: Clock;
  log: Log;
};

/** The key in `Conversation.delivered` that holds the moment of the last page about a ticket that was posted. */
const pageKey = ({ number }: Ticket) => `page:${number}`;

/**
 * Calls people in the thread of the ticket's card, shown in the channel too. The pages that waited while Slack was down
 * are one post, which names all whom they called; a ticket that somebody took since calls nobody.
 */
export function createPageDelivery(deps: Deps): Deliver {
  const { postOnce, staffChannel: channel, consoleUrl, now, log } = deps;
  return async (item, conversation, { doubtful }) => {
    const ticket = conversation.tickets.find(({ number }) => number === item.about);
    const page = ticket?.pages.at(-1);
    if (!ticket || !page) {
      log.error({ outgoing: item.id }, 'an outgoing page has no ticket; dropped');
      return DELIVERED;
    }
    if (isAnswered(ticket, conversation)) return DELIVERED;
    const called = await peopleOf(waitingPages(ticket, conversation), deps);
    const assignee = ticket.assignee && (await deps.store.staff.find(ticket.assignee))?.firstName;
    await postOnce({
      channel,
      thread: conversation.delivered[cardKey(ticket.number)],
      broadcast: true,
      post: pagePost(ticket, { called, assignee, at: now(), consoleUrl }),
      // Later pages join the item that waits, so the post of the first must not be taken for theirs.
      mark: `${item.id}.${ticket.pages.length}`,
      ...(doubtful && { lookSince: page.at }),
    });
    return {
      facts: { [pageKey(ticket)]: page.at },
      isOutdated: joinedSince(ticket),
    };
  };
}

function waitingPages(ticket: Ticket, { delivered }: Conversation): Page[] {
  const posted = delivered[pageKey(ticket)] ?? '';
  const waiting = ticket.pages.filter(({ at }) => at > posted);
  return waiting.length > 0 ? waiting : ticket.pages.slice(-1);
}

async function peopleOf(pages: Page[], { store }: Deps) {
  const ids = new Set(pages.flatMap(({ to }) => to));
  const people = await Promise.all([...ids].map((id) => store.staff.find(id)));
  return people.flatMap((person) => (person && !person.disabled ? [person] : []));
}
