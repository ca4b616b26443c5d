import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import type { Finding } from './lint-problem.ts';
import { type ReadText, wordsOf } from './read-text.ts';

/** So that two answers, a label and the warning stay near the policy's 160 words (policy, section 5). */
export const MOST_WORDS = 75;
export const MOST_WORDS_IN_SENTENCE = 20;
/** Flesch-Kincaid, in US school years (policy, section 9: aim 6, never above 8). */
export const HIGHEST_GRADE = 8;
export const AIMED_GRADE = 6;

type Shown = Pick<ReadText, 'blocks' | 'sentences'>;

export function checkLength({ blocks, sentences }: Shown): Finding[] {
  const words = blocks.reduce((sum, block) => sum + wordsOf(block).length, 0);
  const long = sentences.filter((sentence) => wordsOf(sentence).length > MOST_WORDS_IN_SENTENCE);
  const length: Finding[] =
    words > MOST_WORDS
      ? [{ rule: 'length', problem: `It has ${words} words; ${MOST_WORDS} are the most.` }]
      : [];
  return [
    ...length,
    ...long.map((excerpt) => ({
      rule: 'sentence' as const,
      problem: `A sentence has ${wordsOf(excerpt).length} words; ${MOST_WORDS_IN_SENTENCE} are the most.`,
      excerpt,
    })),
  ];
}

/** English only: no kept library grades Spanish, so there the length of sentences alone is the measure. */
export function checkGrade({ blocks, sentences }: Shown): Finding[] {
  const grade = readingGrade({ blocks, sentences });
  if (!(grade > HIGHEST_GRADE)) return [];
  const problem = `Its reading grade is ${grade.toFixed(1)}; use shorter words (${HIGHEST_GRADE} is the most, ${AIMED_GRADE} the aim).`;
  return [{ rule: 'reading_grade', problem }];
}

/** Flesch-Kincaid in US school years; no number where there are no words. */
export function readingGrade({ blocks, sentences }: Shown): number {
  const words = blocks.flatMap((block) => block.match(/[\p{L}'’]+/gu) ?? []);
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}
