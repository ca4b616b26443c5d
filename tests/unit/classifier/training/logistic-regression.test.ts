import { expect, test } from 'vitest';
import {
  type LabelledTable,
  scoreRow,
  trainWeights,
} from '../../../../src/classifier/training/logistic-regression.ts';

/** Each example has a feature of its own label and one that all share, so that the labels are hard to tell apart. */
function closeLabels(count: number): LabelledTable {
  const labels = Int32Array.from({ length: count }, (_, at) => at % 3);
  return {
    table: {
      offsets: Int32Array.from({ length: count + 1 }, (_, at) => at * 2),
      indices: Int32Array.from({ length: count * 2 }, (_, at) =>
        at % 2 === 0 ? 3 : (labels[at >> 1] ?? 0),
      ),
      weights: Float32Array.from({ length: count * 2 }, (_, at) => (at % 2 === 0 ? 0.9 : 0.4)),
    },
    labels,
    labelCount: 3,
    featureCount: 4,
    importance: new Float32Array(count).fill(1),
    use: Int32Array.from({ length: count }, (_, at) => at),
  };
}

test('the pulls of every example are the best ones, also where the fit is close', () => {
  const data = closeLabels(30);
  for (const fit of [1, 10, 100]) {
    const solution = trainWeights(data, { fit, passes: 60, seed: 1 });
    for (const example of data.use) {
      const scores = scoreRow(data, solution, example);
      const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
      scores.forEach((score, label) => {
        const best = (label === data.labels[example] ? 1 : 0) - Math.exp(score) / total;
        const pull = (solution.pulls[example * 3 + label] ?? 0) / fit;
        expect(Math.abs(pull - best)).toBeLessThan(0.02);
      });
    }
  }
});
