import { Concern } from '../../domain/concern.ts';
import { chooseThresholds } from './choose-thresholds.ts';
import type { TrainingText } from './load-training-texts.ts';
import {
  emptySolution,
  type FeatureTable,
  type Solution,
  scorePassage,
  type TrainingTable,
  trainHeads,
  unlearn,
} from './logistic-regression.ts';
import {
  BUCKET_COUNT,
  createFeatureReader,
  measureRarity,
  type Rarity,
} from './reading/create-feature-reader.ts';
import type { SenseReader } from './reading/create-sense-reader.ts';
import { readPassages } from './reading/read-passages.ts';

/** One head per concern, and one for "any concern at all", which sees what is strange without knowing its name. */
export const HEADS = [...Concern.options, 'any'] as const;
export type Head = (typeof HEADS)[number];

/** All that finding needs. */
export type ConcernWeights = {
  rarity: Rarity;
  /** By bucket, then head. */
  weights: Float32Array;
  /** By head: a score above it is a finding. */
  thresholds: Float32Array;
};

/**
 * Chosen by cross-validation on the examples: recall first, with false alarms on ordinary questions within 1.5 in 100,
 * and 0.3 in 100 for what pages someone.
 */
export const TRAINING_SETTINGS = {
  /** How much one lesson may move the weights. */
  fit: 8,
  /** What an example of another concern counts as a lesson against: mistaking one for the other costs little. */
  otherConcern: 0.1,
  passes: 6,
  folds: 3,
  /** Fewer than for the whole, because they start from it. */
  passesWithoutFold: 3,
  seed: 7,
  /** How many of 10,000 ordinary questions each head may raise: a needless ticket costs minutes, a missed one a life. */
  alarmsPer10000: {
    emergency: 30,
    overdose: 15,
    self_harm: 40,
    abuse_disclosed: 25,
    side_effect_now: 25,
    dose: 50,
    schedule: 15,
    interaction: 20,
    pregnancy: 15,
    personal_advice: 25,
    minor: 12,
    procurement: 6,
    conduct: 4,
    any: 30,
  } satisfies Record<Head, number>,
};

type Passage = { text: number; isWhole: boolean; words: string[] };

/** The same texts in the same order give the same weights, bit by bit. */
export function trainConcerns(
  texts: readonly TrainingText[],
  sensesOf: SenseReader,
): ConcernWeights {
  const passages = texts.flatMap(({ text }, at) =>
    readPassages(text).map((words, place) => ({ text: at, isWhole: place === 0, words })),
  );
  const rarity = measureRarity(
    passages.map(({ words }) => words),
    sensesOf,
  );
  const read = createFeatureReader(sensesOf, rarity);
  const table: TrainingTable = {
    features: tabulate(passages, read),
    bucketCount: BUCKET_COUNT,
    headCount: HEADS.length,
    lessons: teach(passages, texts),
  };
  const order = shuffled(passages.length, TRAINING_SETTINGS.seed);
  const solution = emptySolution(table);
  trainHeads(table, solution, { order, passes: TRAINING_SETTINGS.passes });
  const scores = scoreHeldOut({ table, passages, order, solution, texts });
  const thresholds = chooseThresholds(
    texts.flatMap(({ ordinary }, at) => (ordinary ? [at] : [])),
    scores,
    HEADS.map((head) => TRAINING_SETTINGS.alarmsPer10000[head]),
  );
  return { rarity, weights: solution.weights, thresholds };
}

function tabulate(
  passages: readonly Passage[],
  read: ReturnType<typeof createFeatureReader>,
): FeatureTable {
  const rows = passages.map(({ words }) => {
    const { buckets, weights, count } = read(words);
    return { buckets: buckets.slice(0, count), weights: weights.slice(0, count) };
  });
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach(({ buckets }, at) => {
    offsets[at + 1] = (offsets[at] as number) + buckets.length;
  });
  const total = offsets[rows.length] as number;
  const table = { offsets, buckets: new Int32Array(total), weights: new Float32Array(total) };
  rows.forEach((row, at) => {
    table.buckets.set(row.buckets, offsets[at]);
    table.weights.set(row.weights, offsets[at]);
  });
  return table;
}

function teach(passages: readonly Passage[], texts: readonly TrainingText[]): Float32Array {
  const lessons = new Float32Array(passages.length * HEADS.length);
  passages.forEach(({ text, isWhole }, at) => {
    const concern = texts[text]?.concern;
    HEADS.forEach((head, place) => {
      lessons[at * HEADS.length + place] =
        TRAINING_SETTINGS.fit * lessonOf({ concern, isWhole, head });
    });
  });
  return lessons;
}

/** Every part of a harmless message is harmless; of a worrying one we only know it of the whole. */
function lessonOf(passage: { concern: Concern | undefined; isWhole: boolean; head: Head }): number {
  const { concern, isWhole, head } = passage;
  if (concern === undefined) return -1;
  const isOwn = head === 'any' || head === concern;
  if (isOwn) return isWhole ? 1 : 0;
  return -TRAINING_SETTINGS.otherConcern;
}

type HeldOut = {
  table: TrainingTable;
  passages: readonly Passage[];
  order: Int32Array;
  solution: Solution;
  texts: readonly TrainingText[];
};

/** Scores each text, by its worst passage, with weights that never saw it: `scores[text * heads + head]`. */
function scoreHeldOut({ table, passages, order, solution, texts }: HeldOut): Float32Array {
  const { folds, passesWithoutFold: passes, seed } = TRAINING_SETTINGS;
  const foldOfText = dealOut(texts, folds, seed);
  const foldOf = (passage: number) => foldOfText[passages[passage]?.text ?? 0];
  const own = new Float64Array(HEADS.length);
  const scores = new Float32Array(texts.length * HEADS.length).fill(Number.NEGATIVE_INFINITY);
  for (let fold = 0; fold < folds; fold += 1) {
    const without = { weights: solution.weights.slice(), pulls: solution.pulls.slice() };
    const held = order.filter((passage) => foldOf(passage) === fold);
    for (const passage of held) unlearn(table, without, passage);
    trainHeads(table, without, {
      order: order.filter((passage) => foldOf(passage) !== fold),
      passes,
    });
    for (const passage of held) {
      scorePassage(table, without.weights, passage, own);
      raise(scores, (passages[passage]?.text ?? 0) * HEADS.length, own);
    }
  }
  return scores;
}

function raise(scores: Float32Array, from: number, own: Float64Array): void {
  own.forEach((score, head) => {
    scores[from + head] = Math.max(scores[from + head] as number, score);
  });
}

/** Deals the texts of every concern out evenly: text `i` belongs to fold `dealt[i]`. */
export function dealOut(
  texts: ReadonlyArray<Pick<TrainingText, 'concern' | 'ordinary'>>,
  folds: number,
  seed: number,
): Int32Array {
  const turns = new Map<string, number>();
  const dealt = new Int32Array(texts.length);
  for (const at of shuffled(texts.length, seed)) {
    const kind = texts[at]?.concern ?? String(texts[at]?.ordinary);
    const turn = turns.get(kind) ?? 0;
    dealt[at] = turn % folds;
    turns.set(kind, turn + 1);
  }
  return dealt;
}

/** The numbers from 0 to `length` - 1 in an order that looks random and is always the same. */
function shuffled(length: number, seed: number): Int32Array {
  const order = Int32Array.from({ length }, (_, at) => at);
  let state = seed;
  for (let last = length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
