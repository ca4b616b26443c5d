import type { Word } from '../text/read-words.ts';

/** From the first word of a hit to the one after its last. */
export type Span = readonly [start: number, end: number];

/** Named lists of words and phrases, prepared for one pass over a passage. */
export type WordLists = {
  /** First word of an entry → the lists it belongs to with the words that must follow. */
  readonly byFirstWord: ReadonlyMap<string, readonly ListEntry[]>;
  /** Same, for first words that end in `*`, by their first three letters. */
  readonly byPrefix: ReadonlyMap<string, readonly (ListEntry & { prefix: string })[]>;
  /** Words that may stand between the words of a phrase without changing it: "really", "just", "kinda". */
  readonly fillers: ReadonlySet<string>;
  /** The beginnings of a word that patterns name, with their `*`. */
  readonly beginningsOf: (form: string) => readonly string[];
};
export type ListEntry = { list: string; rest: readonly string[] };

/** Words of a message, a line or a window, with everything cues ask of them looked up once. */
export class Passage {
  readonly words: readonly Word[];
  readonly #spans = new Map<string, Span[]>();
  readonly #lists = new Map<string, Span[]>();
  readonly #prefixes = new Map<string, Span[]>();
  readonly #known: WordLists;
  #keys: Set<string> | undefined;

  constructor(words: readonly Word[], lists: WordLists) {
    this.words = words;
    this.#known = lists;
    words.forEach((word, at) => {
      for (const form of word.forms) {
        const known = this.#spans.get(form);
        if (known) known.push([at, at + 1]);
        else this.#spans.set(form, [[at, at + 1]]);
      }
    });
    for (const [form, spans] of this.#spans) this.#findListEntries(form, spans, lists);
    for (const spans of this.#lists.values()) spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  /** All that a pattern may need of it: forms of words, their beginnings as `vomit*`, lists as `{chest}`. */
  keys(): ReadonlySet<string> {
    this.#keys ??= this.keysFrom(0);
    return this.#keys;
  }

  /** The keys of what stands at word `from` or later, or reaches it. */
  keysFrom(from: number): Set<string> {
    const keys = new Set<string>();
    for (const [name, spans] of this.#lists) {
      if (spans.some(([, end]) => end > from)) keys.add(`{${name}}`);
    }
    for (const [form, spans] of this.#spans) {
      if ((spans.at(-1)?.[0] ?? 0) < from) continue;
      keys.add(form);
      for (const beginning of this.#known.beginningsOf(form)) keys.add(beginning);
    }
    return keys;
  }

  /** False when it holds none of what a pattern needs one of. */
  mayHold(needs: ReadonlySet<string>): boolean {
    const keys = this.keys();
    for (const need of needs) if (keys.has(need)) return true;
    return false;
  }

  ofWord(word: string): Span[] {
    return this.#spans.get(word) ?? NO_SPANS;
  }

  ofList(name: string): Span[] {
    return this.#lists.get(name) ?? NO_SPANS;
  }

  ofPrefix(prefix: string): Span[] {
    const before = this.#prefixes.get(prefix);
    if (before) return before;
    const found: Span[] = [];
    for (const [form, spans] of this.#spans) {
      if (form.startsWith(prefix)) found.push(...spans);
    }
    found.sort((a, b) => a[0] - b[0]);
    this.#prefixes.set(prefix, found);
    return found;
  }

  /** Where the next word of a phrase may start: right here, or after up to three words that change nothing. */
  startsAfter(end: number): number[] {
    const starts = [end];
    for (let at = end; at < end + 3; at += 1) {
      const word = this.words[at]?.forms[0];
      if (word === undefined || !this.#known.fillers.has(word)) break;
      starts.push(at + 1);
    }
    return starts;
  }

  #findListEntries(form: string, spans: readonly Span[], lists: WordLists): void {
    const whole = lists.byFirstWord.get(form) ?? [];
    const begun = (lists.byPrefix.get(form.slice(0, 3)) ?? []).filter((e) =>
      form.startsWith(e.prefix),
    );
    for (const entry of [...whole, ...begun]) {
      for (const [at] of spans) this.#addEntry(entry, at);
    }
  }

  #addEntry({ list, rest }: ListEntry, at: number): void {
    let end = at + 1;
    for (const word of rest) {
      const next = this.startsAfter(end).find((start) => this.#is(start, word));
      if (next === undefined) return;
      end = next + 1;
    }
    const spans = this.#lists.get(list);
    if (spans) spans.push([at, end]);
    else this.#lists.set(list, [[at, end]]);
  }

  #is(at: number, pattern: string): boolean {
    const forms = this.words[at]?.forms;
    if (!forms) return false;
    if (!pattern.endsWith('*')) return forms.includes(pattern);
    return forms.some((form) => form.startsWith(pattern.slice(0, -1)));
  }
}

const NO_SPANS: Span[] = [];
