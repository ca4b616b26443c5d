/**
 * What the console's API sends, for both sides. Types alone: the page imports nothing else of the server, and no
 * field here holds a patient's secret or an address on another channel.
 */
import type { AnswerContent, ApprovalKind, RevisionState } from '../domain/answer.ts';
import type { ClinicProfile } from '../domain/clinic.ts';
import type { Concern, FoundConcern, Urgency } from '../domain/concern.ts';
import type { ChannelName, Message } from '../domain/conversation.ts';
import type { Locale } from '../domain/ids.ts';
import type { ReplyKind } from '../domain/reply.ts';
import type { Role } from '../domain/staff.ts';
import type { Reason, TicketState } from '../domain/ticket.ts';
import type { Topic } from '../domain/topic.ts';

/** The body of every response that is not 200. */
export type Problem = { code: string; problem: string };

export type PersonName = { id: string; firstName: string };

export type SessionView = {
  staff: { id: string; login: string; firstName: string; role: Role } | null;
  /** Goes into the `csrf-token` header of every POST. */
  csrfToken: string;
  installation: { clinicName: string; mode: 'demo' | 'live'; approvals: number };
  /** Nobody can sign in yet: the one-time link makes the first admin. */
  setupOpen: boolean;
};

export type PersonView = {
  id: string;
  login: string;
  firstName: string;
  role: Role;
  disabled: boolean;
  lockedUntil: string | null;
  createdAt: string;
};

export type TicketSummary = {
  number: number;
  reason: Reason;
  urgency: Urgency;
  topic: Topic | null;
  state: TicketState;
  openedAt: string;
  /** When someone should have seen it, by the settings; `null` where that counts in opening hours. */
  dueAt: string | null;
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
};

export type TicketLists = { open: TicketSummary[]; resolved: TicketSummary[] };

/** Approved words are Markdown; a person's own words are plain. */
export type MessagePart =
  | { kind: 'markdown'; text: string }
  | { kind: 'warning'; text: string }
  | { kind: 'answer'; id: string; revision: number; title: string; text: string }
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

export type TicketView = TicketSummary & {
  notes: NoteView[];
  messages: MessageView[];
  turns: TurnView[];
  owner: 'bot' | 'waiting' | 'staff';
  /** Other tickets of the same conversation. */
  others: { number: number; reason: Reason; state: TicketState }[];
};

/** What patients get now: `sample` is served unapproved in demo mode, `unpublished` was never served. */
export type AnswerState = 'live' | 'sample' | 'expired' | 'unpublished' | 'retired';
export type AnswerFilter = AnswerState | 'draft' | 'waiting';

export type AnswerSummary = {
  id: string;
  locale: Locale;
  title: string;
  topic: Topic;
  intents: string[];
  state: AnswerState;
  live: { number: number; reviewBy: string | null } | null;
  /** The newest revision, while it is on its way to patients. */
  pending: { number: number; state: RevisionState; author: PersonName | null } | null;
  changedAt: string;
};

export type AnswerList = { answers: AnswerSummary[]; total: number };

export type RevisionView = {
  number: number;
  content: AnswerContent;
  contentHash: string;
  state: RevisionState;
  /** `null` for the bank that ships. */
  author: PersonName | null;
  createdAt: string;
  publishedAt: string | null;
  reviewBy: string | null;
  note: string;
  approvals: { by: PersonName; kind: ApprovalKind; at: string }[];
  /** What the reader of this page may still approve it as, or why not. */
  approve: { kinds: ApprovalKind[]; whyNot: string | null };
  /** Everything it needs was given: one press publishes it. */
  mayPublish: boolean;
  /** Its words were live once and may be again. */
  mayBringBack: boolean;
};

export type AnswerView = {
  id: string;
  locale: Locale;
  topic: Topic;
  state: AnswerState;
  /** Newest first. */
  revisions: RevisionView[];
  live: number | null;
  otherLocales: Locale[];
  /** What stands around the text when a patient reads it. */
  frame: { sampleLabel: string; warning: string; slots: ClinicProfile };
};

export type IntentView = { id: string; topic: Topic; about: string; staffOnly: boolean };

export type LintProblem = { field: string; rule: string; problem: string; excerpt?: string };

export type WordChange = { kind: 'same' | 'added' | 'removed'; text: string };

export type AuditView = {
  entries: { id: string; at: string; by: string; action: string; subject: string }[];
};

/** What `/console/live` pushes: something changed, read it again. Never any text. */
export type LiveHint = { kind: 'conversation' | 'answer' | 'staff'; id: string };
