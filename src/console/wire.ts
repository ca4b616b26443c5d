/**
 * What the console's API sends, for both sides. Types alone: the page imports nothing else of the server but
 * `ticket-words.ts`, and no field here holds a patient's secret or an address on another channel.
 */
import type { Concern, FoundConcern, Urgency } from '../domain/concern.ts';
import type { ChannelName, Message, Outgoing } from '../domain/conversation.ts';
import type { Locale } from '../domain/ids.ts';
import type { ReplyKind } from '../domain/reply.ts';
import type { Credential, Role } from '../domain/staff.ts';
import type { Reason, TicketState } from '../domain/ticket.ts';
import type { Topic } from '../domain/topic.ts';

/** The body of every response that is not 200. */
export type Problem = { code: string; problem: string };

export type PersonName = { id: string; firstName: string };

export type PersonView = {
  id: string;
  login: string;
  firstName: string;
  role: Role;
  disabled: boolean;
  lockedUntil: string | null;
  /** Since when they have a second factor. */
  secondFactorSince: string | null;
  createdAt: string;
} & ContactView;

/** How a person is reached, and when. */
export type ContactView = {
  email: string | null;
  slackUserId: string | null;
  /** Not paged until they are back. */
  away: boolean;
  duties: {
    /** Place in the on-call order: 1 is called first. */
    onCall: number | null;
    medicalDirector: boolean;
    safeguarding: boolean;
  };
  /** What lets them judge answers clinically. */
  credential: Credential | null;
};

/** Someone who works at the desk. */
export type ColleagueView = PersonName & { away: boolean };

export type TicketSummary = {
  number: number;
  reason: Reason;
  urgency: Urgency;
  topic: Topic | null;
  state: TicketState;
  openedAt: string;
  reopenedAt: string | null;
  /** When the first words of staff, and when all of it, should be there by the clinic's targets. */
  due: { firstResponse: string | null; resolve: string | null };
  claimedAt: string | null;
  firstResponseAt: string | null;
  resolvedAt: string | null;
  assignee: PersonName | null;
  conversation: string;
  channel: ChannelName;
  locale: Locale;
  /** The patient's last words, redacted, at most 140 characters. */
  excerpt: string;
  lastPatientMessageAt: string | null;
  /** The patient wrote after the last words of staff. */
  patientWaits: boolean;
  /** From a trial chat of staff: nobody is called to it. */
  trial?: true;
};

/** What a queue can be narrowed to. Urgencies widen each other, everything else narrows. */
export type QueueChip = TicketSummary['urgency'] | 'overdue' | 'waiting' | 'spanish';

/** The parts of the queue in their order: those that nobody has, the reader's own, those of others. */
export type QueuePart = 'needs' | 'yours' | 'others';

export type TicketLists = {
  /** One stretch of the open tickets that fit, part after part, the most urgent of each first. */
  open: TicketSummary[];
  /** The place in the whole list at which the stretch begins, and how long a stretch is at most. */
  from: number;
  stretch: number;
  /** How many open ones fit. */
  totals: Record<QueuePart, number>;
  /** The latest ones; they come with the first stretch alone. */
  resolved: TicketSummary[];
  /** A search found more than it gives. */
  cut: boolean;
};

/** Something of the reader's that waits; `only` is the number of the ticket where it is a single one. */
export type WaitingTickets = { count: number; only: number | null };

/** The desk in a few figures, for every page. Tickets of a trial chat are counted where a person looks, and call nobody. */
export type DeskNowView = {
  /** Nobody has them, trial chats left out. */
  unclaimed: number;
  /** The most urgent of those; `null` while there is none. */
  gravest: TicketSummary['urgency'] | null;
  /** Those that came to the queue last, newest first. `since`: when they came, or came again. */
  newest: (Pick<TicketSummary, 'number' | 'reason' | 'urgency'> & { since: string })[];
  /** What there is for somebody who works at the desk. A ticket is counted once. */
  needs: Record<'alarms' | 'late' | 'waits' | 'fresh', WaitingTickets>;
  figures: { needSomeone: number; inHand: number; overdue: number };
  /** When the latest ones were resolved; `resolvedMore`: there are more than these. */
  resolvedAt: string[];
  resolvedMore: boolean;
};

/** Approved words are Markdown; a person's own words are plain. */
export type MessagePart =
  | { kind: 'markdown'; text: string }
  | { kind: 'warning'; text: string }
  | {
      kind: 'answer';
      id: string;
      revision: number;
      title: string;
      text: string;
      /** Taken back since as wrong. */
      withdrawn: boolean;
    }
  | { kind: 'plain'; text: string };

export type MessageView = {
  seq: number;
  at: string;
  from: Message['from'];
  locale: Locale;
  parts: MessagePart[];
  /** The buttons under it. */
  choices: string[];
  /** A new wording of an earlier message, which stands where it was. */
  edited: boolean;
  /** What the patient's number stood for, when they answered with a button. */
  chosen: string | null;
  signedBy: string | null;
  /** What the patient pressed under "Did this help?". */
  helped: boolean | null;
};

/** Why the bot did what it did with one message. */
export type TurnView = {
  patientSeq: number;
  replyKind: ReplyKind;
  concerns: {
    concern: Concern;
    urgency: Urgency;
    detector: FoundConcern['detector'];
    cue: string;
  }[];
  /** Best first, at most three. */
  intents: { intent: string; confidence: number }[];
  answers: { id: string; locale: Locale; revision: number; title: string }[];
  tickets: number[];
};

type NoteView = { at: string; by: PersonName; text: string };

/** One step of the ticket, from the audit trail. */
export type StepView = {
  id: string;
  at: string;
  by: PersonName;
  action: string;
  /** Whom it was handed to, or the ticket it went into. */
  to: string | null;
};

export type TicketView = TicketSummary & {
  notes: NoteView[];
  /** The last call to people on duty; `to` is empty where it went to shared places alone. */
  lastPage: { at: string; step: number; to: PersonName[] } | null;
  mergedInto: number | null;
  messages: MessageView[];
  turns: TurnView[];
  owner: 'bot' | 'waiting' | 'staff';
  /** Other tickets of the same conversation. */
  others: { number: number; reason: Reason; state: TicketState; assignee: PersonName | null }[];
};

/** Who else is at a ticket just now. */
export type PresenceView = { writing: PersonName[]; looking: PersonName[] };

/** A text that was approved for staff, with the clinic's facts filled in. */
export type CannedTextView = { id: string; title: string; text: string; sample: boolean };

export type Destination = Outgoing['to'];

/** Something that will not leave by itself any more. */
export type DeadView = {
  conversation: string;
  item: string;
  to: Destination;
  kind: Outgoing['kind'];
  ticket: number | null;
  at: string;
  /** A code of the place that refused it. */
  problem: string;
  tries: number;
};

/** `down`: since when, why in a code, and how many things wait for it; `null` while it works. */
export type DestinationView = {
  to: Destination;
  down: { since: string; problem: string; waiting: number } | null;
};

export type DeliveriesView = { destinations: DestinationView[]; dead: DeadView[] };

/** What stands in the way of the desk's work. Each reader gets what is theirs to mend; the rest is `null`. */
export type DeskHealth = {
  nobodyOnCall: boolean | null;
  deliveries: { down: DestinationView[]; dead: number } | null;
};

/** What `/console/live` pushes: something changed, read it again. Never any text. */
export type LiveHint = {
  kind: 'conversation' | 'answer' | 'staff' | 'document' | 'presence';
  id: string;
};
