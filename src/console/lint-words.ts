import type { LintProblem } from './wire/answers.ts';

const PLACES: Record<string, string> = { title: 'Title', text: 'Text' };

/** What is wrong, with the field that it is wrong in; what is missing names its field already. */
export function lintWords({ field, rule, problem }: LintProblem): string {
  const place = PLACES[field];
  return place && rule !== 'schema' ? `${place}: ${problem}` : problem;
}
