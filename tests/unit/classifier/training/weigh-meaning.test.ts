import { expect, test } from 'vitest';
import { fitTemperature } from '../../../../src/classifier/training/calibrate.ts';
import { weighMeaning } from '../../../../src/classifier/training/weigh-meaning.ts';

const COUNT = 200;
const LABELS = Int32Array.from({ length: COUNT }, (_, row) => row % 2);

/** Scores of a judge that is right about the rows named, the surer the later the row. */
function heldOut(isRight: (row: number) => boolean) {
  const scores = new Float32Array(COUNT * 2);
  LABELS.forEach((label, row) => {
    const best = isRight(row) ? label : 1 - label;
    scores[row * 2 + best] = 0.1 + row / 50;
  });
  return { scores, labels: LABELS, labelCount: 2 };
}

const inScope = () => false;

test('vectors that mend no more answers than they spoil are left out', () => {
  const words = heldOut((row) => row % 10 > 0);
  const together = heldOut((row) => row % 10 !== 1);
  expect(weighMeaning({ words, together }, inScope)).toBeUndefined();
});

test('the vector is asked for where the words are least sure, and mostly not', () => {
  const words = heldOut((row) => row >= 40);
  const weighed = weighMeaning({ words, together: heldOut(() => true) }, inScope);
  expect(weighed?.sure).toBeGreaterThan(0.5);
  expect(weighed?.sure).toBeLessThan(1);
});

test('the vector is asked for the third of which the words are least sure', () => {
  const words = heldOut((row) => row >= 60);
  const sure = weighMeaning({ words, together: heldOut(() => true) }, inScope)?.sure ?? 0;
  const temperature = fitTemperature(words);
  const asked = Array.from(LABELS, (_, row) => 1 / (1 + Math.exp(-(0.1 + row / 50) / temperature)));
  expect(asked.filter((confidence) => confidence < sure - 1e-6)).toHaveLength(
    Math.floor(COUNT / 3),
  );
});

test('the limit for what we know nothing about leaves nineteen of twenty in-scope examples above it', () => {
  const together = heldOut(() => true);
  const weighed = weighMeaning({ words: heldOut((row) => row >= 60), together }, inScope);
  const below = Array.from(LABELS, (label, row) => together.scores[row * 2 + label] ?? 0).filter(
    (top) => top < (weighed?.calibration.leastScore ?? 0),
  );
  expect(below).toHaveLength(COUNT / 20);
});
