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
};
export type ListEntry = { list: string; rest: readonly string[] };

/** Words of a message, a line or a window, with everything cues ask of them looked up once. */
export class Passage {
  readonly words: readonly Word[];
  readonly #positions = new Map<string, number[]>();
  readonly #lists = new Map<string, Span[]>();
  readonly #prefixes = new Map<string, Span[]>();
  readonly #fillers: ReadonlySet<string>;

  constructor(words: readonly Word[], lists: WordLists) {
    this.words = words;
    this.#fillers = lists.fillers;
    words.forEach((word, at) => {
      for (const form of word.forms) {
        const known = this.#positions.get(form);
        if (known) known.push(at);
        else this.#positions.set(form, [at]);
      }
    });
    for (const [form, positions] of this.#positions) this.#findListEntries(form, positions, lists);
    for (const spans of this.#lists.values()) spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  /** Every form of every word, once. */
  forms(): Iterable<string> {
    return this.#positions.keys();
  }

  /** Lists of which the passage holds an entry. */
  listNames(): string[] {
    return [...this.#lists.keys()];
  }

  ofWord(word: string): Span[] {
    return (this.#positions.get(word) ?? []).map((at) => [at, at + 1] as const);
  }

  ofList(name: string): Span[] {
    return this.#lists.get(name) ?? [];
  }

  ofPrefix(prefix: string): Span[] {
    const before = this.#prefixes.get(prefix);
    if (before) return before;
    const found: Span[] = [];
    for (const [form, positions] of this.#positions) {
      if (form.startsWith(prefix)) found.push(...positions.map((at) => [at, at + 1] as const));
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
      if (word === undefined || !this.#fillers.has(word)) break;
      starts.push(at + 1);
    }
    return starts;
  }

  #findListEntries(form: string, positions: number[], lists: WordLists): void {
    const whole = lists.byFirstWord.get(form) ?? [];
    const begun = (lists.byPrefix.get(form.slice(0, 3)) ?? []).filter((e) =>
      form.startsWith(e.prefix),
    );
    for (const entry of [...whole, ...begun]) {
      for (const at of positions) this.#addEntry(entry, at);
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
