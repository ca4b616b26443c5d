import { GIVEN_NAMES, NOT_FIRST_NAMES, NOT_NAMES } from './name-words.ts';

/** How many words from the first on belong to a name. Particles such as "de la" count when a name follows them. */
export function leading(words: string[], fits: (word: string) => boolean): number {
  let length = 0;
  for (const [index, word] of words.entries()) {
    if (index > 0 && PARTICLE.test(word)) continue;
    if (!fits(word) || isOrdinary(word, index)) break;
    length = index + 1;
  }
  return length;
}

const PARTICLE = /^(?:de|la|las|los|del|van|von|da|di)$/;

export const isGiven = (word = ''): boolean => GIVEN_NAMES.has(folded(word));

/** A given name is a name even where it is a word too: "Rosa", "Mercedes". */
const isOrdinary = (word: string, index: number): boolean =>
  !isGiven(word) &&
  (NOT_NAMES.has(folded(word)) || (index === 0 && NOT_FIRST_NAMES.has(folded(word))));

/** Endings of what people are or do, in both languages: "struggling", "worried", "desesperada", "American". */
export const isVerbLike = (word: string): boolean =>
  !isGiven(word) &&
  /(?:ing|ed|ly|ican|ish|ese|ive|ous|less|ful|[ai]ndo|mente|[ai]d[ao]s?|ica|ico)$/.test(
    folded(word),
  );

export function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}|['’]s$|['’.]/gu, '')
    .toLowerCase();
}
