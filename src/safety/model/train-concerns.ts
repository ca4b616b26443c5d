import { addRows } from '../../shared/add-rows.ts';
import { createRandom, shuffle } from '../../shared/random.ts';
import { chooseThreshold } from './choose-threshold.ts';
import { type Frames, framedCopies } from './frames.ts';
import { HEADS, type TrainingText } from './load-training-texts.ts';
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
  type Features,
  measureRarity,
  type Rarity,
} from './reading/create-feature-reader.ts';
import type { SenseReader } from './reading/create-sense-reader.ts';
import { readPassages } from './reading/read-passages.ts';
import { looksGrave, suspicionOf } from './suspicion.ts';

/** All that finding needs. */
export type ConcernWeights = {
  rarity: Rarity;
  /** By bucket, then head. */
  weights: Float32Array;
  thresholds: Thresholds;
  /** The words that several examples hold, the most frequent first: what a misspelt word may be read as. */
  words: string[];
};

/**
 * A message whose suspicion is above `whole` is a finding, or above `grave` when its likeliest concern is a grave one, and
 * one with a sentence or stretch above `part`. Above `doubt` it is answered only where the answer is certain.
 */
type Thresholds = { whole: number; grave: number; part: number; doubt: number };

/**
 * Chosen on the working half of the held-out messages: with topics as heads beside the concerns a third fewer concerns
 * are missed at the same false alarms than with concerns alone, and a larger `fit` than 25 gained nothing.
 */
export const TRAINING_SETTINGS = {
  /** How much one lesson may move the weights. */
  fit: 25,
  /** Seven find no more. */
  passes: 4,
  /** The mean misses a tenth fewer new concerns at the same false alarms. */
  meanOf: 3,
  /** One in so many is taken out of what was learnt, to ask what is thought of it then. */
  heldOneIn: 2,
  /** Fewer than for the whole, because they start from it. */
  passesWithoutHeld: 2,
  /** How many of the examples are learnt in a frame as well. */
  framedShare: 0.15,
  seed: 7,
  /** How many of 10,000 ordinary questions may raise an alarm: a needless ticket costs minutes, a missed one a life. */
  alarmsPer10000: { whole: 480, grave: 520, part: 100, doubt: 1400 },
};

/** The same texts in the same order give the same weights, bit by bit. */
export function trainConcerns(
  texts: readonly TrainingText[],
  sensesOf: SenseReader,
  frames: Frames,
): ConcernWeights {
  const framed = framedCopies(texts, frames, TRAINING_SETTINGS.framedShare);
  const all = [...texts, ...framed.map(({ copy }) => copy)];
  const passages = all.map(({ text }) => readPassages(text).whole);
  const rarity = measureRarity(passages, sensesOf);
  const read = createFeatureReader(sensesOf, rarity);
  const table: TrainingTable = {
    features: tabulate(passages, read),
    bucketCount: BUCKET_COUNT,
    headCount: HEADS.length,
    lessons: teach(all),
  };
  const { passes, meanOf, seed } = TRAINING_SETTINGS;
  const solution = emptySolution(table);
  const course = { passages: numbersTo(all.length), passes, meanOf, seed };
  const weights = trainHeads(table, solution, course);
  const origins = [...texts.keys(), ...framed.map(({ origin }) => origin)];
  const thresholds = calibrate({ table, solution, texts, origins, read });
  return { rarity, weights, thresholds, words: knownWords(passages) };
}

const FEWEST_HOLDERS = 4;

function knownWords(passages: readonly string[][]): string[] {
  const holders = new Map<string, number>();
  for (const words of passages) {
    for (const word of new Set(words)) holders.set(word, (holders.get(word) ?? 0) + 1);
  }
  return [...holders]
    .filter(([word, holding]) => holding >= FEWEST_HOLDERS && word !== '\n')
    .sort((a, b) => b[1] - a[1])
    .map(([word]) => word);
}

type Read = (words: readonly string[]) => Features;

