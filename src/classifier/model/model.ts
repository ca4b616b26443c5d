import type { Calibration } from './calibrate.ts';
import { createFeatureReader, type FeatureSettings, type Vocabulary } from './features.ts';
import type { WeightTable } from './logistic-regression.ts';

/** All that classifying needs; plain numbers, so that it goes into one file. */
export type Model = {
  /** What an utterance can be, in the order of the scores. */
  labels: string[];
  features: FeatureSettings;
  vocabulary: Vocabulary;
  /** Weights by feature, then label, as 1/127ths of the feature's scale: a quarter of the size, the same decisions. */
  weights: Int8Array;
  scales: Float32Array;
  calibration: Calibration;
};

/** What the model says of one utterance. */
export type Scores = {
  /** Raw scores by label; valid until the scorer's next call. */
  raw: Float64Array;
  /** Calibrated confidences by label, together 1; valid until the scorer's next call. */
  confidences: Float64Array;
  /** The label with the best score. */
  best: number;
};

const STEPS = 127;

export function quantise(
  weights: WeightTable,
  labelCount: number,
): { weights: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(weights.length / labelCount);
  const small = new Int8Array(weights.length);
  scales.forEach((_, feature) => {
    const from = feature * labelCount;
    let most = 0;
    for (let at = from; at < from + labelCount; at += 1)
      most = Math.max(most, Math.abs(weights[at] as number));
    if (most === 0) return;
    scales[feature] = most / STEPS;
    for (let at = from; at < from + labelCount; at += 1) {
      small[at] = Math.round(((weights[at] as number) * STEPS) / most);
    }
  });
  return { weights: small, scales };
}

export function createScorer(model: Model): (text: string) => Scores {
  const { labels, scales, weights, calibration } = model;
  const read = createFeatureReader(model.vocabulary, model.features);
  const raw = new Float64Array(labels.length);
  const confidences = new Float64Array(labels.length);
  return (text) => {
    const { indices, weights: amounts, count } = read(text);
    raw.fill(0);
    for (let at = 0; at < count; at += 1) {
      const feature = indices[at] as number;
      const amount = (amounts[at] as number) * (scales[feature] as number);
      const row = feature * labels.length;
      for (let label = 0; label < raw.length; label += 1) {
        raw[label] = (raw[label] as number) + amount * (weights[row + label] as number);
      }
    }
    return { raw, confidences, best: softmax(raw, calibration.temperature, confidences) };
  };
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
