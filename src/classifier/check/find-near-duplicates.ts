import type { KnownExample } from '../explain/example-index.ts';
import { createWordReader } from '../model/read-words.ts';
import { contradict, type Finding, labelOf } from './finding.ts';

/** Shared words by all words of the two, from which two examples are nearly the same. */
const NEAR = 0.8;
/** Of fewer words, one that differs is a quarter of the meaning. */
const FEWEST_WORDS = 4;

type Tokens = { at: number; words: string[]; all: Set<string> };

/** Examples that contradict each other and differ in a word or two. */
export function findNearDuplicates(examples: readonly KnownExample[]): Finding[] {
  const findings: Finding[] = [];
  eachNearPair(tokensOf(examples), (left, right, jaccard) => {
    const [one, other] = [examples[left], examples[right]];
    if (!one || !other || jaccard === 1 || !contradict(one, other)) return;
    findings.push({
      severity: 'warning',
      rule: 'near duplicate',
      labels: [labelOf(one), labelOf(other)],
      problem: `nearly the same words (${Math.round(jaccard * 100)} %) stand for ${labelOf(one)} and ${labelOf(other)}: keep the one that is meant, or make them differ in what matters`,
      examples: [one, other].map((example) => ({ text: example.text, label: labelOf(example) })),
    });
  });
  return findings;
}

/** The words of each example, rare ones first: two that share few rare words are never compared. */
function tokensOf(examples: readonly KnownExample[]): Tokens[] {
  const read = createWordReader();
  const sets = examples.map(({ text }) => new Set(read(text).plain));
  const counts = new Map<string, number>();
  for (const set of sets) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = (word: string) => counts.get(word) ?? 0;
  return sets
    .map((all, at) => ({
      at,
      words: [...all].sort((a, b) => rarity(a) - rarity(b) || (a < b ? -1 : 1)),
      all,
    }))
    .filter(({ words }) => words.length >= FEWEST_WORDS)
    .sort((a, b) => a.words.length - b.words.length || a.at - b.at);
}

/**
 * Two sets can only reach the similarity when they share one of the first words of each (prefix filtering), so an index
 * over those finds all pairs without comparing every example with every other.
 */
function eachNearPair(
  tokens: readonly Tokens[],
  found: (left: number, right: number, jaccard: number) => void,
): void {
  const index = new Map<string, Tokens[]>();
  for (const one of tokens) {
    const prefix = one.words.slice(0, one.words.length - Math.ceil(NEAR * one.words.length) + 1);
    for (const other of candidatesFor(one, prefix, index)) {
      const jaccard = jaccardOf(one.all, other.all);
      if (jaccard >= NEAR) found(other.at, one.at, jaccard);
    }
    addTo(index, prefix, one);
  }
}

function addTo(index: Map<string, Tokens[]>, prefix: readonly string[], one: Tokens): void {
  for (const word of prefix) {
    const holders = index.get(word);
    if (holders) holders.push(one);
    else index.set(word, [one]);
  }
}

/** Those met before, so none is longer, that share a rare word and are not too short. */
function candidatesFor(
  { words }: Tokens,
  prefix: readonly string[],
  index: Map<string, Tokens[]>,
): Set<Tokens> {
  const sharing = prefix.flatMap((word) => index.get(word) ?? []);
  return new Set(sharing.filter((other) => other.words.length >= NEAR * words.length));
}

function jaccardOf(left: Set<string>, right: Set<string>): number {
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return shared / (left.size + right.size - shared);
}
