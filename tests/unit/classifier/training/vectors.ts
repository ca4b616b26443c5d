import {
  planTraining,
  type TrainingPlan,
} from '../../../../src/classifier/training/plan-training.ts';
import { createRandom } from '../../../../src/shared/random.ts';

const SIZE = 8;

/** Each utterance has words of its own, so that only its vector tells what it wants. */
export const LABELS = ['driving', 'insurance', 'prep'];
export const CODED = planTraining(
  Array.from({ length: 90 }, (_, at) => ({
    text: `${'abcdefghij'.charAt(at % 10)}${at}q`,
    label: LABELS[at % 3] ?? '',
  })),
  () => false,
);

export function vectorsOf({ examples }: TrainingPlan, spread = 0.4): Float32Array {
  return someVectors(
    examples.map(({ label }) => LABELS.indexOf(label)),
    spread,
  );
}

/** Vectors of length 1 around one corner for each label, the same for the same seed. */
export function someVectors(labels: readonly number[], spread: number, seed = 1): Float32Array {
  const random = createRandom(seed);
  const all = new Float32Array(labels.length * SIZE);
  labels.forEach((label, row) => {
    const own = Array.from(
      { length: SIZE },
      (_, at) => (at === label ? 1 : 0) + spread * (random() - 0.5),
    );
    const length = Math.hypot(...own);
    all.set(
      own.map((one) => one / length),
      row * SIZE,
    );
  });
  return all;
}
