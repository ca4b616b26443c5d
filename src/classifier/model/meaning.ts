import type { Calibration } from '../training/calibrate.ts';
import { addDense } from './add-dense.ts';

/** Whole numbers that stand for weights: a weight is its number times the step. */
export type Steps = { weights: Int8Array; step: number };

/** A second judge, which has learnt from the words and the sentence's vector together. */
export type Meaning = {
  /** Of the vectors it learnt from; theirs is what is judged, less this. */
  mean: Float32Array;
  /** Weights by the vector's numbers, then label. */
  vector: Steps;
  /** Weights by the words' features, then label: what the vector tells already, the words need not. */
  words: Steps;
  /** Of words and vector together. */
  calibration: Calibration;
  /** Confidence of the words alone from which the vector need not be asked for. */
  sure: number;
};

/** Adds what the vector says to the raw scores of the words. */
export function createVectorScorer({
  mean,
  vector: { weights, step },
}: Meaning): (vector: Float32Array, raw: Float64Array) => void {
  const whole = Float32Array.from(weights, (weight) => weight * step);
  return (vector, raw) => {
    const centred = vector.map((value, at) => value - (mean[at] as number));
    addDense(whole, centred, raw);
  };
}

/** The weights in whole steps, of which the largest has `steps` (at most 127). */
export function quantise(weights: Float32Array, steps: number): Steps {
  let most = 0;
  for (let at = 0; at < weights.length; at += 1)
    most = Math.max(most, Math.abs(weights[at] as number));
  const step = most / steps || 1;
  const whole = new Int8Array(weights.length);
  for (let at = 0; at < whole.length; at += 1)
    whole[at] = Math.round((weights[at] as number) / step);
  return { weights: whole, step };
}
