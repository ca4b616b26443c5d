import { randomUUID } from 'node:crypto';
import { type ConversationId, conversationIdOf } from '../../../../domain/ids.ts';
import type { Ticket } from '../../../../domain/ticket.ts';
import type { WebDeps } from '../../web-deps.ts';

type Deps = Pick<WebDeps, 'store' | 'now' | 'log'>;

/** `needed`: staff have something urgent to settle with this patient, and would no longer know what. */
export type EraseOutcome = 'erased' | 'none' | 'needed' | 'failed';

/** Takes a chat away for good, at the word of whoever holds its secret. Never rejects. */
export async function eraseChat(secret: string, deps: Deps): Promise<EraseOutcome> {
  const { store, log } = deps;
  const id = conversationIdOf(secret);
  try {
    const outcome = await store.conversations.erase(id, ({ tickets }) => tickets.some(isNeeded));
    if (outcome === 'kept') return 'needed';
    if (outcome === 'erased') await noteErased(id, deps);
    return outcome;
  } catch (err) {
    log.error({ err, conversation: id }, 'a chat could not be erased');
    return 'failed';
  }
}

function isNeeded({ state, urgency }: Ticket): boolean {
  return state !== 'resolved' && urgency !== 'routine';
}

/** Holds no words. What is gone is gone, whether or not this can be written: the patient is told the truth. */
async function noteErased(id: ConversationId, { store, now, log }: Deps): Promise<void> {
  const entry = { by: 'patient', action: 'conversation erased', subject: `conversation ${id}` };
  try {
    await store.audit.append([{ id: randomUUID(), at: now(), ...entry }]);
  } catch (err) {
    log.error({ err, conversation: id }, 'that a chat was erased could not be noted');
  }
}
