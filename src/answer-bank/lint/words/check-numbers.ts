import type { Finding } from '../lint-problem.ts';
import { allowedTimesPattern, createDoseFinder } from './find-dose.ts';
import { fold } from './fold.ts';
import type { DoseWords } from './load-lint-rules.ts';

/**
 * Finds amounts and schedules, in figures or in words, and every other figure that an answer may not hold. `hidden` is
 * text that some channels show, such as the address of a link: amounts are refused there, other figures are not.
 */
export function createNumberChecks(
  words: DoseWords,
): (shown: string, hidden?: string) => Finding[] {
  const findDose = createDoseFinder(words);
  const allowedTimes = allowedTimesPattern(words);
  const numbers = words.helpLines.map(({ number }) => number).join('|');
  const helpLines = new RegExp(`(?<![\\d-])(?:${numbers})(?!-?\\d|[.,/]\\d)`, 'g');
  return (shown, hidden = '') => [
    ...findDose(`${shown} ${hidden}`).map(({ what, excerpt }) => ({
      rule: 'dose' as const,
      problem: `It can be read as ${what}; only a prescriber says that.`,
      excerpt,
    })),
    ...findDigits(fold(shown).replace(helpLines, ';').replace(allowedTimes, ';')),
  ];
}

function findDigits(text: string): Finding[] {
  const excerpt = /(?<!\S)[^\s\p{N}]*\p{N}\S*/u.exec(text)?.[0];
  if (excerpt === undefined) return [];
  const problem =
    'No figures but 24 hours, 2 hours and the help lines; the clinic’s own numbers are slots.';
  return [{ rule: 'digit', problem, excerpt }];
}
