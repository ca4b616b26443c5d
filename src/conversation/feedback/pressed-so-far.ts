import type { Conversation } from '../../domain/conversation.ts';
import { isAsked, offersPerson } from './is-asked.ts';
import { type Button, pressId } from './press-id.ts';

/** The buttons that are pressed, by the message they stand under: of yes and no the last one, and the one for a person. */
export function pressedSoFar({
  messages,
  turns,
}: Conversation): { seq: number; pressed: Button }[] {
  const taken = new Set(turns.map(({ messageId }) => messageId));
  return messages.flatMap((message) => {
    if (!isAsked(message) && !offersPerson(message)) return [];
    const { seq, feedback } = message;
    const person = { seq, pressed: 'person' as const };
    return [
      ...(feedback ? [{ seq, pressed: feedback.helped ? ('yes' as const) : ('no' as const) }] : []),
      ...(taken.has(pressId(person)) ? [person] : []),
    ];
  });
}
