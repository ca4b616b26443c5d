import { createWordReader } from '../../classifier/model/read-words.ts';
import { sha256 } from '../../shared/ids.ts';

/**
 * What a question is compared by: short hashes of its stems and of the letter triples in its words, sorted. It tells two
 * questions apart and holds no word, so that it may be kept when the question itself is gone.
 */
export type Thumbprint = readonly string[];

export type Likeness = {
  thumbprint(text: string): Thumbprint;
  /** How much a mark says: rare ones more. */
  weigh(mark: string): number;
};

const STEM_SHARE = 1;
const TRIPLE_SHARE = 0.5;
const HASH_LENGTH = 8;
const MOST_REMEMBERED = 50_000;
/** Rarity is counted on so many of the known questions: more of them change little. */
const COUNTED = 1500;
const STEM = 's';

/** `known`: questions of the catalogue, from which it is learnt which words are common. The same ones give the same groups. */
export function createLikeness(known: readonly string[]): Likeness {
  const read = createWordReader();
  const hash = createHashes();
  const thumbprint = (text: string): Thumbprint => {
    const { plain, stems } = read(text);
    const marks = new Set([...stems.map((stem) => hash(STEM, stem)), ...triples(plain, hash)]);
    return marks.size > 0 ? [...marks].sort() : [hash(STEM, text.normalize('NFKC').toLowerCase())];
  };
  const step = Math.max(1, Math.floor(known.length / COUNTED));
  const counted = known.filter((_text, at) => at % step === 0);
  const counts = new Map<string, number>();
  for (const text of counted) {
    for (const mark of thumbprint(text)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  const weightOf = (mark: string, count: number) =>
    Math.log((2 + counted.length) / (1 + count)) *
    (mark.startsWith(STEM) ? STEM_SHARE : TRIPLE_SHARE);
  const weights = new Map([...counts].map(([mark, count]) => [mark, weightOf(mark, count)]));
  const unknown = { stem: weightOf(STEM, 0), triple: weightOf('', 0) };
  return {
    thumbprint,
    weigh: (mark) => weights.get(mark) ?? (mark.startsWith(STEM) ? unknown.stem : unknown.triple),
  };
}

type Hash = (kind: string, text: string) => string;

/** Typing errors leave most triples of a word as they are. */
function triples(words: readonly string[], hash: Hash): string[] {
  return words.flatMap((word) => {
    const framed = ` ${word} `;
    return Array.from({ length: framed.length - 2 }, (_, at) =>
      hash('t', framed.slice(at, at + 3)),
    );
  });
}

function createHashes(): Hash {
  const known = new Map<string, string>();
  return (kind, text) => {
    const key = kind + text;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const found = kind + sha256(key).slice(0, HASH_LENGTH);
    known.set(key, found);
    return found;
  };
}
