import type { Conversation } from '../../../domain/conversation.ts';
import type { PressOnSlack } from './read/read-press.ts';
import type { TakeDeps, Taken } from './take-deps.ts';

/** Takes a button that was pressed below one of our messages, if it is of the patient's own conversation. */
export async function takePress(press: PressOnSlack, deps: TakeDeps): Promise<Taken> {
  const { ref, user, pressed } = press;
  const conversation = await deps.store.conversations.find(ref.conversation);
  // Buttons stand where others see them; only the patient they were offered to may press them.
  if (conversation?.channel !== 'slack' || conversation.address.user !== user) return 'not_for_us';
  switch (pressed.kind) {
    case 'choice':
      return takeChoice({ ...pressed, seq: ref.seq }, conversation, deps);
    case 'helped':
      return takeHelped({ answer: pressed.answer, seq: ref.seq }, conversation, deps);
  }
}

async function takeChoice(
  { seq, number, messageId }: { seq: number; number: number; messageId: string },
  conversation: Conversation,
  { receive, sayAtOnce }: TakeDeps,
): Promise<Taken> {
  const text = textOf({ seq, number }, conversation);
  const { id: conversationId, address } = conversation;
  const { stored, reply } = await receive({ conversationId, messageId, text, channel: 'slack' });
  if (stored) return 'stored';
  if (reply) sayAtOnce(reply, { address, isPrivate: true });
  return 'not_stored';
}

/** The number of a menu entry counts right after the menu; below an older menu its label is what was meant. */
function textOf({ seq, number }: { seq: number; number: number }, conversation: Conversation) {
  const menu = conversation.messages.find((message) => message.seq === seq);
  const isLatest = conversation.turns.at(-1)?.replySeq === seq;
  return isLatest ? String(number) : (menu?.choices[number - 1]?.label ?? '');
}

type Helped = { answer: 'yes' | 'no' | 'person'; seq: number };

/** What is said to it is in the store, and with it in the outbox; unless nothing could be stored. */
async function takeHelped(
  { answer: pressed, seq }: Helped,
  { id, address }: Conversation,
  { feedback, store, sayAtOnce }: TakeDeps,
): Promise<Taken> {
  const outcome = await feedback.press({ conversationId: id, seq, pressed });
  if (outcome.kind === 'no_such_answer') return 'not_for_us';
  if (outcome.kind === 'noted') return 'stored';
  const { message } = outcome;
  const kept = await store.conversations.find(id);
  if (kept?.messages.some((one) => one.id === message.id)) return 'stored';
  sayAtOnce(message, { address, isPrivate: true });
  return 'not_stored';
}
