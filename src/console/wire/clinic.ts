/** What the console's API sends about the clinic's facts, for both sides. Types alone, as in `wire.ts`. */
import type { ClinicFacts, ClinicProfile, FactName, SpokenLanguage } from '../../domain/clinic.ts';
import type { Locale } from '../../domain/ids.ts';
import type { Credential } from '../../domain/staff.ts';
import type { PersonName } from '../wire.ts';

/** One fact that a revision says otherwise than what was in force before it; `null` is "not said". In English words. */
export type FactChange = {
  fact: FactName;
  means: string;
  before: string | null;
  after: string | null;
};

export type FactsState = 'in_force' | 'waits' | 'earlier' | 'passed_over';

export type FactsRevisionView = {
  number: number;
  hash: string;
  author: PersonName;
  createdAt: string;
  note: string;
  state: FactsState;
  signatures: { by: PersonName; at: string; credential: Credential | null }[];
  /** In force but for its fasting times, which no clinician signed yet. */
  fastingWaits: boolean;
  changes: FactChange[];
  /** Why the reader may not sign it; `null` when they may. */
  whyNot: string | null;
};

export type AnswerUse = { id: string; locale: Locale; title: string };

export type ClinicView = {
  /** What stands where no fact does. */
  settings: ClinicProfile;
  /** What the newest revision says, signed or not; the next one is written from it. */
  facts: ClinicFacts;
  /** Number of the newest revision, 0 for none. */
  newest: number;
  inForce: { revision: number; at: string } | null;
  /** Newest first. */
  revisions: FactsRevisionView[];
  /** The languages there are to choose from. */
  spoken: readonly SpokenLanguage[];
  /** The answers that name each fact. */
  uses: Record<FactName, AnswerUse[]>;
};

/** One answer as patients would read it with these facts; `before` as they read it now. */
export type AnswerWithFacts = AnswerUse & { before: string; after: string };

export type FactsPreview = {
  problems: { field: string; problem: string }[];
  /** Those that would change. */
  answers: AnswerWithFacts[];
};
