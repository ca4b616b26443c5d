import { z } from 'zod';
import { AuditEntry } from './audit.ts';
import { RankedIntent } from './classification.ts';
import { FoundConcern, Modifier, Urgency } from './concern.ts';
import { AnswerId, ConversationId, Instant, Locale, StaffId, TicketNumber } from './ids.ts';
import { Choice, Part, ReplyKind } from './reply.ts';
import { Signature } from './staff.ts';
import { Reason, Ticket } from './ticket.ts';
import { Topic } from './topic.ts';

export const ChannelName = z.enum(['web', 'slack', 'terminal', 'api']);
export type ChannelName = z.infer<typeof ChannelName>;

/** One thing a patient sent, as every channel hands it in. The text is raw: intake cleans and redacts it. */
export type PatientMessage = {
  conversationId: ConversationId;
  /** Chosen by the sender; the same id again is the same message and makes no second turn. */
  messageId: string;
  text: string;
  channel: ChannelName;
  /** The id of the earlier message that this is a new wording of. */
  replaces?: string;
  /** The button that was pressed, where the message is no sentence of the patient's. */
  choice?: Choice;
  /** Where the channel delivers what comes later, for example a Slack channel and thread; survives JSON. */
  address?: Record<string, string>;
};

/** What a patient, the bot or staff said. `seq` counts from 1 inside a conversation and is the cursor of `after`. */
export const Message = z.object({
  seq: z.number().int().positive(),
  id: z.string(),
  at: Instant,
  from: z.enum(['patient', 'bot', 'staff']),
  locale: Locale,
  /** All that is read. A patient's own text is redacted. */
  text: z.string(),
  /** What the bot's and staff's words are made of; empty for a patient's message. */
  parts: z.array(Part),
  choices: z.array(Choice),
  replyKind: ReplyKind.optional(),
  signature: Signature.optional(),
  /** What the patient pressed under "Did this help?". */
  feedback: z.object({ helped: z.boolean(), at: Instant }).optional(),
  /** Seq of the patient's message that this one is an edit of; the original stays as it was. */
  replaces: z.number().int().positive().optional(),
});
export type Message = z.infer<typeof Message>;

/** One patient message and all we did about it, by ids. */
export const Turn = z.object({
  messageId: z.string(),
  /** The message that was edited, when this turn is an edit. */
  replaces: z.string().optional(),
  at: Instant,
  patientSeq: z.number().int().positive(),
  replySeq: z.number().int().positive().optional(),
  replyKind: ReplyKind,
  concerns: z.array(FoundConcern),
  modifiers: z.array(Modifier),
  topics: z.array(Topic),
  intents: z.array(RankedIntent),
  answers: z.array(z.object({ id: AnswerId, revision: z.number().int() })),
  blocks: z.array(z.string()),
  tickets: z.array(z.object({ number: TicketNumber, reason: Reason, urgency: Urgency })),
  locale: Locale,
  microseconds: z.number().int(),
});
export type Turn = z.infer<typeof Turn>;

/** Who has the conversation. Staff: the bot is silent but for safety. */
export const Ownership = z.discriminatedUnion('owner', [
  z.object({ owner: z.literal('bot') }),
  /** A ticket is open. `hold`: no answers from the bank until staff release it (policy, section 2, step 8). */
  z.object({ owner: z.literal('waiting'), hold: z.boolean() }),
  z.object({ owner: z.literal('staff'), by: StaffId, since: Instant }),
]);
export type Ownership = z.infer<typeof Ownership>;

/** Something that must reach a place outside this machine: tried again until it was delivered. */
export const Outgoing = z.object({
  /** Also the idempotency key. */
  id: z.string(),
  to: z.enum(['slack_patient', 'slack_staff', 'email', 'webhook']),
  kind: z.enum(['message', 'ticket_card', 'ticket_update', 'page', 'reminder']),
  /** The message's seq, or the ticket's number; of a reminder how many answers it is about. */
  about: z.number().int(),
  /** Whom a page calls; absent where it goes to a place that is nobody's own. */
  person: StaffId.optional(),
  attempts: z.number().int(),
  notBefore: Instant,
  /** When it failed for the first time; absent as long as it has not. */
  failingSince: Instant.optional(),
  /** Given up: it waits for a person who presses "Try again". `problem` is a code, never anybody's words. */
  dead: z.object({ at: Instant, problem: z.string() }).optional(),
});
export type Outgoing = z.infer<typeof Outgoing>;

/** The turns between one patient and us on one channel: the unit that is written at once. */
export const Conversation = z.object({
  schema: z.literal(2),
  id: ConversationId,
  channel: ChannelName,
  address: z.record(z.string(), z.string()),
  locale: Locale,
  createdAt: Instant,
  updatedAt: Instant,
  ownership: Ownership,
  messages: z.array(Message),
  turns: z.array(Turn),
  tickets: z.array(Ticket),
  outbox: z.array(Outgoing),
  /** Facts about what was delivered outside, such as the `ts` of a ticket's Slack card. */
  delivered: z.record(z.string(), z.string()),
  /** Where the bot's dialogues stand; written by `src/bot` alone. */
  dialogue: z.record(z.string(), z.unknown()),
  /** Entries of this conversation that the audit trail must hold. */
  audit: z.array(AuditEntry),
});
export type Conversation = z.infer<typeof Conversation>;

/** What one turn gives back to the channel. */
export type TurnOutcome = {
  turn: Turn;
  /** The bot's message, unless it kept silent. */
  reply: Message | undefined;
  /** False when the turn could not be written: the patient was told that staff were not reached. */
  stored: boolean;
};

/** A conversation in which nothing was said yet. */
export function emptyConversation(
  {
    conversationId,
    channel,
    address,
  }: Pick<PatientMessage, 'conversationId' | 'channel' | 'address'>,
  at: Instant,
): Conversation {
  return {
    schema: 2,
    id: conversationId,
    channel,
    address: address ?? {},
    locale: 'en',
    createdAt: at,
    updatedAt: at,
    ownership: { owner: 'bot' },
    messages: [],
    turns: [],
    tickets: [],
    outbox: [],
    delivered: {},
    dialogue: {},
    audit: [],
  };
}
