import { parse } from 'yaml';
import { z } from 'zod';

const SenseFile = z.record(z.string(), z.array(z.coerce.string().min(1)));

/** Gives the numbers of a word's senses; none for a word that the list does not hold. */
export type SenseReader = (word: string) => readonly number[];

type SenseIndex = {
  whole: Map<string, number[]>;
  beginnings: Map<string, number[]>;
  endings: Map<string, number[]>;
  senseCount: number;
};

const SHORTEST_ENDING = 3;
const NONE: readonly number[] = [];
/** Messages share most of their words. */
const MOST_REMEMBERED = 20_000;

/** Reads the text of `senses.yaml`; throws when it is not a list of words for each sense. */
export function createSenseReader(file: string): SenseReader {
  const index = indexSenses(SenseFile.parse(parse(file)));
  const remembered = new Map<string, readonly number[]>();
  return (word) => {
    const known = remembered.get(word);
    if (known) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const senses = lookUp(word, index);
    remembered.set(word, senses);
    return senses;
  };
}

function indexSenses(senses: Record<string, string[]>): SenseIndex {
  const index: SenseIndex = {
    whole: new Map(),
    beginnings: new Map(),
    endings: new Map(),
    senseCount: Object.keys(senses).length,
  };
  Object.values(senses).forEach((words, sense) => {
    for (const word of words) {
      const map = mapFor(word, index);
      const key = word.replace('*', '');
      map.set(key, [...(map.get(key) ?? []), sense]);
    }
  });
  return index;
}

function mapFor(word: string, { whole, beginnings, endings }: SenseIndex): Map<string, number[]> {
  if (word.endsWith('*')) return beginnings;
  return word.startsWith('*') ? endings : whole;
}

function lookUp(
  word: string,
  { whole, beginnings, endings, senseCount }: SenseIndex,
): readonly number[] {
  const found = [...(whole.get(word) ?? NONE), ...sensesOfNumber(word, senseCount)];
  for (let length = 2; length <= word.length; length += 1) {
    found.push(...(beginnings.get(word.slice(0, length)) ?? NONE));
  }
  for (let from = 1; from <= word.length - SHORTEST_ENDING; from += 1) {
    found.push(...(endings.get(word.slice(from)) ?? NONE));
  }
  return [...new Set(found)];
}

/** `50mg` is a number, `13` and `13yo` may be a child's age as well. Their senses come after those of the file. */
function sensesOfNumber(word: string, first: number): readonly number[] {
  const digits = /^\d+/.exec(word)?.[0];
  if (digits === undefined) return NONE;
  const value = Number(digits);
  return value > 0 && value < 18 ? [first, first + 1] : [first];
}
