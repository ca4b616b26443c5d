import type { Conversation, PatientMessage, Turn } from '../../domain/conversation.ts';

/** The message that an edit is a new wording of, and what we did about each of its wordings, the first one first. */
export type Original = { seq: number; at: string; wordings: [Turn, ...Turn[]] };

/** `undefined` when the message is no edit, or one of a message that we never had: that is a message like any other. */
export function findOriginal(
  { replaces }: PatientMessage,
  { turns }: Conversation,
): Original | undefined {
  if (replaces === undefined) return undefined;
  const edited = turns.find(({ messageId }) => messageId === replaces);
  const first = turns.find(({ messageId }) => messageId === (edited?.replaces ?? replaces));
  if (!first) return undefined;
  const later = turns.filter((turn) => turn.replaces === first.messageId);
  return { seq: first.patientSeq, at: first.at, wordings: [first, ...later] };
}
