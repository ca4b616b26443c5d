import type { AnswerContent } from '../../domain/answer.ts';
import { HOUR_MS } from '../../shared/clock.ts';
import type { Finding, LintProblem } from './lint-problem.ts';

/** An approval lasts 12 months, and 6 where laws and insurers may have changed (fact base 26). */
const MOST_MONTHS = 12;
const MOST_MONTHS_OF_LAW = 6;
const OF_LAW = /^(?:insurance\..*|evidence\.(?:legal|employment|travel))$/;

/** How many months an answer to these questions may stand until somebody reads it again. */
export function mostMonths(intents: readonly string[]): number {
  return lawfulOf(intents) === undefined ? MOST_MONTHS : MOST_MONTHS_OF_LAW;
}

function lawfulOf(intents: readonly string[]): string | undefined {
  return intents.find((intent) => OF_LAW.test(intent));
}

export function checkInterval({
  intents,
  reviewEveryMonths,
}: Pick<AnswerContent, 'intents' | 'reviewEveryMonths'>): Finding[] {
  const lawful = lawfulOf(intents);
  const most = mostMonths(intents);
  if (reviewEveryMonths <= most) return [];
  const why = lawful === undefined ? '' : ` for ${lawful}, as law and insurance change`;
  const problem = `Let it be reviewed every ${most} months or more often${why}.`;
  return [{ rule: 'review_interval', problem }];
}

/** Nobody looked at a source on a day that has not come; tomorrow may have come elsewhere. */
export function lintDates({ sources }: Pick<AnswerContent, 'sources'>, at: string): LintProblem[] {
  const tomorrow = new Date(Date.parse(at) + 24 * HOUR_MS).toISOString().slice(0, 10);
  return sources
    .filter(({ checked }) => checked > tomorrow)
    .map(({ checked }) => ({
      field: 'sources',
      rule: 'source_date',
      problem:
        'A source was looked at in the future. Write the day on which somebody looked at it.',
      excerpt: checked,
    }));
}
