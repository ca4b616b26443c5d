import MiniSearch from 'minisearch';
import { z } from 'zod';

/** A part of a help page under one heading, as the build wrote it down. */
export const HelpPart = z.object({
  /** Where it is, with the anchor of its heading. */
  url: z.string().startsWith('/help/'),
  page: z.string(),
  /** Empty for what stands above the first heading. */
  heading: z.string(),
  text: z.string(),
});
export type HelpPart = z.infer<typeof HelpPart>;

/** `terms`: the words of the part that met the question, in small letters. */
export type FoundPart = HelpPart & { terms: readonly string[] };

const MOST = 12;
/** Letters from which on a slip is forgiven; in shorter words it makes another word. */
const FORGIVEN_FROM = 5;
const SLIPS = 0.2;

/** Looks words up in the help: parts that hold all of them, else those that hold some; best first. */
export function createHelpSearch(parts: readonly HelpPart[]): (words: string) => FoundPart[] {
  const index = new MiniSearch<HelpPart & { id: number }>({
    fields: ['heading', 'page', 'text'],
    searchOptions: {
      boost: { heading: 4, page: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => term.length >= FORGIVEN_FROM && SLIPS,
    },
  });
  index.addAll(parts.map((part, id) => ({ id, ...part })));
  return (words) => {
    const all = index.search(words, { combineWith: 'AND' });
    const found = all.length > 0 ? all : index.search(words);
    return found.slice(0, MOST).flatMap(({ id, terms }) => {
      const part = parts[id];
      return part ? [{ ...part, terms }] : [];
    });
  };
}
