import type { Conversation, Message, PatientMessage } from '../../domain/conversation.ts';
import { base32 } from '../../shared/ids.ts';
import { blocks } from '../decide/decision.ts';
import type { Original } from '../edits/find-original.ts';
import { appendReply, nextSeq } from '../reply/append-reply.ts';
import type { Sender } from '../reply/sender.ts';
import type { Intake } from './take-in.ts';

type Facts = {
  intake: Intake;
  at: string;
  sender: Sender;
  /** The message that this one is an edit of. */
  original?: Original | undefined;
};

/** The conversation with the patient's message in it, and the notice in front of the very first. */
export function hear(
  conversation: Conversation,
  message: PatientMessage,
  { intake, at, sender, original }: Facts,
): Conversation {
  const welcomed =
    conversation.messages.length > 0 ? conversation : welcome(conversation, { intake, at, sender });
  const patientMessage: Message = {
    seq: nextSeq(welcomed),
    id: message.messageId,
    at,
    from: 'patient',
    locale: intake.locale,
    text: intake.redacted,
    parts: [],
    choices: [],
    ...(original && { replaces: original.seq }),
  };
  const address = message.address ?? welcomed.address;
  return { ...welcomed, address, messages: [...welcomed.messages, patientMessage] };
}

function welcome(conversation: Conversation, { intake, at, sender }: Facts): Conversation {
  const { locale } = intake;
  const parts = blocks(locale, 'R-NOTICE', 'WARNING');
  const sealed = sender.send({ kind: 'smalltalk', locale, parts, choices: [] });
  return appendReply(conversation, sealed, { at, id: `b_${base32(16)}` }).conversation;
}
