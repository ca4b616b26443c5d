import type { RankedIntent } from '../../domain/classification.ts';
import type { Concern, Modifier, Urgency } from '../../domain/concern.ts';
import type { ChannelName } from '../../domain/conversation.ts';
import type { AnswerId, ConversationId, Instant, Locale, TicketNumber } from '../../domain/ids.ts';
import type { ReplyKind } from '../../domain/reply.ts';
import type { Reason } from '../../domain/ticket.ts';
import type { Topic } from '../../domain/topic.ts';

/** In which way a question was not met. */
export const UNMET_KINDS = [
  'not_understood',
  'not_picked',
  'not_helped',
  'no_answer',
  'unclear',
] as const;
export type UnmetKind = (typeof UNMET_KINDS)[number];

/** A question in the patient's own words that got no answer, or none that helped. */
export type Unmet = {
  kind: UnmetKind;
  /** Since when it is known: the turn's own time, or when the patient pressed "no". */
  at: Instant;
  /** Redacted, and cut where it is very long. */
  text: string;
  ticket?: TicketNumber;
  /** Nothing came after it yet: a patient who still reads the buttons may press one. */
  isLast: boolean;
};

/** One turn as figures and gaps need it. Edits are no turns of their own here. */
export type PastTurn = {
  conversation: ConversationId;
  messageId: string;
  /** Of the patient's message inside its conversation. */
  seq: number;
  at: Instant;
  channel: ChannelName;
  locale: Locale;
  replyKind: ReplyKind;
  topics: readonly Topic[];
  /** The three likeliest, best first. */
  intents: readonly RankedIntent[];
  answers: readonly { id: AnswerId; locale: Locale; revision: number }[];
  /** Of the message and of every edit of it. */
  concerns: readonly Concern[];
  modifiers: readonly Modifier[];
  tickets: readonly { number: TicketNumber; reason: Reason; urgency: Urgency }[];
  /** A button or its number, so not the patient's own words. */
  picked: boolean;
  /** What the patient pressed under "Did this help?". */
  helped?: boolean;
  /** The language asked for that was not served: ISO 639-1, or `und` where it cannot be named. */
  wanted?: string;
  unmet?: Unmet;
};

/** One ticket as the desk's figures need it. */
export type PastTicket = {
  number: TicketNumber;
  channel: ChannelName;
  reason: Reason;
  urgency: Urgency;
  openedAt: Instant;
  /** A person's first words to the patient. */
  firstResponseAt?: Instant;
  resolvedAt?: Instant;
};
