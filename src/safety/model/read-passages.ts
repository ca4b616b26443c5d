/** Words past this length are cut: nobody writes them, and a pasted blob must not cost time. */
const LONGEST_WORD = 40;
/** A stretch of a longer message, and how far the next one lies ahead. */
const WINDOW_WORDS = 14;
const WINDOW_STEP = 7;

/**
 * The words of a message as the model reads them: whole, each sentence, and overlapping stretches when it is long. A
 * sign of danger in the middle of a long story is as loud in its stretch as it would be alone.
 */
export function readPassages(text: string): string[][] {
  const sentences = fold(text)
    .split(SENTENCE_END)
    .map((sentence) => (sentence.match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD)))
    .filter((words) => words.length > 0);
  const whole = sentences.flat();
  if (whole.length === 0) return [];
  const passages = whole.length > WINDOW_WORDS * 1.5 ? windowsOf(whole) : [whole];
  return sentences.length > 1 ? [...passages, ...sentences.filter(isShort)] : passages;
}

function isShort(words: string[]): boolean {
  return words.length > 1 && words.length <= WINDOW_WORDS * 1.5;
}

function windowsOf(words: string[]): string[][] {
  const windows: string[][] = [];
  for (let from = 0; from < words.length - WINDOW_STEP; from += WINDOW_STEP) {
    windows.push(words.slice(from, from + WINDOW_WORDS));
  }
  return windows;
}

/** Lower case, no accents, no apostrophes. The rules' own folding is left alone: a fault in it must not blind both. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(UNWRITTEN, '').toLowerCase();
}

const UNWRITTEN = /[\p{M}\p{Cf}'’‘`´]/gu;
const SENTENCE_END = /[?!;\n\r]|\.(?=\s|$)/;
const WORD = /[\p{L}\p{N}]+|[%$]/gu;
