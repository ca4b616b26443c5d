import type { AnswerLife } from '../answer-bank/answer-life.ts';
import type { LiveClassifier } from '../classifier/live/create-live-classifier.ts';
import type { Question } from '../domain/question.ts';
import type { Store } from '../store/store.ts';
import { createExampleDesk, type ExampleDesk } from './examples/create-example-desk.ts';
import { createNearFinder } from './examples/words/find-near.ts';
import type { PastTurns } from './past/create-past-turns.ts';
import {
  createPublishPreview,
  type PreviewDeps,
  type PublishPreview,
} from './preview/create-publish-preview.ts';
import { gated } from './preview/gated.ts';
import { createQuestionDesk, type QuestionDesk } from './preview/questions/create-question-desk.ts';
import { createPastQuestions } from './preview/questions/past-questions.ts';
import type { TurnDeps } from './turn-deps.ts';

/** All by which a change is tried before patients meet it. */
export type Trying = {
  preview: PublishPreview;
  questionDesk: QuestionDesk;
  exampleDesk: ExampleDesk;
  /** With the gate in front of all that makes words live. */
  answerLife: AnswerLife;
  close(): void;
};

type Deps = {
  store: Store;
  turn: TurnDeps;
  live: LiveClassifier;
  past: Pick<PastTurns, 'turns' | 'textOf'>;
  shippedQuestions: readonly Question[];
  answerLife: AnswerLife;
  approvals: number;
  mode: 'demo' | 'live';
  withAnswers: PreviewDeps['withAnswers'];
};

export function createTrying({ store, turn, live, past, ...deps }: Deps): Trying {
  const { now, log, gate } = turn;
  const { redact } = turn.tools;
  const questionDesk = createQuestionDesk({
    store,
    shipped: deps.shippedQuestions,
    redact,
    live,
    nearestExample: (text) => nearestExample(live, text),
    now,
  });
  const pastQuestions = createPastQuestions({ past, store });
  const questions = { test: questionDesk.all, past: pastQuestions.latest };
  const { withAnswers, answerLife, approvals, mode } = deps;
  const preview = createPublishPreview({ store, turn, withAnswers, questions });
  return {
    preview,
    questionDesk,
    exampleDesk: createExampleDesk({
      store,
      live,
      preview,
      questions: questionDesk.all,
      gate,
      redact,
      now,
      log,
    }),
    answerLife: gated(answerLife, { store, preview, approvals, mode, now }),
    close: pastQuestions.close,
  };
}

/** Read anew each time: it is asked for when a moderator adds a question, some times a week. */
function nearestExample({ catalogue }: LiveClassifier, text: string): string | undefined {
  const texts = catalogue.intents.flatMap(({ examples: { en, es } }) => [...en, ...es]);
  return createNearFinder(texts)(text);
}
