import { ClinicFacts } from '../../domain/clinic.ts';
import { Locale } from '../../domain/ids.ts';
import { createDoseFinder } from '../lint/words/find-dose.ts';
import { createPhraseFinder } from '../lint/words/find-phrases.ts';
import { loadLintRules } from '../lint/words/load-lint-rules.ts';

/** What is wrong with one fact, by the path of its field. */
export type FactProblem = { field: string; problem: string };

const RULES = loadLintRules();
const findDose = createDoseFinder(RULES.dose);
const findPhrases = createPhraseFinder(RULES.phrases);

/** All that keeps these facts from being written down; names are read like the words of an answer, since patients read them. */
export function factProblems(raw: unknown): FactProblem[] {
  const parsed = ClinicFacts.safeParse(raw);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      problem: message,
    }));
  }
  const { name, plans = [] } = parsed.data;
  const names = [
    ...(name === undefined ? [] : [{ field: 'name', text: name }]),
    ...plans.map((text, index) => ({ field: `plans.${index}`, text })),
  ];
  return names.flatMap(({ field, text }) => [
    ...findDose(text).map(({ what }) => ({ field, problem: `it can be read as ${what}` })),
    ...forbiddenIn(text).map((problem) => ({ field, problem })),
  ]);
}

/** A name is read in answers of either language. */
function forbiddenIn(text: string): string[] {
  const found = Locale.options.flatMap((locale) => findPhrases(text, locale));
  return [...new Set(found.map(({ problem }) => problem))];
}
