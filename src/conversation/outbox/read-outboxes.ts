import { setImmediate as breath } from 'node:timers/promises';
import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Store } from '../../store/store.ts';

/** So many are read before others have their turn: thousands of dead letters must not keep a patient waiting. */
const BETWEEN_BREATHS = 50;

/** The conversations of these ids, one after another. */
export async function* readOutboxes(
  ids: Iterable<ConversationId>,
  store: Store,
): AsyncGenerator<Conversation> {
  let read = 0;
  for (const id of ids) {
    const conversation = await store.conversations.find(id);
    if (conversation) yield conversation;
    read += 1;
    if (read % BETWEEN_BREATHS === 0) await breath();
  }
}
