import { foldText } from '../text/fold-text.ts';
import type { Passage, Span } from './passage.ts';

/**
 * Finds every place of a passage that a cue's pattern describes. It finds none in a passage that holds nothing of
 * `needs`: words, prefixes with their `*`, lists in their braces.
 */
type Finder = ((passage: Passage) => Span[]) & { readonly needs: ReadonlySet<string> };

function finder(needs: ReadonlySet<string>, find: (passage: Passage) => Span[]): Finder {
  return Object.assign(find, { needs });
}

/** Of two sets of which both must be met, the one that is met more rarely. */
function rarer(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return b.size < a.size ? b : a;
}

/**
 * A pattern is all its conjuncts: each must be somewhere in the passage. The language, for people who read cues:
 *
 *   chest pain          these words in this order ("really", "just" and the like may stand between)
 *   vomit*              every word that starts so
 *   {chest}             any entry of the list `chest`
 *   (a | b c | {d})     either of these
 *   word?  (a b)?       may be missing
 *   a ~4 b              both, in any order, at most four words between
 *   a >4 b              a before b, at most four words between
 *   a & b               both, anywhere
 *   # #year #under18 #pressure #time   digits, a year, 1 to 17, 165/100, 8pm
 */
export type Pattern = {
  source: string;
  conjuncts: Finder[];
  /** All it names: words, prefixes with their `*`, lists in their braces. */
  names: ReadonlySet<string>;
};

class CuePatternError extends Error {
  readonly code = 'cue_pattern_invalid';
}

