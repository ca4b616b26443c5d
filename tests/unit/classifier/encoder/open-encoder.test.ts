import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { embedAll } from '../../../../src/classifier/encoder/encoder.ts';
import { openEncoder } from '../../../../src/classifier/encoder/open-encoder.ts';

/** A thread that answers with how many texts it got at once, and how long each is; at the text "Die." it dies. */
const COUNTING = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ texts }) => {
    if (texts.includes('Die.')) process.exit(3);
    parentPort.postMessage({ vectors: texts.map((text) => Float32Array.of(texts.length, text.length)) });
  });`;

function anEncoder(code?: string) {
  const encoder = openEncoder(code ? () => new Worker(code, { eval: true }) : undefined);
  onTestFinished(() => encoder.close());
  return encoder;
}

test('what arrives while the encoder works is encoded together next', async () => {
  const encoder = anEncoder(COUNTING);
  const vectors = await Promise.all(['a', 'bb', 'ccc'].map((text) => encoder.embed([text])));
  expect(vectors.map(([vector]) => [...(vector ?? [])])).toEqual([
    [1, 'A.'.length],
    [2, 'Bb.'.length],
    [2, 'Ccc.'.length],
  ]);
});

test('no more than sixteen texts go together', async () => {
  const texts = Array.from({ length: 40 }, (_, at) => `text ${at}`);
  const sizes = (await anEncoder(COUNTING).embed(texts)).map(([together]) => together);
  expect(Math.max(...sizes.map((size) => size ?? 0))).toBe(16);
});

test('a text that was encoded a moment ago is not encoded again', async () => {
  const encoder = anEncoder(COUNTING);
  const [first] = await encoder.embed(['a']);
  const [, again] = await encoder.embed(['b', 'a']);
  expect(again).toBe(first);
});

test('of a very long text the beginning is encoded', async () => {
  const [vector] = await anEncoder(COUNTING).embed(['x'.repeat(100_000)]);
  expect(vector?.[1]).toBe(401);
});

test('when the thread dies, whoever waits and whoever comes later is told', async () => {
  const encoder = anEncoder(COUNTING);
  await expect(encoder.embed(['die', 'a'])).rejects.toThrow(/encoder/);
  await expect(encoder.embed(['later'])).rejects.toThrow(/encoder/);
});

test('sentences that mean the same lie closer together than others, offline', async () => {
  const texts = [
    'when can i drive home',
    'may i take the car afterwards',
    'do you take my insurance',
  ];
  const vectors = await anEncoder().embed(texts);
  const closeness = (one: number, other: number) =>
    [...(vectors[one] ?? [])].reduce(
      (sum, value, at) => sum + value * (vectors[other]?.[at] ?? 0),
      0,
    );
  expect(closeness(0, 1)).toBeGreaterThan(closeness(0, 2) + 0.1);
});

test('the vectors of many texts follow one another', async () => {
  const all = await embedAll(
    { embed: async (texts) => texts.map((text) => Float32Array.of(text.length, 7)) },
    ['a', 'bb'],
  );
  expect([...all]).toEqual([1, 7, 2, 7]);
});
