import { expect, test } from 'vitest';
import { createScorer } from '../../../../src/classifier/model/model.ts';
import { planTraining } from '../../../../src/classifier/training/plan-training.ts';
import { trainModel } from '../../../../src/classifier/training/train.ts';
import { CODED, LABELS, someVectors, vectorsOf } from './vectors.ts';

test('a vector tells what words that were never met do not', () => {
  const vectors = vectorsOf(CODED);
  const score = createScorer(trainModel({ ...CODED, vectors }));
  const asked = someVectors([1], 0.4, 99);
  expect(score('zzz').isSure).toBe(false);
  expect(LABELS[score('zzz', asked).best]).toBe('insurance');
});

test('where the words tell it all, the vectors are left out', () => {
  const examples = CODED.examples.map(({ label }, at) => ({ text: `${label} ${at}`, label }));
  const plan = planTraining(examples, () => false);
  const vectors = vectorsOf(plan, 3);
  const model = trainModel({ ...plan, vectors });
  expect(model.meaning).toBeUndefined();
  expect(model).toEqual(trainModel(plan));
});

test('without its vector an utterance gets what the words alone would give it', () => {
  const vectors = vectorsOf(CODED);
  const both = createScorer(trainModel({ ...CODED, vectors }));
  const words = createScorer(trainModel(CODED));
  expect([...both('a0q').confidences]).toEqual([...words('a0q').confidences]);
});

test('the same vectors give the same model, number by number', () => {
  const vectors = vectorsOf(CODED);
  expect(trainModel({ ...CODED, vectors })).toEqual(trainModel({ ...CODED, vectors }));
});
