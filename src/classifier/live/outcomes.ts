import type { Classifier } from '../../domain/classification.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import type { FallenFigure, Figures } from './card.ts';
import type { Retrained, Stage } from './jobs.ts';
import type { QuestionsCompared, TestQuestion } from './test-questions.ts';

type Judged = { figures: { before: Figures; after: Figures }; questions?: QuestionsCompared };

/** A classifier that was trained and judged, and waits to be adopted. */
export type Candidate = { classifier: Classifier; catalogue: IntentCatalogue };

/** What a change did; in every case but `swapped` the classifier that served goes on serving. */
export type RetrainOutcome =
  | ({ kind: 'swapped'; version: string } & Judged)
  /** With `swap: false`: it would serve, once it is adopted. */
  | ({ kind: 'ready'; candidate: Candidate } & Judged)
  /** The figures that fell; none where it is the test questions that would be answered worse. */
  | ({ kind: 'refused'; fell: FallenFigure[] } & Judged)
  | { kind: 'invalid'; problems: string[] }
  | { kind: 'unchanged' }
  /** Another training is under way. */
  | { kind: 'busy' }
  /** A thread, a file or the disk failed; the log says why. */
  | { kind: 'failed' };

export type RollbackOutcome =
  | { kind: 'swapped'; version: string }
  | { kind: 'nothing to go back to' }
  | { kind: 'busy' }
  | { kind: 'failed' };

export type AdoptOutcome =
  | { kind: 'swapped'; version: string }
  /** It was not tried, or something else serves than what it was tried against. */
  | { kind: 'nothing to adopt' }
  | { kind: 'busy' }
  | { kind: 'failed' };

/** Another process put it to work, where it was tried and judged. */
export type FollowOutcome =
  | { kind: 'swapped'; version: string }
  | { kind: 'unchanged' }
  | { kind: 'busy' }
  | { kind: 'failed' };

export type RetrainOptions = {
  /** `false`: only tries; `adopt` puts it to work. */
  swap?: boolean;
  /** Stops the training, which counts as failed. */
  signal?: AbortSignal;
  questions?: readonly TestQuestion[];
  onStage?: (stage: Stage) => void;
};

/** No figure may fall, fewer test questions answered rightly, or a driving question newly be answered with another topic. */
export function isWorse({ fell, questions }: Retrained): boolean {
  if (fell.length > 0) return true;
  if (!questions) return false;
  const { before, after } = questions.right;
  return after.count < before.count || questions.drivingLost.length > 0;
}

export function judgedOf({ figures, questions }: Retrained): Judged {
  return { figures, ...(questions && { questions }) };
}
