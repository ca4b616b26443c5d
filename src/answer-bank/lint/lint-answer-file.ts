import type { AnswerFile, FileProblem } from '../files/answer-file.ts';
import { lintDates } from './check-upkeep.ts';
import { lintContent } from './lint-content.ts';
import type { LintProblem } from './lint-problem.ts';
import { fold } from './words/fold.ts';

/** A lint problem with its place in a file. */
export type LintedLine = FileProblem & Omit<LintProblem, 'field' | 'problem'>;

/** `at`: now, by the caller's clock. */
export function lintAnswerFile(answer: AnswerFile, at: string): LintedLine[] {
  const { content, locale } = answer;
  return [...lintContent(content, locale), ...lintDates(content, at)].map((problem) => ({
    ...problem,
    file: answer.file,
    line: lineOf(problem, answer),
  }));
}

/** The line of the text that holds the excerpt; the field's first line where no single line does. */
function lineOf({ field, excerpt }: LintProblem, { lines, content }: AnswerFile): number {
  const first = lines[field] ?? 1;
  if (field !== 'text' || excerpt === undefined) return first;
  const index = content.text.split('\n').findIndex((line) => fold(line).includes(fold(excerpt)));
  return index === -1 ? first : first + index;
}
