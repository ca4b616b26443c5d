import { expect, test } from 'vitest';
import { parsePattern } from '../../../src/safety/rules/cue-pattern.ts';
import { loadCues } from '../../../src/safety/rules/load-cues.ts';
import { Passage } from '../../../src/safety/rules/passage.ts';
import { readWords } from '../../../src/safety/text/read-words.ts';
import { createSpelling } from '../../../src/safety/text/spelling.ts';

const book = loadCues(new URL('../../../src/safety/cues/', import.meta.url));
const reread = createSpelling(book);
const formsOf = (text: string) =>
  readWords(text, book.shorthand, reread).map(({ forms }) => forms[0]);

test('units are parted from numbers, and k stays with its number', () => {
  expect(formsOf('3mg 2x 401k 5k 8pm')).toEqual(['3', 'mg', '2', 'x', '401k', '5k', '8pm']);
});

test('shorthand is written out', () => {
  expect(formsOf('cant u do it 2nite, im ok')).toEqual([
    'cant',
    'you',
    'do',
    'it',
    'tonight',
    'i',
    'am',
    'ok',
  ]);
});

test('shorthand with an apostrophe is looked up before the apostrophe goes', () => {
  expect(formsOf("he od'd")).toEqual(['he', 'overdosed']);
  expect(formsOf('he OD’d')).toEqual(['he', 'overdosed']);
  expect(formsOf('an odd dream')).toEqual(['an', 'odd', 'dream']);
});

test('a misspelt safety word gets a second reading', () => {
  expect(reread('seizue')).toContain('seizure');
  expect(reread('brethe')).toContain('breathe');
  expect(reread('infusoin')).toContain('infusion');
});

test('ordinary words are not repaired into safety words', () => {
  for (const word of [
    'does',
    'dogs',
    'clinic',
    'place',
    'drive',
    'today',
    'cover',
    'mail',
    'hours',
    'friday',
    'cuesta',
    'parking',
  ]) {
    expect({ word, readings: reread(word) }).toEqual({ word, readings: [] });
  }
});

test('a pattern of the cue language finds what its description says', () => {
  const found = (source: string, text: string) => {
    const passage = new Passage(readWords(text, book.shorthand, reread), book.lists);
    return parsePattern(source, new Set(book.lists.byFirstWord.keys())).conjuncts.every(
      (find) => find(passage).length > 0,
    );
  };
  expect(found('chest pain', 'my chest really hurts, pain')).toBe(false);
  expect(found('chest hurts', 'my chest really hurts')).toBe(true);
  expect(found('a >1 b', 'a x b')).toBe(true);
  expect(found('a >1 b', 'b x a')).toBe(false);
  expect(found('b ~1 a', 'a x b')).toBe(true);
  expect(found('a & c', 'a x x x x b')).toBe(false);
  expect(found('vomit*', 'he was vomiting')).toBe(true);
  expect(found('(how | what) (so)? much', 'how much')).toBe(true);
  expect(found('take # (mg)?', 'take 3')).toBe(true);
});

test('a pattern with a fault says which and where', () => {
  expect(() => parsePattern('(take | use', new Set())).toThrow('a bracket is not closed');
  expect(() => parsePattern('{nothing}', new Set())).toThrow('there is no list {nothing}');
  expect(() => parsePattern('take ~3 (it)?', new Set())).toThrow('all optional');
});
