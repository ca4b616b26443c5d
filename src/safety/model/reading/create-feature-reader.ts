import type { SenseReader } from './create-sense-reader.ts';

/** A passage as numbers: `count` buckets and their weights. Valid until the reader's next call. */
export type Features = { buckets: Int32Array; weights: Float32Array; count: number };

/** By bucket: how much a gram weighs; the fewer passages hold it, the more. */
export type Rarity = Uint8Array;

/** Grams fall into so many buckets; 2^16 cost two points of recall. */
const BUCKET_BITS = 18;
export const BUCKET_COUNT = 2 ** BUCKET_BITS;

/**
 * Lengths of the six blocks of a passage, chosen on the working half of the held-out messages. Loose pairs find 0.3 to 0.8
 * points more concerns of 6,300 new ones at the same alarms; threes of words add nothing to them.
 */
const BLOCKS = {
  words: 1.2,
  pairs: 1,
  loosePairs: 1,
  characters: 1,
  senses: 0.5,
  sensePairs: 0.3,
};
const WHOLE = Math.hypot(...Object.values(BLOCKS));
/** How many words apart two senses still make a pair. */
const SENSE_REACH = 3;
const SHORTEST = 3;
const LONGEST = 5;
/** What a passage weighs before a word of it is read: most are harmless. */
const CONSTANT = 0.3;
const RARITY_STEPS = 24;
const MOST_REPEATS = 1000;

const WORD_SEED = 0x51ed270b;
const CHARACTER_SEED = 0x2f0b4a87;
const SENSE_SEED = 0x1b873593;
const SENSE_PAIR_SEED = 0x7ed55d16;
/** By how many words a pair is apart, so that "not go" and "not to go" differ. */
const PAIR_FACTORS = { 1: 31, 2: 47, 3: 49 };

type Add = (hash: number) => void;

/**
 * Makes a reader with its own buffers. Features are words, neighbouring pairs, loose pairs with one or two words between
 * them, 3 to 5 characters inside a word and its borders, senses, and pairs of senses in a few words; each block has its
 * length, whatever the length of the passage.
 */
export function createFeatureReader(
  sensesOf: SenseReader,
  rarity: Rarity,
): (words: readonly string[]) => Features {
  const bag = createBag(rarity);
  return (words) => {
    bag.empty();
    const hashes = words.map(hashWord);
    for (const hash of hashes) bag.add(hash);
    bag.closeBlock(BLOCKS.words);
    addPairs(hashes, 1, bag.add);
    bag.closeBlock(BLOCKS.pairs);
    addPairs(hashes, 2, bag.add);
    addPairs(hashes, 3, bag.add);
    bag.closeBlock(BLOCKS.loosePairs);
    for (const word of words) addCharacters(` ${word} `, bag.add);
    bag.closeBlock(BLOCKS.characters);
    const senses = words.map(sensesOf);
    for (const own of senses) for (const sense of own) bag.add(mix(SENSE_SEED, sense));
    bag.closeBlock(BLOCKS.senses);
    addSensePairs(senses, bag.add);
    bag.closeBlock(BLOCKS.sensePairs);
    return bag.content;
  };
}

/** Smoothed inverse document frequency in 24ths, for every bucket; 0 for one that no passage holds, which is not read. */
export function measureRarity(passages: readonly string[][], sensesOf: SenseReader): Rarity {
  const read = createFeatureReader(sensesOf, new Uint8Array(BUCKET_COUNT).fill(1));
  const holders = new Uint32Array(BUCKET_COUNT);
  for (const words of passages) {
    const { buckets, count } = read(words);
    for (const bucket of new Set(buckets.subarray(0, count))) {
      holders[bucket] = (holders[bucket] as number) + 1;
    }
  }
  return Uint8Array.from(holders, (holding) => {
    if (holding === 0) return 0;
    const frequency = Math.log((1 + passages.length) / (1 + holding)) + 1;
    return Math.min(255, Math.round(frequency * RARITY_STEPS));
  });
}

/** Collects the buckets of one block after another. */
function createBag(rarity: Rarity) {
  const counts = new Uint16Array(BUCKET_COUNT);
  // A bucket occurs once a block, so this is enough for any text.
  const most = 1 + Object.keys(BLOCKS).length * BUCKET_COUNT;
  const content: Features = {
    buckets: new Int32Array(most),
    weights: new Float32Array(most),
    count: 0,
  };
  let blockFrom = 0;
  return {
    content,
    empty() {
      content.buckets[0] = 0;
      content.weights[0] = CONSTANT;
      content.count = 1;
      blockFrom = 1;
    },
    add(hash: number) {
      const bucket = finish(hash) >>> (32 - BUCKET_BITS);
      const before = counts[bucket] as number;
      if (before === 0) content.buckets[content.count++] = bucket;
      if (before < MOST_REPEATS) counts[bucket] = before + 1;
    },
    closeBlock(length: number) {
      weighBlock({ content, from: blockFrom, length: length / WHOLE }, counts, rarity);
      blockFrom = content.count;
    },
  };
}

function weighBlock(
  { content, from, length }: { content: Features; from: number; length: number },
  counts: Uint16Array,
  rarity: Rarity,
): void {
  const { buckets, weights, count } = content;
  let squares = 0;
  for (let at = from; at < count; at += 1) {
    const bucket = buckets[at] as number;
    const weight = (1 + Math.log(counts[bucket] as number)) * (rarity[bucket] as number);
    counts[bucket] = 0;
    weights[at] = weight;
    squares += weight * weight;
  }
  const factor = squares === 0 ? 0 : length / Math.sqrt(squares);
  for (let at = from; at < count; at += 1) weights[at] = (weights[at] as number) * factor;
}

function addPairs(hashes: readonly number[], apart: keyof typeof PAIR_FACTORS, add: Add): void {
  const factor = PAIR_FACTORS[apart];
  for (let at = apart; at < hashes.length; at += 1) {
    add(mix(Math.imul(hashes[at - apart] as number, factor), hashes[at] as number));
  }
}

function addCharacters(word: string, add: Add): void {
  for (let start = 0; start < word.length - 1; start += 1) {
    const end = Math.min(start + LONGEST, word.length);
    let hash = CHARACTER_SEED;
    for (let at = start; at < end; at += 1) {
      hash = mix(hash, word.charCodeAt(at));
      if (at - start + 1 >= SHORTEST) add(hash);
    }
  }
}

/** Whichever comes first: "hits my wife" and "my wife was hit" share their pair. */
function addSensePairs(senses: ReadonlyArray<readonly number[]>, add: Add): void {
  for (let at = 0; at < senses.length; at += 1) {
    const own = senses[at] ?? [];
    if (own.length === 0) continue;
    for (let to = at + 1; to <= at + SENSE_REACH; to += 1) addProduct(own, senses[to] ?? [], add);
  }
}

function addProduct(some: readonly number[], others: readonly number[], add: Add): void {
  for (const one of some) {
    for (const other of others) {
      add(mix(mix(SENSE_PAIR_SEED, Math.min(one, other)), Math.max(one, other)));
    }
  }
}

function hashWord(word: string): number {
  let hash = WORD_SEED;
  for (let at = 0; at < word.length; at += 1) hash = mix(hash, word.charCodeAt(at));
  return hash;
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
