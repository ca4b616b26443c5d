import { PorterStemmer, PorterStemmerEs } from 'natural/lib/natural/stemmers/index.js';
import { AggressiveTokenizer } from 'natural/lib/natural/tokenizers/index.js';

const tokenizer = new AggressiveTokenizer();

/** Words that Spanish messages are full of and English ones hardly hold; accents are folded already. */
const SPANISH_WORDS = new Set(
  (
    'el la los las un una unos unas y o de del al que en con por para se me mi mis te tu su sus le les lo nos es son ' +
    'esta estan estoy soy fue ser hay como cuando donde cual cuanto cuanta cuantos cuantas quien porque pero si ya ' +
    'muy mas tambien despues antes puedo puede tengo tiene quiero necesito hace hacer voy va ir dia esto eso este ese ' +
    'hola gracias buenos buenas usted ustedes sin sobre desde hasta'
  ).split(' '),
);

/** Remembers stems: natural takes 3 to 10 µs a word, and messages share most of theirs. */
const MOST_STEMS = 20_000;

export type Words = { plain: string[]; stems: string[] };

/**
 * Turns a message into its words, without accents and apostrophes, and their stems in the message's language. `repair` may
 * put another word in the place of one that is misspelt.
 */
export function createWordReader(
  repair: (word: string) => string = (word) => word,
): (text: string) => Words {
  const english = new Map<string, string>();
  const spanish = new Map<string, string>();
  return (text) => {
    const plain = tokenizer.tokenize(foldText(text)).map(repair);
    const isSpanish = looksSpanish(plain);
    const known = isSpanish ? spanish : english;
    const stem = isSpanish ? stemSpanish : PorterStemmer.stem;
    return { plain, stems: plain.map((word) => remember(known, word, stem)) };
  };
}

/** Lower case, no accents, no apostrophes: how hurried people type anyway. */
function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`´]/g, '')
    .toLowerCase()
    .replace(/[/-]/g, ' ');
}

function looksSpanish(words: string[]): boolean {
  let found = 0;
  for (const word of words) if (SPANISH_WORDS.has(word)) found += 1;
  return found * 4 > words.length;
}

function stemSpanish(word: string): string {
  return PorterStemmerEs.stem(word);
}

function remember(
  known: Map<string, string>,
  word: string,
  stem: (word: string) => string,
): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = stem(word);
  if (known.size >= MOST_STEMS) known.clear();
  known.set(word, found);
  return found;
}
