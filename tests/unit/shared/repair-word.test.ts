import { expect, test } from 'vitest';
import { createWordRepair } from '../../../src/shared/repair-word.ts';

/** The most frequent first. */
const KNOWN = ['drive', 'insurance', 'after', 'often', 'ketamine', 'home', 'diazepam', 'come'];

test.each([
  ['drve', 'drive'],
  ['driive', 'drive'],
  ['drove', 'drive'],
  ['dirve', 'drive'],
  ['insurence', 'insurance'],
  ['fater', 'after'],
])('the slip in %s is read as %s', (typed, meant) => {
  expect(createWordRepair(KNOWN)(typed)).toBe(meant);
});

test('of two words that were possible the more frequent one is read', () => {
  expect(createWordRepair(KNOWN)('hcme')).toBe('home');
  expect(createWordRepair(['come', 'home'])('gome')).toBe('come');
});

test.each(['home', 'aftre1', 'hme', 'drrvves', 'x'.repeat(5_000)])(
  'a word that is known, no word, too short, or two slips away stays as it is (%#)',
  (word) => {
    expect(createWordRepair(KNOWN)(word)).toBe(word);
  },
);

test.each(['ketamin', 'diazepan', 'lorazepam', 'sertaline', 'topiramat'])(
  'nothing is made a medicine, and no medicine anything else (%s)',
  (word) => {
    expect(
      createWordRepair([...KNOWN, 'sertraline', 'topiramate', 'lorazepan', 'ketamins'])(word),
    ).toBe(word);
  },
);

test('a thousand words that nobody knows are read within a second', () => {
  const known = Array.from({ length: 10_000 }, (_, at) =>
    `${at}`
      .split('')
      .map((d) => 'abcdefghij'[Number(d)])
      .join(''),
  );
  const repair = createWordRepair(known.map((word) => `w${word}`));
  const from = performance.now();
  for (let at = 0; at < 1_000; at += 1) repair(`zz${known[at * 7]}`);
  expect(performance.now() - from).toBeLessThan(1_000);
});
