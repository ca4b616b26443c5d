import type { Calibration } from '../training/calibrate.ts';
import {
  createFeatureReader,
  type FeatureSettings,
  type Features,
  type Vocabulary,
} from './features.ts';
import { createVectorScorer, type Meaning, type Steps } from './meaning.ts';

/** All that classifying needs; plain numbers, so that it goes into one file. */
export type Model = {
  /** What an utterance can be, in the order of the scores. */
  labels: string[];
  features: FeatureSettings;
  vocabulary: Vocabulary;
  /** Weights by feature, then label: most are no step at all, so the file is small and decides the same. */
  words: Steps;
  /** Of the words alone. */
  calibration: Calibration;
  /** The judge that hears the sentence's vector too; absent where it was not learnt or does not help. */
  meaning?: Meaning;
};

/** What the model says of one utterance. */
export type Scores = {
  /** Raw scores by label; valid until the scorer's next call. */
  raw: Float64Array;
  /** Calibrated confidences by label, together 1; valid until the scorer's next call. */
  confidences: Float64Array;
  /** The label with the best score. */
  best: number;
  /** The best raw score is as low as that of utterances we know nothing about. */
  isStrange: boolean;
  /** The sentence's vector would hardly change the answer: it need not be asked for. */
  isSure: boolean;
};

/** Makes a scorer with its own buffers. Without the vector of the text it judges by the words alone. */
export function createScorer(model: Model): (text: string, vector?: Float32Array) => Scores {
  const { labels, calibration, meaning } = model;
  const read = createFeatureReader(model.vocabulary, model.features);
  const addVector = meaning && createVectorScorer(meaning);
  const raw = new Float64Array(labels.length);
  const confidences = new Float64Array(labels.length);
  return (text, vector) => {
    const mixed = vector && meaning;
    raw.fill(0);
    addWords(mixed ? mixed.words : model.words, read(text), raw);
    if (vector) addVector?.(vector, raw);
    const { temperature, leastScore } = mixed ? mixed.calibration : calibration;
    const best = softmax(raw, temperature, confidences);
    const isSure = !meaning || (confidences[best] as number) >= meaning.sure;
    return { raw, confidences, best, isStrange: (raw[best] as number) < leastScore, isSure };
  };
}

function addWords({ weights, step }: Steps, features: Features, raw: Float64Array): void {
  for (let at = 0; at < features.count; at += 1) {
    const feature = features.indices[at] as number;
    const amount = (features.weights[at] as number) * step;
    const row = feature * raw.length;
    for (let label = 0; label < raw.length; label += 1) {
      raw[label] = (raw[label] as number) + amount * (weights[row + label] as number);
    }
  }
}

/** Gives the place of the largest. */
function softmax(raw: Float64Array, temperature: number, into: Float64Array): number {
  let best = 0;
  for (let label = 1; label < raw.length; label += 1) {
    if ((raw[label] as number) > (raw[best] as number)) best = label;
  }
  let total = 0;
  for (let label = 0; label < raw.length; label += 1) {
    const share = Math.exp(((raw[label] as number) - (raw[best] as number)) / temperature);
    into[label] = share;
    total += share;
  }
  for (let label = 0; label < raw.length; label += 1) into[label] = (into[label] as number) / total;
  return best;
}
