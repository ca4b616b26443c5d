import type { Conversation, PatientMessage, Turn, TurnOutcome } from '../../domain/conversation.ts';
import { MOST_KEPT, type TextTools, withoutControls } from '../hear/take-in.ts';
import { findOriginal } from './find-original.ts';

/** What was said to this message, or to this very edit, when it came the first time. */
export function findTaken(
  message: PatientMessage,
  conversation: Conversation,
  tools: Pick<TextTools, 'redact'>,
): TurnOutcome | undefined {
  const turn =
    conversation.turns.find(({ messageId }) => messageId === message.messageId) ??
    sameEdit(message, conversation, tools);
  if (!turn) return undefined;
  const reply = conversation.messages.find(({ seq }) => seq === turn.replySeq);
  return { turn, reply, stored: true };
}

/** An edit under a new id with the words of the latest edit: sent twice, made once. */
function sameEdit(
  message: PatientMessage,
  conversation: Conversation,
  { redact }: Pick<TextTools, 'redact'>,
): Turn | undefined {
  const latest = findOriginal(message, conversation)?.wordings.slice(1).at(-1);
  if (!latest) return undefined;
  const kept = conversation.messages.find(({ seq }) => seq === latest.patientSeq);
  return kept?.text === redact(withoutControls(message.text).slice(0, MOST_KEPT)).text
    ? latest
    : undefined;
}
