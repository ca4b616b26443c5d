import { foldText } from './fold-text.ts';

/** One word of a message as the detectors see it. */
export type Word = {
  /** The word itself first, then other readings of it: repaired spelling, leetspeak undone, classes such as `#`. */
  forms: string[];
  /** Counts up at commas, full stops and line breaks: a "no" reaches to the end of its clause only. */
  clause: number;
  /** Counts up at full stops, question marks and line breaks. */
  sentence: number;
  line: number;
};

/** Other readings of one word; none when the word is plain. */
export type Reread = (word: string) => string[];

export type Shorthand = ReadonlyMap<string, string[]>;

/** Splits a message into words: units parted from numbers, abbreviations joined, shorthand written out. */
export function readWords(text: string, shorthand: Shorthand, reread: Reread): Word[] {
  const words: Word[] = [];
  let clause = 0;
  let sentence = 0;
  const readPiece = (piece: string, line: number): void => {
    if (SENTENCE_END.test(piece)) sentence += 1;
    if (CLAUSE_END.test(piece)) clause += 1;
    else
      for (const word of writeOut(piece, shorthand))
        push(words, { word, clause, sentence, line, reread });
  };
  foldText(text)
    .replace(APOSTROPHED, (word) => shorthand.get(word)?.join(' ') ?? word)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .forEach((line, number) => {
      clause += 1;
      sentence += 1;
      for (const piece of joinLetters(pieces(line))) readPiece(piece, number);
    });
  return words;
}

type NewWord = Omit<Word, 'forms'> & { word: string; reread: Reread };

/** Looked up before the apostrophe goes: `od'd` would be "odd". */
const APOSTROPHED = /[a-z]+'[a-z]+/g;

/** A word said over and over counts three times: flooding must not cost time. */
function push(words: Word[], { word, reread, ...place }: NewWord): void {
  const [a, b, c] = [words.at(-1), words.at(-2), words.at(-3)];
  if (a?.forms[0] === word && b?.forms[0] === word && c?.forms[0] === word) return;
  words.push({ forms: [...new Set([word, ...classesOf(word), ...reread(word)])], ...place });
}

const CLAUSE_END = /^[.,;:!?()]$/;
const SENTENCE_END = /^[.;!?]$/;

/** Words, numbers and the marks that end a clause. */
function pieces(line: string): string[] {
  const plain = line
    .replace(DOTTED, (abbreviation) => abbreviation.replaceAll('.', ''))
    .replaceAll("'", '')
    .replaceAll('%', ' percent ')
    .replaceAll('$', ' dollar ')
    .replaceAll('&', ' and ')
    .replaceAll('¿', ' ')
    .replaceAll('¡', ' ');
  return (plain.match(PIECE) ?? []).flatMap(partUnit);
}

/** `m.g.`, `p.m`, `i.v.`: single letters with dots between them. */
const DOTTED = /(?<![a-z0-9])(?:[a-z]\.){1,5}[a-z](?![a-z0-9])\.?/g;
/** Blood pressure 165/100, decimals and thousands, clock times, words with digits or stars in them, marks. */
const PIECE =
  /(?<![\d/])\d{2,3}\/\d{2,3}(?![\d/])|\d{1,2}:\d\d|\d+(?:[.,]\d+)*[a-z]*|\.\d+|[a-z@!*0-9]*[a-z][a-z@*0-9]*|\p{L}+|[.,;:!?()]/gu;

const UNITS =
  /^(\d[\d.,]*)(mgs?|mcgs?|ug|mls?|ccs?|gm?s?|grams?|kgs?|kilos?|lbs?|pounds?|ius?|x|h|hrs?|hours?|mins?|secs?|days?|d|wks?|weeks?|months?|yo|yr?s?|years?|anos?|sprays?|puffs?|pills?|tabs?|caps?|drops?|troches?|lozenges?|doses?|squirts?|vials?|percent|pastillas?|gotas?|horas?|k)$/;

/** `3mg` is `3 mg`; `5k` and `401k` stay whole, because that k is seldom the drug. */
function partUnit(piece: string): string[] {
  const found = UNITS.exec(piece);
  if (!found?.[1] || !found[2] || found[2] === 'k') return [piece];
  return [found[1].replace(/[.,]$/, ''), found[2]];
}

/** `m g` is `mg`; three and more single letters spell one word (`k m s`), unless all are shorthand (`u r a`). */
function joinLetters(pieces: string[]): string[] {
  const joined: string[] = [];
  let run: string[] = [];
  const close = () => {
    const word = run.join('');
    const spelled = run.length > 2 && !/^[aiurknyqwbxo]+$/.test(word);
    joined.push(...(spelled || SPACED_UNIT.test(word) ? [word] : run));
    run = [];
  };
  for (const piece of pieces) {
    if (/^[a-z]$/.test(piece)) run.push(piece);
    else {
      close();
      joined.push(piece);
    }
  }
  close();
  return joined;
}

const SPACED_UNIT = /^(mg|ml|cc|ug|kg|iv|im)$/;

function writeOut(piece: string, shorthand: Shorthand): string[] {
  const word = collapse(piece);
  return shorthand.get(word) ?? [word];
}

/** `pleeeease` is `pleease`: three or more of one letter become two; spelling repair does the rest. */
function collapse(piece: string): string {
  return piece.replace(/([a-z])\1{2,}/g, '$1$1').replace(/[!@*]+$/, '');
}

/** Pseudo-words that cues may name: `#` any digits, `#year`, `#under18`, `#pressure` (165/100), `#time` (8pm). */
function classesOf(word: string): string[] {
  if (/^([7-9]\d|[12]\d\d)\/\d{2,3}$/.test(word)) return ['#pressure'];
  if (/^(\d{1,2}:\d\d|\d{1,2}(am|pm))$/.test(word)) return ['#time'];
  if (!/^\.?\d[\d.,]*$/.test(word)) return [];
  const value = Number(word.replace(',', '.'));
  const classes = ['#'];
  if (/^(19[4-9]\d|20[0-3]\d)$/.test(word)) classes.push('#year');
  if (/^\d{1,2}$/.test(word) && value >= 1 && value <= 17) classes.push('#under18');
  return classes;
}
