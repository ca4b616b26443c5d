import type { Reread } from './read-words.ts';

export type SpellingWords = {
  /** What a misspelt word may be repaired to: the words of the cues. */
  lexicon: Iterable<string>;
  /** Ordinary words that are never taken for a misspelt safety word ("does" is not "dose"). */
  ordinary: Iterable<string>;
};

/**
 * Repairs words towards the safety lexicon: distance 1 from four letters, distance 2 from seven, counting a swap of
 * neighbours as one. The repaired word is a second reading; the word as typed keeps the first place.
 */
export function createSpelling({ lexicon, ordinary }: SpellingWords): Reread {
  const known = new Set(lexicon);
  const plain = new Set(ordinary);
  const byDeletion = indexByDeletion(known);
  const repair = (form: string) =>
    known.has(form) || plain.has(form) ? [] : nearestOf(form, byDeletion);
  const readingsOf = (word: string): string[] => {
    const variants = [
      ...leetspeakUndone(word),
      ...(plain.has(word) || known.has(word) ? [] : squeezed(word)),
    ];
    const meant = variants.filter((form) => known.has(form));
    return [...new Set([...meant, ...[word, ...leetspeakUndone(word)].flatMap(repair)])];
  };
  return remembering((word) => (word.length > MAX_LENGTH ? [] : readingsOf(word)));
}

/** Patients share most of their words: each is repaired once. */
function remembering(reread: Reread): Reread {
  const remembered = new Map<string, string[]>();
  return (word) => {
    const before = remembered.get(word);
    if (before) return before;
    const readings = reread(word);
    if (remembered.size > 20_000) remembered.clear();
    remembered.set(word, readings);
    return readings;
  };
}

const MAX_LENGTH = 20;
const allowed = (length: number) => (length >= 7 ? 2 : length >= 4 ? 1 : 0);

/** Every way to leave out one letter (two in long words) → the words it came from: the usual index for typos. */
function indexByDeletion(words: Iterable<string>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const word of words) {
    if (!/^[a-z]{4,20}$/.test(word)) continue;
    for (const shorter of deletions(word, allowed(word.length))) {
      const found = index.get(shorter);
      if (found) found.push(word);
      else index.set(shorter, [word]);
    }
  }
  return index;
}

function deletions(word: string, depth: number): Set<string> {
  const all = new Set([word]);
  let layer = [word];
  for (let i = 0; i < depth; i += 1) {
    layer = layer.flatMap((one) =>
      Array.from(one, (_, at) => one.slice(0, at) + one.slice(at + 1)),
    );
    for (const one of layer) all.add(one);
  }
  return all;
}

/** The lexicon's words at the smallest distance; a repair of two letters keeps the first letter, as most typos do. */
function nearestOf(word: string, index: Map<string, string[]>): string[] {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
  const candidates = new Set<string>();
  for (const shorter of deletions(word, allowed(word.length))) {
    for (const candidate of index.get(shorter) ?? []) candidates.add(candidate);
  }
  const measured = [...candidates]
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ candidate, distance }) => isRepair({ word, candidate, distance }));
  const best = Math.min(...measured.map(({ distance }) => distance));
  return measured
    .filter(({ distance }) => distance === best)
    .map(({ candidate }) => candidate)
    .slice(0, 4);
}

type Repair = { word: string; candidate: string; distance: number };

function isRepair({ word, candidate, distance }: Repair): boolean {
  const furthest = Math.min(allowed(word.length), allowed(candidate.length));
  return distance <= furthest && (distance < 2 || word[0] === candidate[0]);
}

/** Optimal string alignment distance: a swap of neighbours counts once. */
function editDistance(a: string, b: string): number {
  let twoAgo: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = nextRow({ a, b, i, last, twoAgo });
    twoAgo = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

type Row = { a: string; b: string; i: number; last: number[]; twoAgo: number[] };

function nextRow({ a, b, i, last, twoAgo }: Row): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (twoAgo[j - 2] ?? 99) + 1 : 99;
    row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
  }
  return row;
}

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  '!': 'i',
};

/** `k1ll`, `su1c1de`, `d0se`: only words that mix letters and signs; a 1 may be an l too. */
function leetspeakUndone(word: string): string[] {
  if (!/[a-z]/.test(word) || !/[0134578@!]/.test(word)) return [];
  const undone = word.replace(/[0134578@!]/g, (sign) => LEET[sign] ?? sign);
  return word.includes('1')
    ? [undone, word.replace(/[0134578@!]/g, (s) => (s === '1' ? 'l' : (LEET[s] ?? s)))]
    : [undone];
}

/** `diee`, `doose`: every doubled letter once. */
function squeezed(word: string): string[] {
  const once = word.replace(/([a-z])\1+/g, '$1');
  return once.length >= 2 && once !== word ? [once] : [];
}
