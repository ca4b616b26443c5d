import { createRandom, shuffle } from '../../shared/random.ts';
import type { HeldOutScores } from './calibrate.ts';
import {
  type LabelledTable,
  type LogisticSettings,
  type Solution,
  scoreRow,
  trainWeights,
} from './logistic-regression.ts';

/** Examples from which two rounds of holding out tell as much as all. */
const ENOUGH = 500;
const FOLDS = 4;
/** Examples times labels above which one held-out fifth calibrates, instead of every example in its turn. */
const LARGE = 1_000_000;
const LARGE_FOLDS = 5;
/** No more than for the whole. They start from nothing: the solution of the whole still knows what is held out. */
const MOST_PASSES_WITHOUT_FOLD = 5;

/** What is held out in each round, and what a model of that round may learn from. */
export type Folds = { held: Int32Array[]; rest: Int32Array[] };

/** Every example is held out once; of a larger set, a part is. */
export function dealFolds(
  data: LabelledTable,
  isMessage: (example: number) => boolean,
  seed: number,
): Folds {
  const large = data.labels.length * data.labelCount > LARGE;
  const folds = large ? LARGE_FOLDS : FOLDS;
  const foldOf = dealByLabel(data.labels, folds, seed);
  const rounds = Array.from({ length: roundsFor(data.labels.length, large) }, (_, fold) => fold);
  const isHeld = (example: number, fold: number) => foldOf[example] === fold && isMessage(example);
  return {
    held: rounds.map((fold) => data.use.filter((example) => isHeld(example, fold))),
    rest: rounds.map((fold) => data.use.filter((example) => !isHeld(example, fold))),
  };
}

function roundsFor(examples: number, large: boolean): number {
  if (large) return 1;
  return examples > ENOUGH ? 2 : FOLDS;
}

/** What models without the held-out examples say of them, and those models, one a round. */
export type HeldOut = { scores: HeldOutScores; without: Solution[] };

/** Scores each held-out example by a model that was trained without it; `start` are such models of fewer numbers. */
export function holdOut(
  data: LabelledTable,
  folds: Folds,
  settings: LogisticSettings,
  start?: readonly Solution[],
): HeldOut {
  const passes = Math.min(settings.passes, MOST_PASSES_WITHOUT_FOLD);
  const held = folds.held.flatMap((own) => [...own]);
  const scores = new Float32Array(held.length * data.labelCount);
  let row = 0;
  const without = folds.held.map((own, fold) => {
    const use = folds.rest[fold] as Int32Array;
    const solution = trainWeights({ ...data, use }, { ...settings, passes }, start?.[fold]);
    for (const example of own)
      scores.set(scoreRow(data, solution, example), data.labelCount * row++);
    return solution;
  });
  const labels = Int32Array.from(held, (example) => data.labels[example] as number);
  return { scores: { scores, labels, labelCount: data.labelCount }, without };
}

/** Deals the examples of every label out evenly. */
function dealByLabel(labels: Int32Array, folds: number, seed: number): Int32Array {
  const order = Int32Array.from(labels, (_, example) => example);
  shuffle(order, createRandom(seed));
  const dealt = new Map<number, number>();
  const foldOf = new Int32Array(labels.length);
  for (const example of order) {
    const label = labels[example] as number;
    const turn = dealt.get(label) ?? label;
    foldOf[example] = turn % folds;
    dealt.set(label, turn + 1);
  }
  return foldOf;
}