export function parsePattern(source: string, knownLists: ReadonlySet<string>): Pattern {
  const reader = new PatternReader(source, knownLists);
  const conjuncts = [reader.chain()];
  while (reader.take('&')) conjuncts.push(reader.chain());
  reader.expectEnd();
  const names = new Set(lexemes(source).filter((lexeme) => /^[#{a-z0-9]/.test(lexeme)));
  return { source, conjuncts, names };
}

/** The plain words of a pattern, for the spelling lexicon. */
export function wordsOfPattern(source: string): string[] {
  return lexemes(source).filter((lexeme) => /^[a-z]+$/.test(lexeme));
}

/** Patterns and list entries are folded as messages are, so `¿cuánto?` and `cant` can be written as people say them. */
export function foldPattern(source: string): string {
  return foldText(source).replaceAll("'", '').replaceAll('-', ' ');
}

const LEXEME = /\{[a-z0-9_]+\}|[()|&?]|[~>]\d+|#[a-z0-9]*|[a-z0-9]+\*?/g;

function lexemes(source: string): string[] {
  return foldPattern(source).match(LEXEME) ?? [];
}

class PatternReader {
  readonly #source: string;
  readonly #lexemes: string[];
  readonly #lists: ReadonlySet<string>;
  #at = 0;

  constructor(source: string, lists: ReadonlySet<string>) {
    this.#source = source;
    this.#lists = lists;
    this.#lexemes = lexemes(source);
    const read = this.#lexemes.join('');
    if (read !== foldPattern(source).replaceAll(/\s/g, ''))
      this.#fail('it holds signs that mean nothing');
  }

  take(lexeme: string): boolean {
    if (this.#lexemes[this.#at] !== lexeme) return false;
    this.#at += 1;
    return true;
  }

  expectEnd(): void {
    if (this.#at < this.#lexemes.length)
      this.#fail(`"${this.#lexemes[this.#at]}" stands where nothing may`);
  }

  chain(): Finder {
    let left = this.#phrase();
    for (;;) {
      const link = /^([~>])(\d+)$/.exec(this.#lexemes[this.#at] ?? '');
      if (!link) return left;
      this.#at += 1;
      left = near({ left, right: this.#phrase(), gap: Number(link[2]), ordered: link[1] === '>' });
    }
  }

  #phrase(): Finder {
    let phrase: Finder | undefined;
    const leading: Finder[] = [];
    while (this.#startsElement()) {
      const element = this.#element();
      const optional = this.take('?');
      if (phrase) phrase = follow(phrase, element, optional);
      else if (optional) leading.push(element);
      else phrase = leading.reduceRight((next, first) => maybeBefore(first, next), element);
    }
    return phrase ?? this.#fail('a part of it is empty or all optional');
  }

  #startsElement(): boolean {
    const lexeme = this.#lexemes[this.#at];
    return lexeme !== undefined && !/^[)|&?]$|^[~>]\d+$/.test(lexeme);
  }

  #element(): Finder {
    const lexeme = this.#lexemes[this.#at] ?? '';
    this.#at += 1;
    if (lexeme === '(') return this.#group();
    if (lexeme.startsWith('{')) return this.#list(lexeme.slice(1, -1));
    const needs = new Set([lexeme]);
    if (!lexeme.endsWith('*')) return finder(needs, (passage) => passage.ofWord(lexeme));
    return finder(needs, (passage) => passage.ofPrefix(lexeme.slice(0, -1)));
  }

  #group(): Finder {
    const options = [this.chain()];
    while (this.take('|')) options.push(this.chain());
    if (!this.take(')')) this.#fail('a bracket is not closed');
    const needs = new Set(options.flatMap((option) => [...option.needs]));
    return finder(needs, (passage) => sorted(allOf(options, passage)));
  }

  #list(name: string): Finder {
    if (!this.#lists.has(name)) this.#fail(`there is no list {${name}}`);
    return finder(new Set([`{${name}}`]), (passage) => passage.ofList(name));
  }

  #fail(problem: string): never {
    throw new CuePatternError(
      `Cue pattern "${this.#source}": ${problem}. Mend it in src/safety/cues/.`,
    );
  }
}

function allOf(options: readonly Finder[], passage: Passage): Span[] {
  const spans: Span[] = [];
  for (const option of options) {
    for (const span of option(passage)) spans.push(span);
  }
  return spans;
}

/** `left` and then `right`, with nothing between but fillers. */
function follow(left: Finder, right: Finder, optional: boolean): Finder {
  const needs = optional ? left.needs : rarer(left.needs, right.needs);
  return finder(needs, (passage) => {
    if (!optional && !passage.mayHold(right.needs)) return NOTHING;
    const lefts = left(passage);
    if (lefts.length === 0) return NOTHING;
    const ends = endsByStart(right(passage));
    const joined = lefts.flatMap(([start, end]) =>
      passage
        .startsAfter(end)
        .flatMap((next) => (ends.get(next) ?? []).map((stop) => [start, stop] as const)),
    );
    return optional ? sorted([...lefts, ...joined]) : joined;
  });
}

/** `next`, taken together with `first` where that stands right before it. */
function maybeBefore(first: Finder, next: Finder): Finder {
  const both = follow(first, next, false);
  return finder(next.needs, (passage) => {
    const plain = next(passage);
    return plain.length === 0 ? NOTHING : sorted([...both(passage), ...plain]);
  });
}

type Near = { left: Finder; right: Finder; gap: number; ordered: boolean };

/** Pairs each `left` with the nearest `right` on either side, so that the work stays linear. */
function near({ left, right, gap, ordered }: Near): Finder {
  return finder(rarer(left.needs, right.needs), (passage) => {
    if (!passage.mayHold(right.needs)) return NOTHING;
    const lefts = left(passage);
    if (lefts.length === 0) return NOTHING;
    const rights = right(passage);
    return sorted(lefts.flatMap((one) => pairsOf(one, rights, { gap, ordered })));
  });
}

function pairsOf(
  left: Span,
  rights: Span[],
  { gap, ordered }: { gap: number; ordered: boolean },
): Span[] {
  const after = rights[firstFrom(rights, left[1])];
  const pairs: Span[] = [];
  if (after && after[0] - left[1] <= gap) pairs.push([left[0], after[1]]);
  if (ordered) return pairs;
  const before = lastEndingBy(rights, left[0], gap);
  if (before) pairs.push([before[0], left[1]]);
  return pairs;
}

/** Index of the first span that starts at `start` or later. */
function firstFrom(spans: Span[], start: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest span that ends at or before `end`, with at most `gap` words between. */
function lastEndingBy(spans: Span[], end: number, gap: number): Span | undefined {
  for (let i = firstFrom(spans, end) - 1; i >= 0; i -= 1) {
    const span = spans[i];
    if (!span || span[0] < end - gap - LONGEST_PHRASE) return undefined;
    if (span[1] <= end && end - span[1] <= gap) return span;
  }
  return undefined;
}

const LONGEST_PHRASE = 12;
const NOTHING: Span[] = [];

function endsByStart(spans: Span[]): Map<number, number[]> {
  const ends = new Map<number, number[]>();
  for (const [start, end] of spans) {
    const known = ends.get(start);
    if (!known) ends.set(start, [end]);
    else if (!known.includes(end)) known.push(end);
  }
  return ends;
}

function sorted(spans: Span[]): Span[] {
  return spans.length < 2 ? spans : spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
