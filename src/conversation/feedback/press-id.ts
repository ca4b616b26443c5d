import type { Message } from '../../domain/conversation.ts';

export type Button = 'yes' | 'no' | 'person';

/** Id of the message that a press is, or is answered by. One for each button, so that the same press twice is the same message. */
export function pressId({ seq, pressed }: { seq: number; pressed: Button }): string {
  return `f_${seq}_${pressed}`;
}

/**
 * Whether the bot said this to a yes or a no, or to correct what it had said: beside the conversation, so that a menu before
 * it can still be picked from.
 */
export function isAside({ from, id }: Pick<Message, 'from' | 'id'>): boolean {
  return from === 'bot' && /^(?:f_\d+|recall)_/.test(id);
}
