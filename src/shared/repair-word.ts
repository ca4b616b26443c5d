/** Shorter words have too many neighbours, longer ones are no words. */
const SHORTEST = 4;
const LONGEST = 24;
/** Remembers what it made of a word: the same misspellings come again. */
const MOST_REMEMBERED = 5_000;

/** How the names of medicines end: they are not repaired, nor is a word ever repaired to one. */
const MEDICINE =
  /(?:ketamin\w*|amine|azepam|azolam|triptan|pram|tine|pril|statin|olol|sartan|gepant|mab|barbital|adone|orphine|codone|peridol|azine|apine|gabalin|pentin|cillin|micin|prazole|dipine|formin|parin|setron|trigine|traline|ramate|proate|ergot\w*)$/;
const LETTERS = /^\p{L}+$/u;

/**
 * Makes a reader of misspelt words: one that no example holds becomes the most frequent of the words one slip away
 * (a letter left out, added, changed, or two swapped), if there is one. `known` has the most frequent word first.
 */
export function createWordRepair(known: readonly string[]): (word: string) => string {
  const rank = new Map(known.map((word, at) => [word, at]));
  const alike = groupByEnds(known);
  const repair = (word: string): string => {
    const keys = [-1, 0, 1].flatMap((more) => endsOf(word, word.length + more));
    const found = keys.flatMap(
      (ends) => alike.get(ends)?.find((other) => isOneSlipAway(word, other)) ?? [],
    );
    found.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    return found[0] ?? word;
  };
  const remembered = remember(repair);
  return (word) => (rank.has(word) || !isRepairable(word) ? word : remembered(word));
}

function isRepairable(word: string): boolean {
  const isLong = word.length >= SHORTEST && word.length <= LONGEST;
  return isLong && LETTERS.test(word) && !MEDICINE.test(word);
}

function remember(repair: (word: string) => string): (word: string) => string {
  const repaired = new Map<string, string>();
  return (word) => {
    const after = repaired.get(word) ?? repair(word);
    if (repaired.size >= MOST_REMEMBERED) repaired.clear();
    repaired.set(word, after);
    return after;
  };
}

/** By length and one end, in the order given. */
function groupByEnds(known: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < SHORTEST || MEDICINE.test(word)) continue;
    for (const ends of endsOf(word, word.length)) {
      const group = groups.get(ends);
      if (group) group.push(word);
      else groups.set(ends, [word]);
    }
  }
  return groups;
}

/** One slip leaves the first letter or the last, so words alike are found under one of two keys. */
function endsOf(word: string, length: number): [string, string] {
  return [`${length} ${word.at(0)}`, `${word.at(-1)} ${length}`];
}

/** For two words whose lengths differ by at most one. */
function isOneSlipAway(one: string, other: string): boolean {
  const shorter = one.length <= other.length ? one : other;
  const longer = shorter === one ? other : one;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  if (shorter.length < longer.length) return shorter.slice(at) === longer.slice(at + 1);
  if (shorter.slice(at + 1) === longer.slice(at + 1)) return true;
  const areSwapped = shorter[at] === longer[at + 1] && shorter[at + 1] === longer[at];
  return areSwapped && shorter.slice(at + 2) === longer.slice(at + 2);
}
