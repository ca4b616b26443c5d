/** A message as the model reads it: `whole`, and every sentence and stretch of it where there are several. */
export type Passages = { whole: string[]; parts: string[][] };

/** Longer words are cut: nobody writes them, and a pasted blob must not cost time. */
const LONGEST_WORD = 40;
/** A stretch of a long sentence, and how far on the next one begins. */
const STRETCH_WORDS = 20;
const STRETCH_STEP = 10;
const LONGER = 30;
/** A text of more words is read in stretches only. */
const LONGEST_WHOLE = 400;

/** Marks count as words: what is asked and what is told differ by one. */
export function readPassages(text: string): Passages {
  const whole = (fold(text.trim()).match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD));
  if (whole.length > LONGEST_WHOLE) return { whole: [], parts: stretchesOf(whole) };
  const sentences = sentencesOf(whole);
  const parts = sentences.flatMap((words) =>
    words.length > LONGER ? stretchesOf(words) : [words],
  );
  return { whole, parts: parts.length > 1 ? parts : [] };
}

function sentencesOf(words: readonly string[]): string[][] {
  const sentences: string[][] = [[]];
  for (const word of words) {
    sentences.at(-1)?.push(word);
    if (SENTENCE_END.has(word)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 1);
}

function stretchesOf(words: readonly string[]): string[][] {
  const stretches: string[][] = [];
  for (let from = 0; from < words.length - STRETCH_STEP; from += STRETCH_STEP) {
    stretches.push(words.slice(from, from + STRETCH_WORDS));
  }
  return stretches;
}

/**
 * Lower case, no accents, no apostrophes, letters of other alphabets as the Latin ones they look like, drawn-out letters
 * once. The rules' own folding is not used: a fault in it must not blind both.
 */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(UNWRITTEN, '')
    .toLowerCase()
    .replace(LOOKALIKE, (letter) => LATIN[LOOKALIKES.indexOf(letter)] ?? letter)
    .replace(DRAWN_OUT, '$1');
}

/** Cyrillic and Greek, each above the Latin letter it is taken for. */
const LOOKALIKES = 'авекмнорстухіјѕԁԛԝһӏαβεηικνορτυχωѡ';
const LATIN = 'abekmhopctyxijsdqwhlabenikvoptuxww';
const LOOKALIKE = new RegExp(`[${LOOKALIKES}]`, 'g');
const DRAWN_OUT = /(\p{L})\1{2,}/gu;

const UNWRITTEN = /[\p{M}\p{Cf}'’‘`´]/gu;
const WORD = /[\p{L}\p{N}]+|[%$?!,;:.\n]|\p{Extended_Pictographic}/gu;
const SENTENCE_END = new Set(['?', '!', ';', '.', '\n']);
