import type { AuditEntry } from '../../domain/audit.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Recall, RecallWords } from '../../domain/recall.ts';
import { appendReply } from '../reply/append-reply.ts';
import type { RecallSaying } from './recall-saying.ts';

type What = { recall: Pick<Recall, 'id' | 'answer'>; saying: RecallSaying; at: Instant };

/** Id of the message by which a conversation is told: the same for every try, so that nobody is told twice. */
function recallMessageId({ id }: Pick<Recall, 'id'>, words: RecallWords): string {
  return `recall_${id}_${words}`;
}

/** Whether the conversation needs no more of this recall: it has these words, or the better ones. */
export function isTold(
  { messages }: Pick<Conversation, 'messages'>,
  recall: Pick<Recall, 'id'>,
  words: RecallWords,
): boolean {
  const enough = [recallMessageId(recall, 'correction'), recallMessageId(recall, words)];
  return messages.some(({ from, id }) => from === 'bot' && enough.includes(id));
}

/** The conversation with the correction in it, for the channel to deliver, and an entry of the trail: one write. */
export function tellRecall(conversation: Conversation, { recall, saying, at }: What): Conversation {
  const { words, revision, sealed } = saying;
  const id = recallMessageId(recall, words);
  const told = appendReply(conversation, sealed, { at, id }).conversation;
  const { answer } = recall;
  const entry: AuditEntry = {
    id: `a_${id}_${conversation.id}`,
    at,
    by: 'bot',
    action: words === 'correction' ? 'correction sent' : 'notice of a wrong answer sent',
    subject: `conversation ${conversation.id}`,
    details: {
      recall: recall.id,
      answer: `${answer.id} ${answer.locale}`,
      wrong: answer.revision,
      ...(revision !== undefined && { right: revision }),
    },
  };
  return { ...told, audit: [...told.audit, entry] };
}
