import { addRows } from '../../shared/add-rows.ts';
import { createRandom, shuffle } from '../../shared/random.ts';
import { addDense } from '../model/add-dense.ts';
import type { FeatureTable } from '../model/features.ts';

export type LogisticSettings = {
  /** Weight of the examples' loss beside the penalty on the weights: larger fits the examples closer. */
  fit: number;
  /** Passes over the examples at most. */
  passes: number;
  seed: number;
};

export type LabelledTable = {
  table: FeatureTable;
  /** Label of each example, 0 to `labelCount` - 1. */
  labels: Int32Array;
  labelCount: number;
  featureCount: number;
  /** Weight of each example's loss. */
  importance: Float32Array;
  /** The examples to learn from; the others are as if they were not there. */
  use: Int32Array;
  /** Numbers that every example has beside its features. */
  dense?: DenseTable;
};

/** A row of `size` numbers for each example, one after another; `size` is a multiple of four. */
export type DenseTable = { rows: Float32Array; size: number };

/** Weights by feature, then label: `weights[feature * labelCount + label]`. */
type WeightTable = Float32Array;

export type Solution = {
  weights: WeightTable;
  /** Of the dense numbers, by number, then label; empty without them. */
  dense: WeightTable;
  /** What each example holds on to: `pulls[example * labelCount + label]`. The weights follow from them. */
  pulls: Float32Array;
};

/** Changes smaller than this share of an example's full pull are left for a later pass. */
const SMALLEST_CHANGE = 5e-3;
/** An example whose largest change was below this share sits out the next passes. */
const SETTLED = 0.03;
const PASSES_TO_SIT_OUT = 2;
/** Of the steps for one example: how many, the shortest part of one, and the squared gap, as a share, that ends them. */
const MOST_STEPS = 6;
const SMALLEST_STEP = 0.01;
const NEAR_ENOUGH = 1e-6;

/**
 * Multinomial logistic regression with an L2 penalty, solved in its dual: each example holds a pull on every label,
 * and the weights are the sum of the examples' features times their pulls. A step makes one example's pulls the best
 * ones while all others stand still, so there is no learning rate, and a label that is not in question costs nothing.
 * The same seed gives the same weights, bit by bit. `start` is the solution of nearly the same examples.
 */
export function trainWeights(
  data: LabelledTable,
  settings: LogisticSettings,
  start?: Solution,
): Solution {
  const state = startWith(data, settings.fit, start);
  const random = createRandom(settings.seed);
  const order = data.use.slice();
  const sitsOut = new Uint8Array(data.labels.length);
  for (let pass = 0; pass < settings.passes; pass += 1) {
    shuffle(order, random);
    for (const example of order) {
      const left = sitsOut[example] as number;
      if (left > 0) sitsOut[example] = left - 1;
      else if (improve(state, example) < SETTLED) sitsOut[example] = PASSES_TO_SIT_OUT;
    }
  }
  return { weights: state.weights, dense: state.denseWeights, pulls: state.pulls };
}

function startWith(data: LabelledTable, fit: number, start: Solution | undefined): Step {
  const { labelCount } = data;
  const state: Step = {
    ...data,
    fit,
    weights: new Float32Array(data.featureCount * labelCount),
    denseWeights: new Float32Array((data.dense?.size ?? 0) * labelCount),
    pulls: new Float32Array(data.labels.length * labelCount),
    scores: new Float64Array(labelCount),
    changes: new Float64Array(labelCount),
    direction: new Float64Array(labelCount),
    shares: new Float64Array(labelCount),
    gaps: new Float64Array(labelCount),
    active: new Int32Array(labelCount),
    square: 1,
  };
  if (start) for (const example of data.use) takeOver(state, start, example);
  return state;
}

function takeOver(step: Step, start: Solution, example: number): void {
  const from = example * step.labelCount;
  step.changes.set(start.pulls.subarray(from, from + step.labelCount));
  applyChanges(step, example, step.fit);
}

type Step = LabelledTable & {
  fit: number;
  weights: WeightTable;
  denseWeights: WeightTable;
  pulls: Float32Array;
  scores: Float64Array;
  changes: Float64Array;
  /** Where the next step of the changes leads. */
  direction: Float64Array;
  shares: Float64Array;
  gaps: Float64Array;
  active: Int32Array;
  /** Squared length of the features of the example under work. */
  square: number;
};

/** Gives the largest change of a pull as a share of the example's full pull. */
function improve(step: Step, example: number): number {
  const full = step.fit * (step.importance[example] as number);
  step.square = scoreExample(step, example);
  findBestPulls(step, example, full);
  return applyChanges(step, example, full);
}

/** Newton steps, each halved until it brings the pulls nearer to the best ones: scoring an example costs more than all of them. */
function findBestPulls(step: Step, example: number, full: number): void {
  let gap = measureGaps(step, example, full);
  for (let round = 0; round < MOST_STEPS && gap > full * full * NEAR_ENOUGH; round += 1) {
    newtonStep(step, full);
    addDirection(step, 1);
    let after = measureGaps(step, example, full);
    for (let size = 0.5; after > gap && size > SMALLEST_STEP; size /= 2) {
      addDirection(step, -size);
      after = measureGaps(step, example, full);
    }
    gap = after;
  }
}

