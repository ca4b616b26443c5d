import type { ReplyKind } from '../../domain/reply.ts';

/** What a change would do to the questions that are tried. Types alone. */

export type PreviewKind =
  | 'other_answer'
  | 'answered'
  | 'not_answered'
  | 'other_words'
  | 'other_reply';

export type PreviewReply = {
  kind: ReplyKind;
  answers: { id: string; locale: string; title: string }[];
  /** A ticket would be opened. */
  staff: boolean;
};

export type PreviewChange = {
  kind: PreviewKind;
  id: string;
  /** One that ships, one that a moderator added, or a patient's, redacted. */
  source: 'shipped' | 'kept' | 'past';
  /** `null` where the patient's conversation was erased since. */
  text: string | null;
  locale: 'en' | 'es';
  /** When a patient asked it. */
  at: string | null;
  /** What is right, where that is known. */
  expect: string | null;
  verdict: 'better' | 'worse' | 'same' | null;
  before: PreviewReply;
  after: PreviewReply;
};

export type PreviewFigure = {
  figure: 'reachStaff' | 'drivingElsewhere' | 'outOfScopeAnswered' | 'unapproved';
  before: { count: number; of: number };
  after: { count: number; of: number };
  /** Worse than now: it blocks publishing. */
  fell: boolean;
};

export type PreviewResult = {
  madeAt: string;
  asked: { test: number; past: number };
  /** Only the words of one answer change. */
  wordsOnly: boolean;
  counts: Record<PreviewKind, number>;
  /** The first 200. */
  changes: PreviewChange[];
  figures: PreviewFigure[];
  right: { before: { count: number; of: number }; after: { count: number; of: number } };
  /** A safety figure fell: the server refuses to publish. */
  blocked: boolean;
};

/** `running` is asked for again until it is something else. */
export type PreviewView =
  | { state: 'running'; done: number; of: number }
  | { state: 'stopped' }
  | { state: 'failed' }
  | { state: 'done'; result: PreviewResult };
