/** What the console's API sends about answers, for both sides. Types alone, as in `wire.ts`. */
import type { OtherWords } from '../../answer-bank/slots/other-words.ts';
import type {
  AnswerContent,
  ApprovalKind,
  RevisionState,
  RevisionStep,
} from '../../domain/answer.ts';
import type { Locale } from '../../domain/ids.ts';
import type { Credential } from '../../domain/staff.ts';
import type { Topic } from '../../domain/topic.ts';
import type { PersonName } from '../wire.ts';

/**
 * What patients get now: `sample` is served unapproved in demo mode, `withheld` is a translation whose source has other
 * words for too long, `withdrawn` was wrong, `unpublished` was never served.
 */
export type AnswerState =
  | 'live'
  | 'sample'
  | 'expired'
  | 'withheld'
  | 'unpublished'
  | 'retired'
  | 'withdrawn';
export type AnswerFilter = AnswerState | 'draft' | 'waiting' | 'outdated';
export type AnswerOrder = 'topic' | 'title' | 'changed' | 'review';

/** Where an answer is filed: under the topic of its first question, or with the texts that only staff use. */
export type Shelf = Topic | 'canned';

/** A translation against the English answer that is live: `outdated` is still sent, `withheld` no longer. */
export type TranslationState = 'current' | 'outdated' | 'withheld' | 'no_source';

export type AnswerSummary = {
  id: string;
  locale: Locale;
  title: string;
  topic: Shelf;
  intents: string[];
  state: AnswerState;
  /** `null` for an English answer. */
  translation: TranslationState | null;
  live: { number: number; reviewBy: string | null } | null;
  /** What is on its way to patients, newest first. */
  pending: { number: number; state: RevisionState }[];
  changedAt: string;
};

/** `counts`: how many of the answers that fit all else are in each state. */
export type AnswerList = {
  answers: AnswerSummary[];
  total: number;
  counts: Record<AnswerFilter, number>;
};

export type ApprovalView = {
  by: PersonName;
  kind: ApprovalKind;
  at: string;
  credential: Credential | null;
};

/** What the reader of a page may approve something as; `whyNot` where they may not. */
export type MayApprove = { kinds: ApprovalKind[]; whyNot: string | null };

/** A step in the life of a revision. */
export type Happened = {
  what: RevisionStep['did'] | 'approved' | 'renewed' | 'withdrawn';
  at: string;
  /** `null` where it was done before names were kept, or by the program. */
  by: PersonName | null;
  why: string | null;
  approval: ApprovalView | null;
};

export type RevisionView = {
  number: number;
  content: AnswerContent;
  /** The text with the clinic's facts filled in. */
  shown: string;
  /** What those facts leave out of it. */
  otherWords: OtherWords[];
  contentHash: string;
  state: RevisionState;
  /** `null` for the bank that ships. */
  author: PersonName | null;
  createdAt: string;
  publishedAt: string | null;
  reviewBy: string | null;
  note: string;
  approvals: ApprovalView[];
  /** Approvals of the same words for another stretch of time, which are not complete yet. */
  renewals: ApprovalView[];
  withdrawn: { at: string; by: PersonName; why: string } | null;
  /** The English revision whose words it follows. */
  translationOf: number | null;
  /** Oldest first. */
  happened: Happened[];
  approve: MayApprove;
  /** `null` until its review date is near. */
  renew: MayApprove | null;
  /** Everything it needs was given: one press publishes it. */
  mayPublish: boolean;
  /** Its words were live once and may be again. */
  mayBringBack: boolean;
  /** Brought back, patients read it at once; otherwise it goes to review. */
  returnsLive: boolean;
  /** Patients were told it, and nobody has said yet that it was wrong. */
  mayWithdraw: boolean;
  /** It is the reader's own draft, or waits in review: then with a reason. */
  mayDrop: boolean;
};

/** The English answer beside its translation. */
export type TranslationView = {
  state: TranslationState;
  /** The English revision that is live. */
  source: { number: number; title: string; text: string } | null;
  /** From when the translation is not sent any more. */
  withheldFrom: string | null;
};

/** A place for a fact of the clinic; `value` as patients read it now, `null` while nobody has said it. */
export type SlotView = { slot: string; means: string; value: string | null };

/** What stands around the text when a patient reads it. */
export type AnswerFrame = {
  sampleLabel: string;
  warning: string;
  /** "Did this help?", and the words of its buttons. */
  asked: string[];
  slots: SlotView[];
};

export type AnswerView = {
  id: string;
  locale: Locale;
  topic: Shelf;
  state: AnswerState;
  /** Newest first. */
  revisions: RevisionView[];
  live: number | null;
  /** The revisions on their way to patients, newest first: a draft, and what waits in review. */
  pending: number[];
  /** The other languages, and whether the answer is there in each. */
  others: { locale: Locale; exists: boolean }[];
  /** `null` for an English answer. */
  translation: TranslationView | null;
  frame: AnswerFrame;
};

export type IntentView = { id: string; topic: Topic; about: string; staffOnly: boolean };

export type LintProblem = { field: string; rule: string; problem: string; excerpt?: string };

/** What a text measures against what is allowed. `grade` is `null` where no kept measure exists. */
export type Measures = {
  words: { is: number; most: number };
  longestSentence: { is: number; most: number };
  grade: { is: number; aim: number; most: number } | null;
};

/** A text as it stands: what is wrong with it, and how it will be read. `null` while it cannot be shown. */
export type CheckedContent = {
  problems: LintProblem[];
  measures: Measures | null;
  /** `chat` is Markdown with the facts filled in; `slack` is Slack's own markup, one piece a section, the warning last. */
  shown: { chat: string; slack: string[] } | null;
};

export type WordChange = { kind: 'same' | 'added' | 'removed'; text: string };

/** What differs between two revisions; `title` is `null` where it is the same. */
export type RevisionDiff = {
  changes: WordChange[];
  title: WordChange[] | null;
  others: { field: DiffField; before: string; after: string }[];
};
export type DiffField =
  | 'intents'
  | 'sources'
  | 'reviewEveryMonths'
  | 'besideDose'
  | 'awaitingTranslator';

/** A question of the catalogue, with the answer it has in one language. */
export type DraftTarget = {
  intent: string;
  about: string;
  topic: Topic;
  answer: { id: string; title: string } | null;
};

/** A reply of staff that became a draft of the bank. */
export type MadeDraft = { id: string; locale: Locale; revision: number; problems: LintProblem[] };

/** One thing in the review queue. */
export type ReviewItem = {
  id: string;
  locale: Locale;
  title: string;
  topic: Shelf;
  revision: number;
  author: PersonName | null;
  /** When it was written; of a translation to bring up to date, when the English words changed. */
  at: string;
  /** When it is no longer sent: its review date, or the end of a translation's grace. */
  until: string | null;
};

/**
 * What waits. `approve` and `renew` are the reader's to give, `publish` needs one press, `translate` follows a source
 * that moved on; `mine` waits for others, `drafts` were begun by the reader, `samples` were approved by nobody yet.
 */
export type ReviewGroup =
  | 'approve'
  | 'publish'
  | 'renew'
  | 'translate'
  | 'mine'
  | 'drafts'
  | 'samples';

/** `count`: how many of them the reader can bring on now, samples left out. */
export type ReviewQueue = { groups: Record<ReviewGroup, ReviewItem[]>; count: number };
