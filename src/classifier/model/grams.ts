import type { Words } from './read-words.ts';

const SHORTEST_CHARACTER_GRAM = 2;
const LONGEST_CHARACTER_GRAM = 5;
const WORD_SEED = 0x51ed270b;
const CHARACTER_SEED = 0x2f0b4a87;
const SPACE = 32;

/**
 * The hashes of a message's grams in three blocks, one after another: stems, pairs of stems, and 2 to 5 characters
 * inside a word and its borders. A gram is its 32-bit hash alone: at 100,000 grams about one pair shares a hash, which
 * costs nothing.
 */
export type Grams = {
  hashes: Uint32Array;
  ends: { stems: number; pairs: number; characters: number };
};

/** Makes a reader with its own buffer: what it gives is valid until its next call. */
export function createGramReader(): (words: Words) => Grams {
  let buffer = new Uint32Array(1024);
  return ({ plain, stems }) => {
    const text = ` ${plain.join(' ')} `;
    const perCharacter = LONGEST_CHARACTER_GRAM - SHORTEST_CHARACTER_GRAM + 1;
    const most = stems.length * 2 + text.length * perCharacter;
    if (most > buffer.length) buffer = new Uint32Array(most * 2);
    const pairs = writeWordGrams(stems, buffer);
    const characters = writeCharacterGrams(text, buffer, pairs);
    return { hashes: buffer, ends: { stems: stems.length, pairs, characters } };
  };
}

function writeWordGrams(stems: string[], into: Uint32Array): number {
  const pairsFrom = stems.length;
  let previous = 0;
  stems.forEach((stem, at) => {
    const hash = hashWord(stem);
    into[at] = finish(hash);
    if (at > 0) into[pairsFrom + at - 1] = finish(Math.imul(previous, 31) ^ hash);
    previous = hash;
  });
  return Math.max(0, 2 * stems.length - 1);
}

function writeCharacterGrams(text: string, into: Uint32Array, from: number): number {
  let count = from;
  let wordEnd = 0;
  for (let start = 0; start < text.length - 1; start += 1) {
    if (start >= wordEnd) wordEnd = text.indexOf(' ', start + 1);
    const end = Math.min(start + LONGEST_CHARACTER_GRAM, wordEnd + 1);
    let hash = CHARACTER_SEED;
    for (let at = start; at < end; at += 1) {
      hash = mix(hash, text.charCodeAt(at));
      if (at - start + 1 >= SHORTEST_CHARACTER_GRAM) into[count++] = finish(hash);
    }
  }
  return count;
}

function hashWord(word: string): number {
  let hash = WORD_SEED;
  for (let at = 0; at < word.length; at += 1) hash = mix(hash, word.charCodeAt(at));
  return mix(hash, SPACE);
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 15);
}

/** Spreads the bits (the last steps of MurmurHash3). Never 0, which marks an empty place in the table. */
function finish(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0 || 1;
}
