import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const SenseFile = z.record(z.string(), z.array(z.coerce.string().min(1)));

/** Gives the numbers of a word's senses; none for a word that the list does not hold. */
export type SenseReader = (word: string) => readonly number[];

const NONE: readonly number[] = [];
/** Remembers words: a message shares most of its words with others. */
const MOST_REMEMBERED = 20_000;

/** Throws when the file is not a list of words for each sense. */
export function createSenseReader(file: URL): SenseReader {
  const { whole, beginnings, firstNumber } = indexSenses(file);
  const remembered = new Map<string, readonly number[]>();
  const read = (word: string): readonly number[] => {
    const found = [...(whole.get(word) ?? NONE), ...numberSenses(word, firstNumber)];
    for (let length = 2; length <= word.length; length += 1) {
      found.push(...(beginnings.get(word.slice(0, length)) ?? NONE));
    }
    return found.length === 0 ? NONE : [...new Set(found)];
  };
  return (word) => {
    const known = remembered.get(word);
    if (known) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const senses = read(word);
    remembered.set(word, senses);
    return senses;
  };
}

function indexSenses(file: URL) {
  const senses = Object.values(SenseFile.parse(parse(readFileSync(file, 'utf8'))));
  const whole = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  senses.forEach((words, sense) => {
    for (const word of words) {
      const [index, key] = word.endsWith('*') ? [beginnings, word.slice(0, -1)] : [whole, word];
      index.set(key, [...(index.get(key) ?? []), sense]);
    }
  });
  return { whole, beginnings, firstNumber: senses.length };
}

/** A number, a child's age or a grown-up's: `13`, `13yo`, `50mg`. */
function numberSenses(word: string, first: number): number[] {
  const digits = /^\d+/.exec(word)?.[0];
  if (digits === undefined) return [];
  const value = Number(digits);
  return value > 0 && value < 18 ? [first, first + 1] : [first];
}
