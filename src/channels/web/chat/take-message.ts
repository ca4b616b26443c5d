import { contractReply } from '../../../conversation/reply/contract-reply.ts';
import { type ConversationId, conversationIdOf } from '../../../domain/ids.ts';
import type { WebDeps } from '../web-deps.ts';
import type { ChatReply } from './chat-schemas.ts';
import { leavableOutcome } from './view/patient-view.ts';

type Incoming = {
  secret: string;
  messageId: string;
  replaces?: string | undefined;
  text: string;
};

/** Hands one message to the bot and gives back what programs outside read of the turn. Never rejects. */
export async function takeMessage(
  { secret, messageId, replaces, text }: Incoming,
  deps: WebDeps,
): Promise<{ stored: boolean; body: ChatReply }> {
  const conversationId = conversationIdOf(secret);
  const received = await deps.receive({
    conversationId,
    messageId,
    text,
    channel: 'web',
    ...(replaces !== undefined && { replaces }),
  });
  const outcome = leavableOutcome(received, deps);
  // What was not stored may not have been for want of time, so nothing is read for it either.
  const conversation = outcome.stored ? await findOrNone(conversationId, deps) : undefined;
  const cursor = outcome.reply?.seq ?? outcome.turn.patientSeq;
  return {
    stored: outcome.stored,
    body: {
      ...contractReply(outcome, conversation),
      conversation: secret,
      ...(outcome.stored && { cursor }),
    },
  };
}

/** The reply goes out even when the store cannot be read just now; only earlier tickets are missing from it then, as from one that was not stored. */
async function findOrNone(id: ConversationId, { store, log }: WebDeps) {
  try {
    return await store.conversations.find(id);
  } catch (err) {
    log.error({ err, conversation: id }, 'conversation could not be read after its turn');
    return undefined;
  }
}
