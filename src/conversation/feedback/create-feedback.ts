import type {
  Conversation,
  Message,
  PatientMessage,
  TurnOutcome,
} from '../../domain/conversation.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Blocks } from '../../safety/load-blocks.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import { blocks } from '../decide/decision.ts';
import { appendReply } from '../reply/append-reply.ts';
import type { Sender } from '../reply/sender.ts';
import { isAsked, offersPerson } from './is-asked.ts';
import { noteFeedback } from './note-feedback.ts';
import { type Button, pressId } from './press-id.ts';

/** A press of a button under the message `seq` of this conversation. */
type Press = {
  conversationId: ConversationId;
  seq: number;
  pressed: Button;
};

type FeedbackOutcome =
  /** What the patient reads now. The same press again gives the same message. */
  | { kind: 'said'; message: Message }
  /** Kept; the bot is silent, since staff have the conversation. */
  | { kind: 'noted' }
  /** No such conversation, or no message with this button. */
  | { kind: 'no_such_answer' };

export type Feedback = {
  /**
   * Rejects when the store cannot be read, or cannot keep a yes or a no: then nothing was said. A call for a person that
   * cannot be kept is answered with the truth, as every message.
   */
  press(press: Press): Promise<FeedbackOutcome>;
};

type Deps = {
  store: Pick<Store, 'conversations'>;
  sender: Sender;
  words: Blocks;
  now: Clock;
  /** Takes "talk to a person" the way of every message. */
  receive: (message: PatientMessage) => Promise<TurnOutcome>;
};

/** The buttons under an answer: "Did this help?" yes, no, talk to a person. */
export function createFeedback(deps: Deps): Feedback {
  return {
    press: (press) => (press.pressed === 'person' ? askForPerson(press, deps) : note(press, deps)),
  };
}

async function note(press: Press, { store, sender, now }: Deps): Promise<FeedbackOutcome> {
  const { conversationId, seq, pressed } = press;
  return store.conversations.update<FeedbackOutcome>(conversationId, async (current) => {
    const at = now();
    const noted = current && noteFeedback(current, { seq, helped: pressed === 'yes', at });
    if (!noted) return { next: undefined, result: { kind: 'no_such_answer' } };
    const { conversation, say } = noted;
    const id = pressId(press);
    const already = conversation.messages.find((message) => isSaid(message, id));
    const next = conversation === current ? undefined : conversation;
    if (already) return { next, result: { kind: 'said', message: already } };
    if (!say) return { next, result: { kind: 'noted' } };
    const { locale } = conversation;
    const parts = blocks(locale, say, 'WARNING');
    const sealed = sender.send({ kind: 'smalltalk', locale, parts, choices: [] });
    const { conversation: told, message } = appendReply(conversation, sealed, { at, id });
    return { next: told, result: { kind: 'said', message } };
  });
}

/** A turn like any other: the ticket is stored before the patient reads that staff have it. */
async function askForPerson(
  press: Press,
  { store, words, receive }: Deps,
): Promise<FeedbackOutcome> {
  const { conversationId, seq } = press;
  const conversation = await store.conversations.find(conversationId);
  if (!conversation || !hasPersonButton(conversation, seq)) return { kind: 'no_such_answer' };
  const { channel, locale } = conversation;
  const label = words.text('BUTTON-PERSON', locale);
  const { reply } = await receive({
    conversationId,
    messageId: pressId(press),
    text: label,
    channel,
    choice: { kind: 'topic', topic: 'human', label },
  });
  return reply ? { kind: 'said', message: reply } : { kind: 'noted' };
}

function hasPersonButton({ messages }: Conversation, seq: number): boolean {
  return messages.some(
    (message) => message.seq === seq && (isAsked(message) || offersPerson(message)),
  );
}

function isSaid({ from, id }: Message, wanted: string): boolean {
  return from === 'bot' && id === wanted;
}
