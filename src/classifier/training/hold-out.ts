import type { HeldOutScores } from './calibrate.ts';
import {
  type LabelledTable,
  type LogisticSettings,
  type Solution,
  scoreRow,
  trainWeights,
} from './logistic-regression.ts';
import { createRandom, shuffle } from './random.ts';

/** Examples from which two rounds of holding out tell as much as all. */
const ENOUGH = 500;
const FOLDS = 4;
/** Examples times labels above which one held-out fifth calibrates, instead of every example in its turn. */
const LARGE = 1_000_000;
const LARGE_FOLDS = 5;
/** Fewer than for the whole: they start from its solution. */
const PASSES_WITHOUT_FOLD = 3;

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

/** Scores each held-out example by a model that was trained without it. */
export function scoreHeldOut(
  data: LabelledTable,
  folds: Folds,
  settings: LogisticSettings,
  whole: Solution,
): HeldOutScores {
  const shortened = { ...settings, passes: PASSES_WITHOUT_FOLD };
  const held = folds.held.flatMap((own) => [...own]);
  const scores = new Float32Array(held.length * data.labelCount);
  let row = 0;
  folds.held.forEach((own, fold) => {
    const use = folds.rest[fold] as Int32Array;
    const without = trainWeights({ ...data, use }, shortened, whole);
    for (const example of own)
      scores.set(scoreRow(data, without, example), data.labelCount * row++);
  });
  return {
    scores,
    labels: Int32Array.from(held, (example) => data.labels[example] as number),
    labelCount: data.labelCount,
  };
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
