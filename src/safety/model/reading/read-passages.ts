/** Longer words are cut: nobody writes them, and a pasted blob must not cost time. */
const LONGEST_WORD = 40;
/** A stretch of a long sentence, and how far on the next one begins. */
const STRETCH_WORDS = 14;
const STRETCH_STEP = 7;
const LONGER = 21;
/** A text of more words is read in stretches only. */
const LONGEST_WHOLE = 400;

/**
 * The words of a message as the model reads them: the whole first, then each of several sentences, and overlapping
 * stretches of a long one. A sign of danger in the middle of a long story is as loud in its stretch as it would be alone.
 */
export function readPassages(text: string): string[][] {
  const sentences = fold(text)
    .split(SENTENCE_END)
    .map((sentence) => (sentence.match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD)))
    .filter((words) => words.length > 0);
  const whole = sentences.flat();
  if (whole.length === 0) return [];
  const parts = sentences.flatMap(partsOf).filter((words) => words.length < whole.length);
  return [...(whole.length <= LONGEST_WHOLE ? [whole] : partsOf(whole)), ...parts];
}

function partsOf(sentence: string[]): string[][] {
  if (sentence.length === 1) return [];
  if (sentence.length <= LONGER) return [sentence];
  const stretches: string[][] = [];
  for (let from = 0; from < sentence.length - STRETCH_STEP; from += STRETCH_STEP) {
    stretches.push(sentence.slice(from, from + STRETCH_WORDS));
  }
  return stretches;
}

/** Lower case, no accents, no apostrophes. The rules' own folding is not used: a fault in it must not blind both. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(UNWRITTEN, '').toLowerCase();
}

const UNWRITTEN = /[\p{M}\p{Cf}'’‘`´]/gu;
const SENTENCE_END = /[?!;\n\r]|\.(?=\s|$)/;
const WORD = /[\p{L}\p{N}]+|[%$]/gu;
