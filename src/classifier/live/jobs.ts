import type { Classifier } from '../../domain/classification.ts';
import type { StoreKey } from '../../store/seal/store-keys.ts';
import { classifyFold, type HeldOutExample } from '../check/folds.ts';
import { createClassifier } from '../create-classifier.ts';
import { PLAIN_FILES, sealedFiles } from '../kept-files.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import {
  type Card,
  cardOf,
  compareCards,
  type FallenFigure,
  type Figures,
  figuresOf,
} from './card.ts';
import { type CatalogueText, readCatalogueText } from './catalogue-text.ts';
import { compareQuestions, type QuestionsCompared, type TestQuestion } from './test-questions.ts';

/** A catalogue, under which hash and where its trained model is kept, and its card if it has one. */
export type Known = {
  catalogue: CatalogueText;
  contentHash: string;
  cacheFolder: string;
  /** What its model is sealed with; in the clear without. */
  keys?: readonly StoreKey[] | undefined;
  card?: Card | undefined;
};

/** What a worker can be asked to do; each takes seconds. */
export type Job =
  | { kind: 'classify fold'; catalogue: CatalogueText; fold: number; folds: number }
  | { kind: 'keep model'; known: Known }
  | { kind: 'retrain'; served: Known; next: Known; questions: TestQuestion[] };

export type Retrained = {
  /** Of the catalogue that is served and of the next, each on a fifth of its own examples. */
  cards: { before: Card; after: Card };
  figures: { before: Figures; after: Figures };
  /** Not empty: the next model is worse, and was not trained to its end. */
  fell: FallenFigure[];
  /** Absent where none were handed in, or where it fell before. */
  questions: QuestionsCompared | undefined;
};

export type Results = {
  'classify fold': HeldOutExample[];
  'keep model': undefined;
  retrain: Retrained;
};

export type Stage = 'judging the examples' | 'training' | 'asking the test questions';

/** One fifth is held out: enough to see a fall of a point, at the price of one more training. */
const FOLDS = 5;
const HELD = 0;

export function runJob(job: Job, onStage: (stage: Stage) => void): Promise<Results[Job['kind']]> {
  switch (job.kind) {
    case 'classify fold':
      return classifyFold(parse(job.catalogue), job);
    case 'keep model':
      return keepModel(job.known);
    case 'retrain':
      return retrain(job, onStage);
  }
}

async function keepModel(known: Known): Promise<undefined> {
  await load(known);
}

/** From its cache, or trained and kept there. */
function load({ catalogue, contentHash, cacheFolder, keys }: Known): Promise<Classifier> {
  const files = keys ? sealedFiles(keys) : PLAIN_FILES;
  return createClassifier({ catalogue: { ...parse(catalogue), contentHash }, cacheFolder, files });
}

async function retrain(
  { served, next, questions }: Job & { kind: 'retrain' },
  onStage: (stage: Stage) => void,
): Promise<Retrained> {
  onStage('judging the examples');
  const before = served.card ?? (await judge(served));
  const after = await judge(next);
  const fell = compareCards(before, after);
  const figures = { before: figuresOf(before), after: figuresOf(after) };
  const judged = { cards: { before, after }, figures, fell, questions: undefined };
  if (fell.length > 0) return judged;
  onStage('training');
  const trained = await load(next);
  if (questions.length === 0) return judged;
  onStage('asking the test questions');
  const classifiers = { before: await load(served), after: trained };
  return { ...judged, questions: compareQuestions(questions, classifiers) };
}

async function judge({ catalogue }: Known): Promise<Card> {
  return cardOf(await classifyFold(parse(catalogue), { fold: HELD, folds: FOLDS }));
}

function parse(text: CatalogueText): IntentCatalogue {
  const catalogue = readCatalogueText(text);
  if (!catalogue) throw new Error('the catalogue did not arrive whole in the training thread');
  return catalogue;
}
