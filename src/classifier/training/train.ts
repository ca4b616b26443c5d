import {
  buildVocabulary,
  type FeatureTable,
  tabulate,
  type Vocabulary,
} from '../model/features.ts';
import { type Meaning, quantise } from '../model/meaning.ts';
import type { Model } from '../model/model.ts';
import { createWordReader } from '../model/read-words.ts';
import { calibrate } from './calibrate.ts';
import { dealFolds, type Folds, type HeldOut, holdOut } from './hold-out.ts';
import {
  type DenseTable,
  type LabelledTable,
  type Solution,
  trainWeights,
} from './logistic-regression.ts';
import type { Example, TrainingPlan, TrainingSettings } from './plan-training.ts';
import { weighMeaning } from './weigh-meaning.ts';

/** Weights of vectors are few; they may be as fine as a byte allows. */
const VECTOR_STEPS = 127;

export type TrainingRequest = TrainingPlan & {
  /** The sentence vectors of the examples, one after another, all of one length. */
  vectors?: Float32Array | undefined;
};

/**
 * Trains on the examples, then calibrates on what models without an example say about it.
 * The same examples in the same order and the same settings give the same model, bit by bit.
 */
export function trainModel({ examples, isOutOfScope, vectors, settings }: TrainingRequest): Model {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const { vocabulary, table } = tabulateExamples(examples, settings);
  const data = labelTable(examples, labels, { vocabulary, table }, settings.balance);
  const solution = trainWeights(data, settings.logistic);
  const folds = dealFolds(data, (at) => !examples[at]?.isName, settings.logistic.seed);
  const held = holdOut(data, folds, settings.logistic);
  const isOutside = (label: number) => isOutOfScope(labels[label] as string);
  const words: LearntWords = { data, solution, folds, held, settings, isOutside };
  const meaning = vectors && learnMeaning(words, vectors);
  return {
    labels,
    features: settings.features,
    vocabulary,
    words: quantise(solution.weights, settings.wordSteps),
    calibration: calibrate(held.scores, isOutside),
    ...(meaning && { meaning }),
  };
}

type LearntWords = {
  data: LabelledTable;
  solution: Solution;
  folds: Folds;
  held: HeldOut;
  settings: TrainingSettings;
  isOutside: (label: number) => boolean;
};

/** Learns from words and vectors together, beginning with what the words alone have learnt; nothing where that does not help. */
function learnMeaning(
  { data, solution, folds, held, settings, isOutside }: LearntWords,
  vectors: Float32Array,
): Meaning | undefined {
  const { mean, dense } = centre(vectors, data.labels.length);
  const both = { ...data, dense };
  const joint = trainWeights(both, settings.logistic, solution);
  const together = holdOut(both, folds, settings.logistic, held.without);
  const weighed = weighMeaning({ words: held.scores, together: together.scores }, isOutside);
  return (
    weighed && {
      ...weighed,
      mean,
      vector: quantise(joint.dense, VECTOR_STEPS),
      words: quantise(joint.weights, settings.wordSteps),
    }
  );
}

function centre(vectors: Float32Array, count: number): { mean: Float32Array; dense: DenseTable } {
  const size = vectors.length / count;
  const sums = new Float64Array(size);
  vectors.forEach((value, at) => {
    sums[at % size] = (sums[at % size] as number) + value;
  });
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const rows = vectors.map((value, at) => value - (mean[at % size] as number));
  return { mean, dense: { rows, size } };
}

type Tabulated = { vocabulary: Vocabulary; table: FeatureTable };

function tabulateExamples(examples: readonly Example[], { features }: TrainingSettings): Tabulated {
  const read = createWordReader();
  const words = examples.map(({ text }) => read(text));
  const vocabulary = buildVocabulary(words, features);
  return { vocabulary, table: tabulate(words, vocabulary, features) };
}

function labelTable(
  examples: readonly Example[],
  labels: string[],
  { table, vocabulary }: Tabulated,
  balance: number,
): LabelledTable {
  const places = new Map(labels.map((label, place) => [label, place]));
  const byExample = Int32Array.from(examples, ({ label }) => places.get(label) ?? 0);
  const counts = new Int32Array(labels.length);
  for (const label of byExample) counts[label] = (counts[label] as number) + 1;
  const even = examples.length / labels.length;
  return {
    table,
    labels: byExample,
    labelCount: labels.length,
    featureCount: vocabulary.idf.length,
    importance: Float32Array.from(
      byExample,
      (label) => (even / (counts[label] as number)) ** balance,
    ),
    use: Int32Array.from(byExample, (_, example) => example),
  };
}
