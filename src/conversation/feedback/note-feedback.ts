import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { BlockId } from '../../domain/reply.ts';
import { isAsked, PERSON_OFFERED } from './is-asked.ts';

type Pressed = { seq: number; helped: boolean; at: Instant };

/** The conversation after the press, and what is to be said: `undefined` while staff have it, and for the same again. */
export type NotedFeedback = { conversation: Conversation; say: BlockId | undefined };

/** A patient is offered a person when this many answers did not help. */
const UNHELPFUL_ANSWERS = 2;

/**
 * Keeps what a patient pressed under an answer; a second press changes it. `undefined` when there is no such answer.
 * It opens no ticket: who wants a person says so.
 */
export function noteFeedback(
  conversation: Conversation,
  { seq, helped, at }: Pressed,
): NotedFeedback | undefined {
  const answer = conversation.messages.find((message) => message.seq === seq);
  if (!answer || !isAsked(answer)) return undefined;
  if (answer.feedback?.helped === helped) return { conversation, say: undefined };
  const messages = conversation.messages.map((message) =>
    message === answer ? { ...message, feedback: { helped, at } } : message,
  );
  const noted = { ...conversation, messages };
  return { conversation: noted, say: whatToSay(noted, helped) };
}

function whatToSay({ messages, ownership }: Conversation, helped: boolean): BlockId | undefined {
  if (ownership.owner === 'staff') return undefined;
  const unhelpful = messages.filter(({ feedback }) => feedback?.helped === false).length;
  return !helped && unhelpful >= UNHELPFUL_ANSWERS ? PERSON_OFFERED : 'R-FEEDBACK-THANKS';
}
