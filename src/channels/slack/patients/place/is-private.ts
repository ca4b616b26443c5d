import type { Modifier } from '../../../../domain/concern.ts';
import type { Conversation, Message, Turn } from '../../../../domain/conversation.ts';
import { isDirect } from './slack-place.ts';

/** Levels 0 to 3 of the policy are answered where nobody else reads along. */
const LAST_SENSITIVE_LEVEL = 3;

const SENSITIVE: readonly Modifier[] = ['private_details', 'crisis_lines', 'gate_failed'];

/** Whether others must not read what is said to this message (policy, +PUBLIC and +PHI). */
export function isSensitive({
  concerns,
  modifiers,
}: Pick<Turn, 'concerns' | 'modifiers'>): boolean {
  return (
    concerns.some(({ level }) => level <= LAST_SENSITIVE_LEVEL) ||
    modifiers.some((modifier) => SENSITIVE.includes(modifier))
  );
}

/**
 * Whether a message to a patient must not stand in a channel. From the first sensitive message on all that is said to
 * this patient is private: what follows speaks of the same. What they write in private is answered there. What staff
 * write is always private, for nobody approved it for others' eyes; so is all in a conversation that the patient did not
 * begin.
 */
export function isPrivate(
  { from, seq }: Pick<Message, 'from' | 'seq'>,
  { turns }: Pick<Conversation, 'turns'>,
): boolean {
  if (from === 'staff' || turns.length === 0) return true;
  const before = turns.filter(({ patientSeq }) => patientSeq < seq);
  // The id of what was written on Slack begins with its channel.
  return before.some(isSensitive) || isDirect(before.at(-1)?.messageId ?? '');
}
