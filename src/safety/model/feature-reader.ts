import type { SenseReader } from './sense-reader.ts';

/** How a passage becomes numbers; part of the cache key. */
export type FeatureSettings = {
  /** Grams fall into 2 to this power buckets. */
  hashBits: number;
  /** Lengths of the blocks of words and of pairs beside that of characters (1). */
  wordBlock: number;
  pairBlock: number;
  /** Lengths of the blocks of senses and of pairs of senses. */
  senseBlock: number;
  sensePairBlock: number;
  /** How many words apart two senses still make a pair. */
  senseReach: number;
};

/** `count` buckets and their weights; together of length 1. Valid until the reader's next call. */
export type Features = { buckets: Int32Array; weights: Float32Array; count: number };

/** How rare each bucket is: its grams weigh more the fewer examples hold them. */
export type Rarity = Float32Array;

const SHORTEST = 2;
const LONGEST = 5;
const WORD_SEED = 0x51ed270b;
const CHARACTER_SEED = 0x2f0b4a87;
const SENSE_SEED = 0x1b873593;
const CONSTANT = 0.3;

/** Makes a reader with its own buffers: words, pairs of words, and 2 to 5 characters inside a word and its borders. */
export function createFeatureReader(settings: FeatureSettings, rarity: Rarity, sensesOf: SenseReader) {
  const counts = new Uint16Array(2 ** settings.hashBits);
  const shift = 32 - settings.hashBits;
  let out: Features = emptyFeatures(1024);

  const add = (hash: number) => {
    const bucket = finish(hash) >>> shift;
    if (counts[bucket] === 0) out.buckets[out.count++] = bucket;
    counts[bucket] = Math.min((counts[bucket] as number) + 1, 1000);
  };
  const closeBlock = (from: number, length: number) => {
    let squares = 0;
    for (let at = from; at < out.count; at += 1) {
      const bucket = out.buckets[at] as number;
      const weight = (1 + Math.log(counts[bucket] as number)) * (rarity[bucket] as number);
      counts[bucket] = 0;
      out.weights[at] = weight;
      squares += weight * weight;
    }
    const factor = squares === 0 ? 0 : length / Math.sqrt(squares);
    for (let at = from; at < out.count; at += 1) out.weights[at] = (out.weights[at] as number) * factor;
    return out.count;
  };

  const whole = Math.hypot(settings.wordBlock, settings.pairBlock, settings.senseBlock, settings.sensePairBlock, 1);
  return (words: readonly string[]): Features => {
    const most = mostGrams(words) + words.length * 40 * settings.senseReach;
    if (most > out.buckets.length) out = emptyFeatures(most * 2);
    startWithConstant(out);
    const hashes = words.map(hashWord);
    for (const hash of hashes) add(hash);
    const pairsFrom = closeBlock(1, settings.wordBlock / whole);
    for (let at = 1; at < hashes.length; at += 1) add(pairOf(hashes[at - 1] as number, hashes[at] as number));
    const charactersFrom = closeBlock(pairsFrom, settings.pairBlock / whole);
    for (const word of words) addCharacters(` ${word} `, add);
    const sensesFrom = closeBlock(charactersFrom, 1 / whole);
    const senses = words.map(sensesOf);
    for (const own of senses) for (const sense of own) add(mix(SENSE_SEED, sense));
    const sensePairsFrom = closeBlock(sensesFrom, settings.senseBlock / whole);
    for (let at = 0; at < senses.length; at += 1) {
      for (let to = at + 1; to <= at + settings.senseReach && to < senses.length; to += 1) {
        for (const one of senses[at] ?? []) for (const other of senses[to] ?? []) add(mix(mix(SENSE_SEED, Math.min(one, other) + 1000), Math.max(one, other)));
      }
    }
    closeBlock(sensePairsFrom, settings.sensePairBlock / whole);
    return out;
  };
}

/** How rare each bucket is in these passages: smoothed inverse document frequency, 1 for a bucket all of them hold. */
export function measureRarity(passages: readonly string[][], settings: FeatureSettings, sensesOf: SenseReader): Rarity {
  const read = createFeatureReader(settings, new Float32Array(2 ** settings.hashBits).fill(1), sensesOf);
  const holders = new Float32Array(2 ** settings.hashBits);
  for (const words of passages) {
    const { buckets, count } = read(words);
    for (const bucket of new Set(buckets.subarray(0, count))) holders[bucket] = (holders[bucket] as number) + 1;
  }
  return holders.map((holding) => Math.log((1 + passages.length) / (1 + holding)) + 1);
}

function emptyFeatures(size: number): Features {
  return { buckets: new Int32Array(size), weights: new Float32Array(size), count: 0 };
}

/** What a passage weighs before a word of it is read: most are harmless. */
function startWithConstant(out: Features): void {
  out.buckets[0] = 0;
  out.weights[0] = CONSTANT;
  out.count = 1;
}

function mostGrams(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + 2 + (word.length + 2) * (LONGEST - SHORTEST + 1), 1);
}

function hashWord(word: string): number {
  let hash = WORD_SEED;
  for (let at = 0; at < word.length; at += 1) hash = mix(hash, word.charCodeAt(at));
  return hash;
}

function pairOf(first: number, second: number): number {
  return mix(Math.imul(first, 31), second);
}

function addCharacters(word: string, add: (hash: number) => void): void {
  for (let start = 0; start < word.length - 1; start += 1) {
    const end = Math.min(start + LONGEST, word.length);
    let hash = CHARACTER_SEED;
    for (let at = start; at < end; at += 1) {
      hash = mix(hash, word.charCodeAt(at));
      if (at - start + 1 >= SHORTEST) add(hash);
    }
  }
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 15);
}

/** Spreads the bits (the last steps of MurmurHash3). */
function finish(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
