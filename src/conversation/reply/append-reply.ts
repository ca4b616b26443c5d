import { type AuditEntry, newAuditEntryId } from '../../domain/audit.ts';
import type { Conversation, Message, Outgoing } from '../../domain/conversation.ts';
import { isTrial } from '../../domain/first-run.ts';
import type { Instant, TicketNumber } from '../../domain/ids.ts';
import type { SealedReply } from '../../domain/reply.ts';
import type { Signature } from '../../domain/staff.ts';
import { base32 } from '../../shared/ids.ts';

type Stamp = { at: Instant; id: string; signature?: Signature };

/** Adds sealed words to the conversation and, where the channel must be called, to its outbox. */
export function appendReply(
  conversation: Conversation,
  sealed: SealedReply,
  { at, id, signature }: Stamp,
): { conversation: Conversation; message: Message } {
  const seq = nextSeq(conversation);
  const message: Message = {
    seq,
    id,
    at,
    from: signature ? 'staff' : 'bot',
    locale: sealed.locale,
    text: sealed.text,
    parts: sealed.parts,
    choices: sealed.choices,
    replyKind: sealed.kind,
    ...(signature && { signature }),
  };
  const outbox = pushes(conversation)
    ? [...conversation.outbox, outgoing('slack_patient', 'message', seq, at)]
    : conversation.outbox;
  return {
    message,
    conversation: {
      ...conversation,
      updatedAt: at,
      messages: [...conversation.messages, message],
      outbox,
    },
  };
}

/** Seq of the next message: 1 for the first. */
export function nextSeq(conversation: Conversation): number {
  return (conversation.messages.at(-1)?.seq ?? 0) + 1;
}

/** Asks for the ticket's card on Slack to be posted or brought up to date; does nothing where Slack is not connected. */
export function withCard(
  conversation: Conversation,
  {
    number,
    kind,
    at,
    posts,
  }: { number: TicketNumber; kind: 'ticket_card' | 'ticket_update'; at: Instant; posts: boolean },
): Conversation {
  if (!posts || isTrial(conversation)) return conversation;
  // One that was given up brings nothing up to date any more.
  const already = conversation.outbox.some(
    (item) =>
      item.about === number && item.kind === kind && item.to === 'slack_staff' && !item.dead,
  );
  if (already) return conversation;
  return {
    ...conversation,
    outbox: [...conversation.outbox, outgoing('slack_staff', kind, number, at)],
  };
}

export type Deed = {
  at: Instant;
  by: string;
  action: string;
  number: TicketNumber;
  details?: AuditEntry['details'];
};

export function audited(
  conversation: Conversation,
  { at, by, action, number, details }: Deed,
): Conversation {
  const entry: AuditEntry = {
    id: newAuditEntryId(),
    at,
    by,
    action,
    subject: `ticket ${number}`,
    ...(details && { details }),
  };
  return { ...conversation, updatedAt: at, audit: [...conversation.audit, entry] };
}

function pushes(conversation: Conversation): boolean {
  return conversation.channel === 'slack';
}

function outgoing(
  to: Outgoing['to'],
  kind: Outgoing['kind'],
  about: number,
  at: Instant,
): Outgoing {
  return { id: `o_${base32(20)}`, to, kind, about, attempts: 0, notBefore: at };
}
