import type { Conversation, Message, PatientMessage, Turn } from '../domain/conversation.ts';
import type { SealedReply } from '../domain/reply.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Decision } from './decide/decision.ts';
import type { Original } from './edits/find-original.ts';
import type { Intake } from './hear/take-in.ts';

/** All that a turn is remembered by. */
type TurnFacts = {
  message: PatientMessage;
  intake: Intake;
  decision: Decision;
  ticket: Ticket | undefined;
  at: string;
  sealed: SealedReply | undefined;
  reply: Message | undefined;
  /** The conversation with the patient's message as its last. */
  heard: Conversation;
  /** The message that this one is an edit of. */
  original: Original | undefined;
  microseconds: number;
};

export function turnOf({
  message,
  intake,
  decision,
  ticket,
  at,
  sealed,
  reply,
  heard,
  original,
  microseconds,
}: TurnFacts): Turn {
  const refused = sealed !== undefined && sealed.kind !== decision.kind;
  const blockIds = sealed?.parts.flatMap((part) => (part.kind === 'block' ? [part.id] : [])) ?? [];
  return {
    messageId: message.messageId,
    ...(original && { replaces: original.wordings[0].messageId }),
    at,
    patientSeq: heard.messages.at(-1)?.seq ?? 1,
    ...(reply && { replySeq: reply.seq }),
    replyKind: sealed?.kind ?? 'silence',
    concerns: decision.concerns,
    modifiers: decision.modifiers,
    topics: refused ? [] : decision.topics,
    intents: decision.intents.slice(0, 5),
    answers: refused ? [] : decision.answers,
    blocks: blockIds,
    tickets: ticket
      ? [{ number: ticket.number, reason: ticket.reason, urgency: ticket.urgency }]
      : [],
    locale: intake.locale,
    microseconds,
  };
}
