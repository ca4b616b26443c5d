import { Conversation } from '../../../domain/conversation.ts';
import type { ConversationId } from '../../../domain/ids.ts';
import { parserOf } from '../../format/parser-of.ts';
import { upgradeConversation } from '../../format/upgrade-conversation.ts';

export const CONVERSATIONS = 'conversations';

/** The first two characters of the id's random part spread the files over 1,024 folders. */
export function pathOf(id: ConversationId): string {
  return `${CONVERSATIONS}/${id.slice(2, 4)}/${id}.json`;
}

/** Checked, and brought up to date. Throws a `StoreError` that quotes nothing of the text. */
export const parseConversation = parserOf<Conversation>(Conversation, {
  newest: 2,
  upgrade: upgradeConversation,
});
