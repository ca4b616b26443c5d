import { type MessageRef, readRef } from '../../messages/message-ref.ts';
import { CHOICE_ACTION, HELPED_ACTION } from '../../messages/patient-post.ts';
import { ButtonClick } from './slack-payload.ts';

/** A button below one of our messages that a person pressed; whether it is theirs is not looked at yet. */
export type PressOnSlack = {
  ref: MessageRef;
  user: string;
  pressed:
    | { kind: 'choice'; number: number; messageId: string }
    | { kind: 'helped'; answer: 'yes' | 'no' | 'person' };
};

/** `undefined` when the click was on something else. */
export function readPress(body: unknown): PressOnSlack | undefined {
  const parsed = ButtonClick.safeParse(body);
  if (!parsed.success) return undefined;
  const { user, channel, message, actions } = parsed.data;
  const [{ action_id, block_id }] = actions;
  const number = CHOICE_ACTION.exec(action_id)?.[1];
  const answer = HELPED_ACTION.exec(action_id)?.[1];
  const ref = readRef(block_id, number === undefined ? 'helped' : 'choices');
  if (!ref) return undefined;
  if (number !== undefined) {
    const messageId = `${channel.id}:${message.ts}:choice:${number}`;
    return { ref, user: user.id, pressed: { kind: 'choice', number: Number(number), messageId } };
  }
  if (answer !== 'yes' && answer !== 'no' && answer !== 'person') return undefined;
  return { ref, user: user.id, pressed: { kind: 'helped', answer } };
}