function tabulate(passages: readonly string[][], read: Read): FeatureTable {
  const rows = passages.map((words) => {
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

function teach(texts: readonly TrainingText[]): Float32Array {
  const lessons = new Float32Array(texts.length * HEADS.length).fill(-TRAINING_SETTINGS.fit);
  texts.forEach(({ head }, at) => {
    lessons[at * HEADS.length + HEADS.indexOf(head)] = TRAINING_SETTINGS.fit;
  });
  return lessons;
}

type Trained = {
  table: TrainingTable;
  solution: Solution;
  texts: readonly TrainingText[];
  /** The text that each passage is, or is a copy of. */
  origins: readonly number[];
  read: Read;
};

/** Thresholds by what weights that never saw an ordinary question think of it. */
function calibrate(trained: Trained): Thresholds {
  const { alarmsPer10000 } = TRAINING_SETTINGS;
  const opinions = opinionsOfHeld(trained);
  const choose = (by: 'whole' | 'grave' | 'part', alarms: number) =>
    chooseThreshold(
      opinions.map((opinion) => opinion[by]),
      alarms,
    );
  return {
    whole: choose('whole', alarmsPer10000.whole),
    grave: choose('grave', alarmsPer10000.grave),
    part: choose('part', alarmsPer10000.part),
    doubt: choose('whole', alarmsPer10000.doubt),
  };
}

/** Suspicions of an ordinary question, by weights that never saw it. */
type Opinion = { whole: number; grave: number; part: number };

function opinionsOfHeld({ table, solution, texts, origins, read }: Trained): Opinion[] {
  const { heldOneIn, seed, passesWithoutHeld: passes } = TRAINING_SETTINGS;
  const turns = dealOut(texts, heldOneIn, seed);
  const isHeld = (passage: number) => turns[origins[passage] as number] === 0;
  const without = { weights: solution.weights.slice(), pulls: solution.pulls.slice() };
  const all = numbersTo(origins.length);
  const held = all.filter(isHeld);
  for (const passage of held) unlearn(table, without, passage);
  const passages = all.filter((passage) => !isHeld(passage));
  const weights = trainHeads(table, without, { passages, passes, meanOf: passes, seed });
  const scores = new Float64Array(HEADS.length);
  return [...held]
    .filter((at) => texts[at]?.ordinary)
    .map((at) => {
      scorePassage(table, weights, at, scores);
      const whole = suspicionOf(scores);
      return {
        whole,
        grave: looksGrave(scores) ? whole : Number.NEGATIVE_INFINITY,
        part: suspicionOfParts(texts[at]?.text ?? '', weights, read),
      };
    });
}

function suspicionOfParts(text: string, weights: Float32Array, read: Read): number {
  const scores = new Float64Array(HEADS.length);
  const suspicions = readPassages(text).parts.map((words) => {
    scoreFeatures(read(words), weights, scores);
    return suspicionOf(scores);
  });
  return Math.max(Number.NEGATIVE_INFINITY, ...suspicions);
}

/** Writes the score of each head for a passage that is read just now. */
export function scoreFeatures(
  { buckets, weights: amounts, count }: Features,
  weights: Float32Array,
  into: Float64Array,
): void {
  into.fill(0);
  addRows(weights, { rows: buckets, amounts, from: 0, to: count }, into);
}

/** Deals the texts of every head out evenly: text `i` belongs to fold `dealt[i]`. */
export function dealOut(
  texts: ReadonlyArray<Pick<TrainingText, 'head'>>,
  folds: number,
  seed: number,
): Int32Array {
  const turns = new Map<string, number>();
  const dealt = new Int32Array(texts.length);
  const order = numbersTo(texts.length);
  shuffle(order, createRandom(seed));
  for (const at of order) {
    const head = texts[at]?.head ?? '';
    const turn = turns.get(head) ?? 0;
    dealt[at] = turn % folds;
    turns.set(head, turn + 1);
  }
  return dealt;
}

function numbersTo(end: number): Int32Array {
  return Int32Array.from({ length: end }, (_, at) => at);
}
