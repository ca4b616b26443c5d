import { createAnswerBank } from '../../../../src/answer-bank/answer-bank.ts';
import { createRecalls } from '../../../../src/conversation/recall/create-recalls.ts';
import { createSender } from '../../../../src/conversation/reply/sender.ts';
import type { Answer, Revision } from '../../../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../../../src/domain/clinic.ts';
import {
  type Conversation,
  emptyConversation,
  type Message,
} from '../../../../src/domain/conversation.ts';
import { type ConversationId, conversationIdOf } from '../../../../src/domain/ids.ts';
import { loadBlocks } from '../../../../src/safety/load-blocks.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { buildStore } from '../../../../src/store/lowdb/build-store.ts';
import type { Files } from '../../../../src/store/lowdb/files/files.ts';
import { memoryFiles } from '../../../../src/store/lowdb/files/memory-files.ts';
import type { Store } from '../../../../src/store/store.ts';
import { signOff } from '../../../support/sign-off.ts';
import {
  aContent,
  anApproval,
  aRevision,
  aStaffId,
  KEY,
  NOW,
} from '../../answer-bank/an-answer.ts';

export const MODERATOR = aStaffId('m');
export const WRONG_TEXT = 'The price is the same for everybody.';
export const RIGHT_TEXT = 'Ask the clinic for the full price in writing.';

const withdrawn = { at: NOW, by: MODERATOR, why: 'The price differs.' };

/** What patients got and what was taken back. */
export function aWithdrawnRevision(over: Partial<Revision> = {}): Revision {
  const content = aContent({ text: WRONG_TEXT });
  return aRevision({ content, number: 1, state: 'retired', withdrawn, ...over });
}

/** Published and approved by one person, which is what this clinic demands. */
export function aRightRevision(over: Partial<Revision> = {}): Revision {
  const content = over.content ?? aContent({ text: RIGHT_TEXT });
  const approvals = [anApproval('b', 'plain_language', content)];
  return aRevision({ number: 2, content, author: MODERATOR, approvals, ...over });
}

/** A clinic that demands one approval, on files that outlive a restart. */
export async function aClinic(
  revisions: Revision[] = [aWithdrawnRevision(), aRightRevision()],
  { files = memoryFiles() }: { files?: Files } = {},
) {
  const now = () => NOW;
  const store = await buildStore({ files, now, log: silentLog, release: async () => undefined });
  await signOff(store);
  await putRevisions(store, revisions);
  const rules = { mode: 'demo', approvals: 1, clinic: SAMPLE_CLINIC, now } as const;
  const bank = await createAnswerBank(store, rules);
  const blocks = loadBlocks(SAMPLE_CLINIC);
  const sender = createSender({ block: blocks.text, revision: bank.revision });
  const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
  const recalls = createRecalls({ store, bank, sender, now, wait, log: silentLog });
  const send = async (number = 1) => {
    const textHash = (await recalls.offer(KEY, number))?.textHash ?? '';
    return recalls.send(KEY, number, { by: MODERATOR, textHash });
  };
  return { store, files, bank, sender, recalls, send };
}

export async function putRevisions(store: Store, revisions: Revision[]): Promise<void> {
  const next: Answer = { schema: 1, ...KEY, revisions };
  await store.answers.update(KEY, async () => ({ next, result: undefined }));
}

type Said = Partial<Omit<Conversation, 'id' | 'messages'>> & {
  /** Revisions that the bot answered with, in order. */
  got?: number[];
  locale?: 'en' | 'es';
};

/** A conversation in which the bot said these revisions; `who` names it. */
export function aPatient(who: string, { got = [1], ...over }: Said = {}): Conversation {
  const empty = emptyConversation({ conversationId: idOf(who), channel: 'web' }, NOW);
  const messages = got.map((revision, index) => anAnswerMessage(index + 1, revision));
  return { ...empty, ...over, messages };
}

export function anAnswerMessage(seq: number, revision: number): Message {
  return {
    seq,
    id: `b_${seq}`,
    at: NOW,
    from: 'bot',
    locale: 'en',
    text: 'words',
    parts: [
      { kind: 'answer', ...KEY, revision },
      { kind: 'block', id: 'WARNING', locale: 'en' },
    ],
    choices: [],
    replyKind: 'answer',
  };
}

export function idOf(who: string): ConversationId {
  return conversationIdOf(who);
}

export async function keep(store: Store, ...conversations: Conversation[]): Promise<void> {
  for (const next of conversations) {
    await store.conversations.update(next.id, async () => ({ next, result: undefined }));
  }
}

/** What a patient was told by a recall, in order. */
export async function toldTo(store: Store, who: string): Promise<Message[]> {
  const conversation = await store.conversations.find(idOf(who));
  return (conversation?.messages ?? []).filter(({ id }) => id.startsWith('recall_'));
}

/** Resolves when every round is done. */
export async function allTold(store: Store): Promise<void> {
  for (;;) {
    const { recalls = [] } = (await store.documents.find('recalls')) ?? {};
    if (recalls.every(({ rounds }) => rounds.every(({ done }) => done))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
