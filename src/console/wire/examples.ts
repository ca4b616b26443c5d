import type { PersonName } from '../wire.ts';
import type { PreviewResult } from './preview.ts';

/** Examples on their way to the classifier, and test questions. Types alone. */

export type TakenFrom = 'written' | 'gap' | 'preview';

export type ExampleView = {
  id: string;
  text: string;
  intent: string;
  locale: 'en' | 'es';
  by: PersonName;
  at: string;
  from: TakenFrom;
};

export type TrialView =
  | { state: 'none' }
  | {
      state: 'running';
      stage: 'judging the examples' | 'training' | 'asking the test questions';
      done: number;
      of: number;
      at: string;
    }
  | {
      state: 'tried';
      at: string;
      /** Of what waits now, against what serves now. */
      isFresh: boolean;
      outcome:
        | 'ready'
        | 'refused'
        | 'nothing_pending'
        | 'unchanged'
        | 'busy'
        | 'failed'
        | 'stopped';
      /** What would be worse. */
      why: string[];
      /** `null` where it did not come as far as asking the questions. */
      preview: PreviewResult | null;
    };

export type BatchView = {
  at: string;
  by: PersonName;
  examples: { id: string; text: string; intent: string; locale: 'en' | 'es' }[];
  isLive: boolean;
  takenBack: { at: string; by: PersonName } | null;
};

export type ExamplesView = {
  pending: ExampleView[];
  trial: TrialView;
  /** Newest first, the last 50. */
  batches: BatchView[];
  canRollBack: boolean;
};

export type QuestionView = {
  id: string;
  text: string;
  locale: 'en' | 'es';
  expect: string;
  by: PersonName;
  at: string;
  from: TakenFrom;
};

/** `shipped`: how many come with the program. */
export type QuestionsView = { shipped: number; kept: QuestionView[] };
