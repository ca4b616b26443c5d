import type { LiveClassifier } from '../../classifier/live/create-live-classifier.ts';
import type { Candidate, RetrainOutcome } from '../../classifier/live/outcomes.ts';
import type { TestQuestion } from '../../classifier/live/test-questions.ts';
import type { AddedExample } from '../../domain/example.ts';
import { expectedTopic } from '../preview/compare/is-right.ts';
import { figureSentence } from '../preview/compare/safety-figures.ts';
import type { OtherClassifier } from '../preview/create-comparing.ts';
import type { PublishPreview } from '../preview/create-publish-preview.ts';
import type { Preview } from '../preview/preview.ts';
import { expectationOf, type TriedQuestion } from '../preview/questions/question-set.ts';
import { withExamples } from './with-examples.ts';

export type TryStage = 'judging the examples' | 'training' | 'asking the test questions';

export type TryOutcome =
  /** It may be published. */
  | { kind: 'ready'; version: string; preview: Preview }
  /** Sentences that say what would be worse. `preview` where it came as far as asking the questions. */
  | { kind: 'refused'; why: string[]; preview?: Preview }
  | { kind: 'nothing_pending' | 'unchanged' | 'busy' | 'failed' | 'stopped' };

export type Tried = { outcome: TryOutcome; candidate?: Candidate };

type Deps = {
  live: Pick<LiveClassifier, 'catalogue' | 'retrain'>;
  preview: Pick<PublishPreview, 'ofClassifier'>;
  questions(): Promise<readonly TriedQuestion[]>;
};

type Running = {
  signal: AbortSignal;
  onStage(stage: TryStage): void;
  onProgress(done: number, of: number): void;
};

/** Trains beside what serves, judges, and asks the questions. Nothing changes for patients. */
export async function tryOut(
  pending: readonly AddedExample[],
  { live, preview, questions }: Deps,
  { signal, onStage, onProgress }: Running,
): Promise<Tried> {
  const outcome = await live.retrain(withExamples(live.catalogue, pending), {
    swap: false,
    signal,
    questions: (await questions()).flatMap(trainingQuestion),
    onStage,
  });
  if (outcome.kind !== 'ready') return { outcome: outcomeOf(outcome, signal) };
  onStage('asking the test questions');
  const made = await preview.ofClassifier(otherOf(outcome.candidate), { signal, onProgress });
  const fell = made.figures.filter((figure) => figure.fell);
  if (fell.length > 0) {
    return { outcome: { kind: 'refused', why: fell.map(figureSentence), preview: made } };
  }
  const { version } = outcome.candidate.classifier;
  return {
    outcome: { kind: 'ready', version, preview: made },
    candidate: outcome.candidate,
  };
}

export function otherOf({ classifier, catalogue: { intents } }: Candidate): OtherClassifier {
  return {
    classifier,
    intents: intents.map(({ id }) => id),
    staffOnly: new Set(intents.filter(({ staffOnly }) => staffOnly).map(({ id }) => id)),
  };
}

/** What must reach staff is for the gate, which no example changes. */
function trainingQuestion(question: TriedQuestion): TestQuestion[] {
  const expect = expectationOf(question);
  const topic = expect && expectedTopic(expect);
  return topic ? [{ id: question.id, text: question.text, topic }] : [];
}

function outcomeOf(outcome: RetrainOutcome, signal: AbortSignal): TryOutcome {
  if (signal.aborted) return { kind: 'stopped' };
  switch (outcome.kind) {
    case 'refused':
      return { kind: 'refused', why: whyRefused(outcome) };
    case 'invalid':
      return { kind: 'refused', why: outcome.problems };
    case 'unchanged':
    case 'busy':
      return { kind: outcome.kind };
    default:
      return { kind: 'failed' };
  }
}

const FIGURE_NAMES = {
  answered: 'Examples that the classifier is sure about',
  rightTopic: 'Of the answered examples, those of the right topic',
  drivingElsewhere: 'Driving examples taken for another topic',
  outOfScopeAnswered: 'Examples out of scope that would be answered',
} as const;

function whyRefused({ fell, questions }: Extract<RetrainOutcome, { kind: 'refused' }>): string[] {
  const figures = fell.map(
    ({ figure, before, after }) =>
      `${FIGURE_NAMES[figure]}: ${after.count} of ${after.of}, and ${before.count} of ${before.of} now.`,
  );
  if (!questions) return figures;
  const { before, after } = questions.right;
  const fewer =
    after.count < before.count
      ? [
          `Test questions understood rightly: ${after.count} of ${after.of}, and ${before.count} now.`,
        ]
      : [];
  const lost =
    questions.drivingLost.length > 0
      ? [`Driving questions that would get another topic: ${questions.drivingLost.length}.`]
      : [];
  return [...figures, ...fewer, ...lost];
}
