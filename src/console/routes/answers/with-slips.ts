import MiniSearch from 'minisearch';

/** Letters from which on a slip is forgiven; in shorter words it makes another word. */
const FORGIVEN_FROM = 5;
const SLIPS = 0.25;

/** Which of the texts hold all words when slips of the pen are forgiven: "drivign" finds "driving". */
export function withSlips(words: readonly string[], texts: readonly string[]): number[] {
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  index.addAll(texts.map((text, id) => ({ id, text })));
  const found = index.search(words.join(' '), {
    combineWith: 'AND',
    prefix: true,
    fuzzy: (term) => term.length >= FORGIVEN_FROM && SLIPS,
  });
  return found.map(({ id }) => id as number);
}
