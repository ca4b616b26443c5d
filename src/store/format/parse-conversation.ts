import { Conversation } from '../../domain/conversation.ts';
import { parserOf } from './parser-of.ts';
import { upgradeConversation } from './upgrade-conversation.ts';

/** Checked, and brought up to date. Throws a `StoreError` that quotes nothing of the text. */
export const parseConversation = parserOf<Conversation>(Conversation, {
  newest: 2,
  upgrade: upgradeConversation,
});
