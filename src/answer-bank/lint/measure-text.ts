import type { Locale } from '../../domain/ids.ts';
import {
  AIMED_GRADE,
  HIGHEST_GRADE,
  MOST_WORDS,
  MOST_WORDS_IN_SENTENCE,
  readingGrade,
} from './check-length.ts';
import { type ReadText, readText, wordsOf } from './read-text.ts';
import { renderings } from './renderings.ts';

type Measured = { is: number; most: number };

/** Length and difficulty of a text as it is shown; `grade` in US school years, for English alone. */
type TextMeasures = {
  words: Measured;
  longestSentence: Measured;
  grade: (Measured & { aim: number }) | null;
};

/** What the lint measures, in figures: the worst of every way in which the text can come out. */
export function measureText(markdown: string, locale: Locale): TextMeasures {
  const ways = renderings(markdown, locale);
  const long = ways.map((way) => readText(way.longest, locale));
  const grades = ways.map((way) => readingGrade(readText(way.marked, locale)));
  const grade = locale === 'en' ? Math.max(...grades) : Number.NaN;
  return {
    words: { is: Math.max(...long.map(wordCount)), most: MOST_WORDS },
    longestSentence: { is: Math.max(...long.map(longestSentence)), most: MOST_WORDS_IN_SENTENCE },
    grade: Number.isFinite(grade) ? { is: grade, aim: AIMED_GRADE, most: HIGHEST_GRADE } : null,
  };
}

function wordCount({ blocks }: ReadText): number {
  return blocks.reduce((sum, block) => sum + wordsOf(block).length, 0);
}

function longestSentence({ sentences }: ReadText): number {
  return Math.max(0, ...sentences.map((sentence) => wordsOf(sentence).length));
}
