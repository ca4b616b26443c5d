import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Clocks } from '../../escalation/clocks/create-clocks.ts';
import { rosterOf, type Ways } from '../../escalation/paging/roster.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import { withPages } from './with-pages.ts';

/** The conversation with the pages that are due at this moment. */
export type PagesDue = (conversation: Conversation, at: Instant) => Conversation;

export type Pager = {
  /** Reads who is on call now, for the conversations that are looked at next. Rejects when that cannot be read. */
  read(): Promise<PagesDue>;
  /** For the write that opens a ticket. Never rejects: what cannot be paged there is paged by the watch, seconds later. */
  page(conversation: Conversation, at: Instant): Promise<Conversation>;
};

type Deps = {
  store: Pick<Store, 'staff'>;
  clocks: Clocks;
  ways: Ways;
  repeatMs: number;
  log: Log;
};

export function createPager({ store, clocks, ways, repeatMs, log }: Deps): Pager {
  const read = async (): Promise<PagesDue> => {
    const roster = rosterOf(await store.staff.all(), ways);
    return (conversation, at) => withPages(conversation, { at, roster, clocks, repeatMs, ways });
  };
  return {
    read,
    async page(conversation, at) {
      try {
        return (await read())(conversation, at);
      } catch (err) {
        log.error(
          { err, conversation: conversation.id },
          'it could not be read who is on call; the watch pages them',
        );
        return conversation;
      }
    },
  };
}
