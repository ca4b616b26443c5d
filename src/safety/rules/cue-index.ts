import type { Pattern } from './cue-pattern.ts';
import type { Cue } from './load-cues.ts';
import type { Passage } from './passage.ts';

/** Cues in the order of the book, each with those of its patterns that may be found. */
export type Candidates = (passage: Passage) => Map<Cue, Pattern[]>;

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
  const byKey = indexByNeed(entries);
  return (passage) => {
    const found = new Set([...keysOf(passage)].flatMap((key) => byKey.get(key) ?? []));
    return byCue([...found].sort((a, b) => a.place - b.place));
  };
}

function indexByNeed(entries: readonly Entry[]): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of rarestNeeds(entry.pattern))
      index.set(key, [...(index.get(key) ?? []), entry]);
  }
  return index;
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

/** Its words, the lists they are in, and every beginning of a word as a pattern writes it. */
function keysOf(passage: Passage): Set<string> {
  const forms = [...passage.forms()];
  const lists = passage.listNames().map((name) => `{${name}}`);
  return new Set([...lists, ...forms, ...forms.flatMap(beginningsOf)]);
}

function beginningsOf(form: string): string[] {
  return Array.from(form, (_letter, at) => `${form.slice(0, at + 1)}*`);
}
