import { expect, test } from 'vitest';
import { createGramCounter } from '../../../../src/classifier/model/count-grams.ts';

test('a gram counts once a text, and comes in the order in which it was met', () => {
  const counter = createGramCounter();
  for (const grams of [[7, 9, 7], [9], [3, 7]]) counter.add(Uint32Array.from(grams));
  expect(counter.counts()).toEqual({
    hashes: Uint32Array.of(7, 9, 3),
    counts: Uint32Array.of(2, 2, 1),
  });
});

test('more grams than the first table has room for are all counted', () => {
  const counter = createGramCounter();
  const grams = Uint32Array.from({ length: 100_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1));
  counter.add(grams);
  counter.add(grams);
  const { hashes, counts } = counter.counts();
  expect(hashes.every((hash, at) => hash === grams[at])).toBe(true);
  expect(counts.every((count) => count === 2)).toBe(true);
  expect(hashes).toHaveLength(grams.length);
});
