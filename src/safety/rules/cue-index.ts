import type { Pattern } from './cue-pattern.ts';
import type { Cue } from './load-cues.ts';
import type { Passage } from './passage.ts';

/**
 * Cues in the order of the book, each with those of its patterns that may be found and name something at word `from`
 * or later: a hit has to touch it.
 */
export type Candidates = (passage: Passage, from: number) => Map<Cue, Pattern[]>;

/** A pattern with its place in the book. */
type Entry = { cue: Cue; pattern: Pattern; place: number };

/**
 * Most cues cannot be in most messages: a cue of chest pain needs a word of the chest. The index gives the few that
 * may be there, so that the time of a check follows the length of the message and not the number of cues.
 */
export function indexCues(cues: readonly Cue[]): Candidates {
  const entries = cues
    .flatMap((cue) => cue.patterns.map((pattern) => ({ cue, pattern })))
    .map((entry, place): Entry => ({ ...entry, place }));
  const byKey = indexBy(entries, rarestNeeds);
  const byName = indexBy(entries, ({ names }) => names);
  return (passage, from) => {
    const found = entriesOf(byKey, passage.keys());
    const named = from === 0 ? found : entriesOf(byName, passage.keysFrom(from));
    return byCue([...found].filter((one) => named.has(one)).sort((a, b) => a.place - b.place));
  };
}

type Index = Map<string, Entry[]>;

function indexBy(
  entries: readonly Entry[],
  keysOf: (pattern: Pattern) => ReadonlySet<string>,
): Index {
  const index: Index = new Map();
  for (const entry of entries) {
    for (const key of keysOf(entry.pattern)) {
      const known = index.get(key);
      if (known) known.push(entry);
      else index.set(key, [entry]);
    }
  }
  return index;
}

function entriesOf(index: Index, keys: Iterable<string>): Set<Entry> {
  const found = new Set<Entry>();
  for (const key of keys) {
    for (const entry of index.get(key) ?? []) found.add(entry);
  }
  return found;
}

/** Every conjunct must be found, so the one that needs the fewest words decides. */
function rarestNeeds({ conjuncts }: Pattern): ReadonlySet<string> {
  const [first, ...rest] = conjuncts.map(({ needs }) => needs);
  const none: ReadonlySet<string> = new Set();
  return rest.reduce((least, needs) => (needs.size < least.size ? needs : least), first ?? none);
}

function byCue(entries: readonly Entry[]): Map<Cue, Pattern[]> {
  const candidates = new Map<Cue, Pattern[]>();
  for (const { cue, pattern } of entries) {
    const patterns = candidates.get(cue);
    if (patterns) patterns.push(pattern);
    else candidates.set(cue, [pattern]);
  }
  return candidates;
}
