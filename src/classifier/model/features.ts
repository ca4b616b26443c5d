import { createWordRepair } from '../../shared/repair-word.ts';
import { createGramCounter, placeOf } from './count-grams.ts';
import { createGramReader, type Grams } from './grams.ts';
import { createWordReader, type Words } from './read-words.ts';

/** Numbers of a feature extractor that were chosen by measurement; part of the cache key. */
export type FeatureSettings = {
  /** Grams that fewer examples hold are left out. */
  fewestExamples: number;
  /** Lengths of the blocks of stems and of pairs beside that of characters (1), before the whole is brought to 1. */
  stemBlock: number;
  pairBlock: number;
};

/** Grams we weigh: an open-addressing table from hash to feature, and each feature's inverse document frequency. */
export type Vocabulary = {
  /** Hash at each place, 0 where the place is free. Its length is a power of two. */
  hashes: Uint32Array;
  features: Int32Array;
  /** By feature. */
  idf: Float32Array;
  /** Every word of the examples, the most frequent first: what a misspelt word may have been. */
  spelling: readonly string[];
};

/**
 * One message: `count` features and their weights. Its Euclidean length is 1 when every gram is known, and shorter the
 * more it holds of what no example does: so a strange message scores low for all intents.
 */
export type Features = { indices: Int32Array; weights: Float32Array; count: number };

/** Many messages, one after another: message `i` has the entries `offsets[i]` to `offsets[i + 1]`. */
export type FeatureTable = { offsets: Int32Array; indices: Int32Array; weights: Float32Array };

/** The vocabulary of these examples, by their words as typed. */
export function buildVocabulary(examples: readonly Words[], settings: FeatureSettings): Vocabulary {
  const read = createGramReader();
  const counter = createGramCounter();
  for (const words of examples) {
    const { hashes, ends } = read(words);
    counter.add(hashes.subarray(0, ends.characters));
  }
  const { hashes, counts } = counter.counts();
  const isKept = (_: number, gram: number) => (counts[gram] as number) >= settings.fewestExamples;
  return tableOf(
    hashes.filter(isKept),
    Float32Array.from(counts.filter(isKept), (count) => inverseFrequency(examples.length, count)),
    listWords(examples),
  );
}

/** The table for these grams, by feature. */
export function tableOf(
  hashOfFeature: Uint32Array,
  idf: Float32Array,
  spelling: readonly string[],
): Vocabulary {
  const size = 2 ** Math.ceil(Math.log2(hashOfFeature.length * 2 + 2));
  const hashes = new Uint32Array(size);
  const features = new Int32Array(size);
  hashOfFeature.forEach((hash, feature) => {
    const place = placeOf(hashes, hash);
    hashes[place] = hash;
    features[place] = feature;
  });
  return { hashes, features, idf, spelling };
}

/** The words of the examples, the most frequent first and in the order of the alphabet where they are as frequent. */
function listWords(examples: readonly Words[]): string[] {
  const counts = new Map<string, number>();
  for (const { plain } of examples)
    for (const word of plain) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return words.map(([word]) => word);
}

function inverseFrequency(texts: number, examples: number): number {
  return Math.log((1 + texts) / (1 + examples)) + 1;
}

/** Makes an extractor for typed messages with its own buffers: what it gives is valid until its next call. */
export function createFeatureReader(
  vocabulary: Vocabulary,
  settings: FeatureSettings,
): (text: string) => Features {
  const readWords = createWordReader(createWordRepair(vocabulary.spelling));
  const weigh = createWeigher(vocabulary, settings);
  return (text) => weigh(readWords(text));
}

function createWeigher(
  vocabulary: Vocabulary,
  settings: FeatureSettings,
): (words: Words) => Features {
  const read = createGramReader();
  const counts = new Uint16Array(vocabulary.idf.length);
  const squareOfUnknown = vocabulary.idf.reduce((most, idf) => Math.max(most, idf), 1) ** 2;
  const whole = Math.hypot(settings.stemBlock, settings.pairBlock, 1);
  let out = emptyFeatures(1024);
  return (words) => {
    const grams = read(words);
    const { stems, pairs, characters } = grams.ends;
    if (characters > out.indices.length) out = emptyFeatures(characters * 2);
    out.count = 0;
    const block = { grams, vocabulary, counts, squareOfUnknown, out };
    addBlock(block, { from: 0, to: stems, length: settings.stemBlock / whole });
    addBlock(block, { from: stems, to: pairs, length: settings.pairBlock / whole });
    addBlock(block, { from: pairs, to: characters, length: 1 / whole });
    return out;
  };
}

function emptyFeatures(size: number): Features {
  return { indices: new Int32Array(size), weights: new Float32Array(size), count: 0 };
}

type Block = {
  grams: Grams;
  vocabulary: Vocabulary;
  /** How often a feature was met; all 0 between two blocks. */
  counts: Uint16Array;
  squareOfUnknown: number;
  out: Features;
};

function addBlock(block: Block, span: { from: number; to: number; length: number }): void {
  const first = block.out.count;
  const unknown = countGrams(block, span);
  const squares = weighGrams(block, first) + unknown * block.squareOfUnknown;
  const { weights, count } = block.out;
  const factor = squares === 0 ? 0 : span.length / Math.sqrt(squares);
  for (let at = first; at < count; at += 1) weights[at] = (weights[at] as number) * factor;
}

/** Lists each known gram once, and gives the number of the unknown. */
function countGrams(
  { grams, vocabulary, counts, out }: Block,
  span: { from: number; to: number },
): number {
  let unknown = 0;
  for (let at = span.from; at < span.to; at += 1) {
    const place = placeOf(vocabulary.hashes, grams.hashes[at] as number);
    if (vocabulary.hashes[place] === 0) {
      unknown += 1;
      continue;
    }
    const feature = vocabulary.features[place] as number;
    if (counts[feature] === 0) out.indices[out.count++] = feature;
    counts[feature] = (counts[feature] as number) + 1;
  }
  return unknown;
}

/** Gives the sum of the squared weights. */
function weighGrams({ vocabulary, counts, out }: Block, first: number): number {
  let squares = 0;
  for (let at = first; at < out.count; at += 1) {
    const feature = out.indices[at] as number;
    const weight = (1 + Math.log(counts[feature] as number)) * (vocabulary.idf[feature] as number);
    counts[feature] = 0;
    out.weights[at] = weight;
    squares += weight * weight;
  }
  return squares;
}

/** The features of the examples that the vocabulary was built from: it holds all of their words, so none is repaired. */
export function tabulate(
  examples: readonly Words[],
  vocabulary: Vocabulary,
  settings: FeatureSettings,
): FeatureTable {
  const weigh = createWeigher(vocabulary, settings);
  const rows = examples.map((words) => {
    const { indices, weights, count } = weigh(words);
    return { indices: indices.slice(0, count), weights: weights.slice(0, count) };
  });
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    offsets[at + 1] = (offsets[at] as number) + row.indices.length;
  });
  const total = offsets[rows.length] as number;
  const table = { offsets, indices: new Int32Array(total), weights: new Float32Array(total) };
  rows.forEach((row, at) => {
    table.indices.set(row.indices, offsets[at]);
    table.weights.set(row.weights, offsets[at]);
  });
  return table;
}
