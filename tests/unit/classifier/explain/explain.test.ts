import { expect, test } from 'vitest';
import { createClassifier } from '../../../../src/classifier/create-classifier.ts';
import {
  createExampleIndex,
  examplesOf,
} from '../../../../src/classifier/explain/example-index.ts';
import { createExplainer } from '../../../../src/classifier/explain/explain.ts';
import { aCatalogue } from '../live/live-kit.ts';

const CATALOGUE = aCatalogue();
const INDEX = createExampleIndex(examplesOf(CATALOGUE));

async function anExplainer() {
  return createExplainer({
    classifier: await createClassifier({ catalogue: CATALOGUE }),
    examples: INDEX,
  });
}

test('the word that the topic rests on speaks for it most, and a word of another topic against it', async () => {
  const [one] = (await anExplainer())('can i drive to get insurance');
  expect(one).toMatchObject({ topic: 'driving', intent: 'driving.after_treatment' });
  const [strongest] = one?.words.filter(({ forTopic }) => forTopic > 0) ?? [];
  expect(strongest).toMatchObject({ word: 'drive' });
  expect(strongest?.forTopic).toBeGreaterThan(1);
  expect(one?.words.find(({ word }) => word === 'insurance')?.forTopic).toBeLessThan(0);
});

test('the three nearest examples are named, the nearest first', async () => {
  const [one] = (await anExplainer())('is it covered by my insurance');
  expect(one?.nearest).toHaveLength(3);
  expect(one?.nearest[0]).toMatchObject({
    text: 'is it covered by insurance',
    intent: 'insurance.coverage',
  });
  const similarities = one?.nearest.map(({ similarity }) => similarity) ?? [];
  expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
});

test('each question of a message is explained', async () => {
  const explained = (await anExplainer())('When can I drive? What should I wear?');
  expect(explained.map(({ topic }) => topic)).toEqual(['driving', 'prep']);
});

test.each(['', '???', '🙂', 'xqzzt', `${'drive '.repeat(3000)}`])(
  'a message without sense is explained without fail (%#)',
  async (text) => {
    expect((await anExplainer())(text)).toHaveLength(1);
  },
);

test('an example is most similar to itself, and to what shares no word not at all', () => {
  expect(INDEX.nearest('tell me a joke', 1)[0]?.similarity).toBeCloseTo(1);
  expect(INDEX.nearest('zzz', 3)).toEqual([]);
});