function addDirection({ changes, direction }: Step, size: number): void {
  for (let label = 0; label < changes.length; label += 1)
    changes[label] = (changes[label] as number) + size * (direction[label] as number);
}

/** The raw scores of one example by label. */
export function scoreRow(
  { table, labelCount, dense }: LabelledTable,
  { weights, dense: denseWeights }: Solution,
  example: number,
): Float64Array {
  const scores = new Float64Array(labelCount);
  if (dense) addDense(denseWeights, rowOf(dense, example), scores);
  addRows(weights, rowsOf(table, example), scores);
  return scores;
}

/** Gives the squared length of the example's features. */
function scoreExample(
  { table, weights, scores, changes, dense, denseWeights }: Step,
  example: number,
): number {
  scores.fill(0);
  changes.fill(0);
  let square = 0;
  if (dense) {
    const row = rowOf(dense, example);
    for (const value of row) square += value * value;
    addDense(denseWeights, row, scores);
  }
  const rows = rowsOf(table, example);
  for (let at = rows.from; at < rows.to; at += 1) {
    const weight = table.weights[at] as number;
    square += weight * weight;
  }
  addRows(weights, rows, scores);
  return square;
}

function rowsOf({ indices, weights, offsets }: FeatureTable, example: number) {
  const [from, to] = [offsets[example] as number, offsets[example + 1] as number];
  return { rows: indices, amounts: weights, from, to };
}

/**
 * An example's best pulls are full · (truth - softmax(scores + square · change of the pulls)), where square is the
 * squared length of its features. Writes how far each pull is from that, and gives the squared length of it all.
 */
function measureGaps(step: Step, example: number, full: number): number {
  const { labelCount, labels, pulls, changes, shares, gaps } = step;
  measureShares(step);
  const truth = labels[example] as number;
  const base = example * labelCount;
  let squares = 0;
  for (let label = 0; label < labelCount; label += 1) {
    const best = full * ((label === truth ? 1 : 0) - (shares[label] as number));
    const gap = best - (pulls[base + label] as number) - (changes[label] as number);
    gaps[label] = gap;
    squares += gap * gap;
  }
  return squares;
}

/** Writes the direction of a Newton step; its matrix is diagonal plus rank one, so it is inverted in one go over the labels. */
function newtonStep({ labelCount, direction, shares, gaps, square }: Step, full: number): void {
  const bend = full * square;
  let upper = 0;
  let lower = 1;
  for (let label = 0; label < labelCount; label += 1) {
    const share = shares[label] as number;
    const diagonal = 1 + bend * share;
    upper += (share * (gaps[label] as number)) / diagonal;
    lower -= (bend * share * share) / diagonal;
  }
  const common = (bend * upper) / lower;
  for (let label = 0; label < labelCount; label += 1) {
    const share = shares[label] as number;
    direction[label] = ((gaps[label] as number) + share * common) / (1 + bend * share);
  }
}

/** Writes the share of each label, were the changes made. */
function measureShares({ scores, changes, shares, square }: Step): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1) {
    const sum = (scores[at] as number) + square * (changes[at] as number);
    shares[at] = sum;
    if (sum > top) top = sum;
  }
  let total = 0;
  for (let at = 0; at < shares.length; at += 1) {
    const value = Math.exp((shares[at] as number) - top);
    shares[at] = value;
    total += value;
  }
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] as number) / total;
}

function applyChanges(step: Step, example: number, full: number): number {
  const { table, weights, labelCount, pulls, changes, active } = step;
  const least = full * SMALLEST_CHANGE;
  const base = example * labelCount;
  let count = 0;
  let largest = 0;
  for (let label = 0; label < labelCount; label += 1) {
    const change = changes[label] as number;
    const size = Math.abs(change);
    if (size < least) continue;
    active[count++] = label;
    if (size > largest) largest = size;
    pulls[base + label] = (pulls[base + label] as number) + change;
  }
  const end = table.offsets[example + 1] as number;
  for (let at = table.offsets[example] as number; at < end; at += 1) {
    const weight = table.weights[at] as number;
    const row = (table.indices[at] as number) * labelCount;
    for (let which = 0; which < count; which += 1) {
      const label = active[which] as number;
      weights[row + label] = (weights[row + label] as number) + weight * (changes[label] as number);
    }
  }
  if (step.dense) pullDense(step, rowOf(step.dense, example), count);
  return largest / full;
}

/** Moves the weights of the dense numbers of the first `count` active labels. */
function pullDense(step: Step, row: Float32Array, count: number): void {
  const { denseWeights, labelCount, changes, active } = step;
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at] as number;
    const from = at * labelCount;
    for (let which = 0; which < count; which += 1) {
      const label = active[which] as number;
      denseWeights[from + label] =
        (denseWeights[from + label] as number) + value * (changes[label] as number);
    }
  }
}

function rowOf({ rows, size }: DenseTable, example: number): Float32Array {
  return rows.subarray(example * size, (example + 1) * size);
}
