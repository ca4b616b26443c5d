import type { Message } from '../../../domain/conversation.ts';
import { type ConversationId, conversationIdOf } from '../../../domain/ids.ts';
import type { WebDeps } from '../web-deps.ts';
import type { Press } from './chat-schemas.ts';
import { leavable } from './view/patient-view.ts';

export type TakenPress =
  /** It is in the store. `cursor`: seq of what was said to it, if anything was. */
  | { kind: 'kept'; cursor: number | undefined }
  /** It is nowhere. `text`: what the patient must read all the same, when they asked for a person. */
  | { kind: 'not_kept'; text: string | undefined }
  | { kind: 'no_such_answer' };

/** Hands a press of a button under an answer on. What is said to it comes as a message, with the events. Never rejects. */
export async function takePress(
  { secret, seq, pressed }: Press & { secret: string },
  deps: WebDeps,
): Promise<TakenPress> {
  const conversationId = conversationIdOf(secret);
  try {
    const outcome = await deps.feedback.press({ conversationId, seq, pressed });
    switch (outcome.kind) {
      case 'no_such_answer':
        return outcome;
      case 'noted':
        return { kind: 'kept', cursor: undefined };
      case 'said':
        return await takenWith(outcome.message, conversationId, deps);
    }
  } catch (err) {
    deps.log.error({ err, conversation: conversationId }, 'a press could not be kept');
    return { kind: 'not_kept', text: undefined };
  }
}

/** What was said and is not in the store is the truth about a call for a person that reached nobody. */
async function takenWith(message: Message, id: ConversationId, deps: WebDeps): Promise<TakenPress> {
  const kept = await deps.store.conversations.find(id).catch(() => undefined);
  if (kept?.messages.some((other) => other.id === message.id)) {
    return { kind: 'kept', cursor: message.seq };
  }
  return { kind: 'not_kept', text: leavable(message, deps).text };
}
