import { addRows } from '../../shared/add-rows.ts';
import { createRandom, shuffle } from '../../shared/random.ts';

/** Many passages, one after another: passage `i` has the entries `offsets[i]` to `offsets[i + 1]`. */
export type FeatureTable = { offsets: Int32Array; buckets: Int32Array; weights: Float32Array };

export type TrainingTable = {
  features: FeatureTable;
  bucketCount: number;
  headCount: number;
  /** By passage, then head: above 0 it is one, below 0 it is not, 0 no lesson; the size is how much the lesson counts. */
  lessons: Float32Array;
};

export type Solution = {
  /** By bucket, then head. */
  weights: Float32Array;
  /** By passage, then head: what each passage adds to the weights; they are nothing but the sum of it. */
  pulls: Float32Array;
};

/** A passage none of whose pulls changed by more than this rests for some passes. */
const SETTLED = 0.08;
const PASSES_TO_REST = 3;
const SMALLEST_CHANGE = 0.01;
const NEWTON_STEPS = 12;
const CLOSE_ENOUGH = 1e-3;

/** How the passages are learnt: all of them once in each pass, in another order each time. */
export type Course = {
  passages: Int32Array;
  passes: number;
  /** How many of the last passes the mean is taken over. */
  meanOf: number;
  seed: number;
};

/**
 * One logistic regression per head with an L2 penalty, all in one sweep, solved in the dual: a step makes one passage's
 * pulls the best ones while the others stand still, so there is no learning rate. Bit by bit the same each time.
 * Improves the solution in place. Gives the mean of its weights after each of the last passes, which knows less of the
 * order in which the passages came.
 */
export function trainHeads(
  table: TrainingTable,
  solution: Solution,
  { passages, passes, meanOf, seed }: Course,
): Float32Array {
  const rests = new Uint8Array(table.features.offsets.length);
  const work: Work = {
    ...table,
    ...solution,
    squares: squaresOf(table),
    scores: new Float64Array(table.headCount),
  };
  const order = passages.slice();
  const random = createRandom(seed);
  const mean = new Float32Array(solution.weights.length);
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random);
    learnOnce(work, order, rests);
    if (pass >= passes - meanOf) addShare(mean, solution.weights, 1 / meanOf);
  }
  return mean;
}

function learnOnce(work: Work, order: Int32Array, rests: Uint8Array): void {
  for (const passage of order) {
    const left = rests[passage] as number;
    if (left > 0) rests[passage] = left - 1;
    else if (improve(work, passage) < SETTLED) rests[passage] = PASSES_TO_REST;
  }
}

function addShare(sum: Float32Array, of: Float32Array, share: number): void {
  for (let at = 0; at < sum.length; at += 1) {
    sum[at] = (sum[at] as number) + share * (of[at] as number);
  }
}

export function emptySolution({ features, bucketCount, headCount }: TrainingTable): Solution {
  return {
    weights: new Float32Array(bucketCount * headCount),
    pulls: new Float32Array((features.offsets.length - 1) * headCount),
  };
}

/** Takes a passage out of a solution, as if it had not been learnt. */
export function unlearn(table: TrainingTable, solution: Solution, passage: number): void {
  const from = passage * table.headCount;
  const pulls = solution.pulls.subarray(from, from + table.headCount);
  addToWeights(
    table,
    solution.weights,
    passage,
    Float64Array.from(pulls, (pull) => -pull),
  );
  pulls.fill(0);
}

type Work = TrainingTable & Solution & { squares: Float32Array; scores: Float64Array };

/** Gives the largest change of a pull. */
function improve(work: Work, passage: number): number {
  const { headCount, lessons, pulls, scores } = work;
  const square = work.squares[passage] as number;
  scorePassage(work, work.weights, passage, scores);
  let largest = 0;
  for (let head = 0; head < headCount; head += 1) {
    const at = passage * headCount + head;
    const lesson = lessons[at] as number;
    const score = scores[head] as number;
    const change = bestChange({ pull: pulls[at] as number, lesson, score, square });
    const size = Math.abs(change);
    // From here on the place of a score holds the change of its pull.
    scores[head] = size < SMALLEST_CHANGE ? 0 : change;
    pulls[at] = (pulls[at] as number) + (scores[head] as number);
    largest = Math.max(largest, size);
  }
  if (largest >= SMALLEST_CHANGE) addToWeights(work, work.weights, passage, scores);
  return largest;
}

/** Writes the score of each head. */
export function scorePassage(
  { features: { offsets, buckets, weights: amounts } }: TrainingTable,
  weights: Float32Array,
  passage: number,
  into: Float64Array,
): void {
  const [from, to] = [offsets[passage] as number, offsets[passage + 1] as number];
  into.fill(0);
  addRows(weights, { rows: buckets, amounts, from, to }, into);
}

/** The squared length of each passage. */
function squaresOf({ features: { offsets, weights } }: TrainingTable): Float32Array {
  return Float32Array.from({ length: offsets.length - 1 }, (_, passage) => {
    const own = weights.subarray(offsets[passage], offsets[passage + 1]);
    return own.reduce((sum, weight) => sum + weight * weight, 0);
  });
}

/**
 * The best pull is `most / (1 + exp(score in the lesson's direction))`, where the score moves with the pull itself. Newton's
 * steps, kept between what is known to be too small and too large: on their own they miss it where a score is far off.
 */
function bestChange(own: { pull: number; lesson: number; score: number; square: number }): number {
  const most = Math.abs(own.lesson);
  if (most === 0) return 0;
  const sign = Math.sign(own.lesson);
  const before = own.pull * sign;
  let pull = before;
  let low = 0;
  let high = most;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const share = 1 / (1 + Math.exp(own.score * sign + own.square * (pull - before)));
    const gap = pull - most * share;
    if (gap > 0) high = pull;
    else low = pull;
    if (Math.abs(gap) < CLOSE_ENOUGH) break;
    const next = pull - gap / (1 + most * own.square * share * (1 - share));
    pull = next > low && next < high ? next : (low + high) / 2;
  }
  return (pull - before) * sign;
}

/** Most passages change a few heads only. */
function addToWeights(
  { features, headCount }: TrainingTable,
  weights: Float32Array,
  passage: number,
  pulls: Float64Array,
): void {
  const changed = Int32Array.from(pulls.keys()).filter((head) => pulls[head] !== 0);
  const end = features.offsets[passage + 1] as number;
  for (let at = features.offsets[passage] as number; at < end; at += 1) {
    const amount = features.weights[at] as number;
    const row = (features.buckets[at] as number) * headCount;
    for (let which = 0; which < changed.length; which += 1) {
      const head = changed[which] as number;
      weights[row + head] = (weights[row + head] as number) + amount * (pulls[head] as number);
    }
  }
}
