import { contentHash } from './content-hash.ts';
import {
  type AnswerFile,
  AnswerFileError,
  type FileProblem,
  translatesOf,
} from './files/answer-file.ts';
import { readAnswerFolder } from './files/read-answer-folder.ts';
import { SOURCE_LOCALE } from './translation.ts';

/** An intent of the catalogue, as far as the bank needs it. `staffOnly`: staff get it whether or not it has an answer. */
export type BankIntent = { id: string; staffOnly: boolean };

/** Said by a fixed block of the policy: no answer of the bank belongs to them. */
const WITHOUT_ANSWER = /^(?:human|out_of_scope)\.|^smalltalk\.(?:greeting|thanks)$/;

/**
 * Reads the answers of a folder. Throws one `AnswerFileError` that names every mistake of every file: schema, ids that
 * occur twice, intents that do not exist or have two answers, and intents that nobody answers. A translation of other
 * English words than are there is read all the same: it is seeded as a draft.
 */
export function loadStarterBank(folder: string, intents: readonly BankIntent[]): AnswerFile[] {
  const { answers, problems } = checkStarterBank(folder, intents);
  if (problems.length > 0) throw new AnswerFileError(problems);
  return answers;
}

/** The same, as values: what can be read, every mistake, and every translation that is not of the English words there. */
export function checkStarterBank(
  folder: string,
  intents: readonly BankIntent[],
): { answers: AnswerFile[]; problems: FileProblem[]; outdated: FileProblem[] } {
  const { answers, problems } = readAnswerFolder(folder);
  const refused = new Set(problems.map(({ file }) => file));
  const known = new Set(intents.map(({ id }) => id));
  const missing = gaps(answers, intents).filter(({ file }) => !refused.has(file));
  return {
    answers,
    problems: [...problems, ...intentProblems(answers, known), ...missing],
    outdated: translationProblems(answers, englishAmong(answers)),
  };
}

/** English words of an answer, and where one reads them. */
export type EnglishWords = { contentHash: string; where: string };

/** Finds the English file of the same id. */
export function englishAmong(answers: readonly AnswerFile[]) {
  const english = new Map(
    answers.flatMap((answer) => (answer.locale === SOURCE_LOCALE ? [[answer.id, answer]] : [])),
  );
  return ({ id }: AnswerFile): EnglishWords | undefined => {
    const file = english.get(id);
    return file && { contentHash: contentHash(file.content), where: file.file };
  };
}

/** A translation names the English words that it says; words that changed since leave it behind. */
export function translationProblems(
  answers: readonly AnswerFile[],
  englishOf: (translation: AnswerFile) => EnglishWords | undefined,
): FileProblem[] {
  return answers.flatMap((answer) => {
    const problem =
      answer.locale === SOURCE_LOCALE
        ? answer.translates && 'is for translations: take it out of this English file'
        : translationProblem(answer, englishOf(answer));
    if (!problem) return [];
    const line = answer.lines.translates ?? 1;
    return [{ file: answer.file, line, field: 'translates', problem }];
  });
}

function translationProblem(
  { translates }: AnswerFile,
  english: EnglishWords | undefined,
): string | undefined {
  if (!english) return translates && 'names English words, but there is no English file of this id';
  const now = translatesOf(english.contentHash);
  if (translates === now) return undefined;
  const why =
    translates === undefined
      ? 'is missing, so nobody can tell whether this says the same as the English file'
      : 'names earlier English words: the English file has changed since';
  return `${why}. Read this file against ${english.where}, mend it, then write translates: "${now}"`;
}

/** Intents that do not exist, have a fixed reply, or are answered by a file before. */
export function intentProblems(
  answers: readonly AnswerFile[],
  known: Pick<ReadonlySet<string>, 'has'>,
): FileProblem[] {
  const answeredBy = new Map<string, string>();
  return answers.flatMap(({ content, locale, file, lines }) =>
    content.intents.flatMap((id, index) => {
      const key = `${locale} ${id}`;
      const other = answeredBy.get(key);
      answeredBy.set(key, other ?? file);
      const problem = known.has(id) ? intentProblem(id, other) : 'is no intent of the catalogue';
      return problem
        ? [{ file, line: lines.intents ?? 1, field: `intents.${index}`, problem }]
        : [];
    }),
  );
}

function intentProblem(id: string, other: string | undefined): string | undefined {
  if (WITHOUT_ANSWER.test(id)) return 'is an intent with a fixed reply';
  return other === undefined ? undefined : `is answered by ${other} as well`;
}

/** Every intent has an English answer, or is marked for staff only in the catalogue. */
function gaps(answers: AnswerFile[], intents: readonly BankIntent[]): FileProblem[] {
  const english = answers.filter(({ locale }) => locale === 'en');
  const answered = new Set<string>(english.flatMap(({ content }) => content.intents));
  return intents
    .filter(({ id, staffOnly }) => !staffOnly && !WITHOUT_ANSWER.test(id) && !answered.has(id))
    .map(({ id }) => ({
      file: `${id.replace('.', '/').replaceAll('_', '-')}.en.md`,
      line: 1,
      field: 'intents',
      problem: `nobody answers ${id}: write this file, or mark the intent staffOnly`,
    }));
}
