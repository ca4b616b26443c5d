import {
  type AnswerFile,
  type FileProblem,
  translatesOf,
} from '../../answer-bank/files/answer-file.ts';
import { type LintedLine, lintAnswerFile } from '../../answer-bank/lint/lint-answer-file.ts';
import {
  type EnglishWords,
  englishAmong,
  intentProblems,
  translationProblems,
} from '../../answer-bank/load-starter-bank.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import { intentsOfOthers } from '../../answer-bank/revisions/create-checks.ts';
import { isOnItsWay } from '../../answer-bank/revisions/on-revision.ts';
import { sourcesById } from '../../answer-bank/translation.ts';
import type { Answer } from '../../domain/answer.ts';

type Bank = {
  stored: readonly Answer[];
  knownIntents: Pick<ReadonlySet<string>, 'has'>;
  /** The other files of the folder. */
  unchanged: readonly AnswerFile[];
  /** Now. */
  at: string;
};

/**
 * What `answers check` finds in the files that an import would bring in. What the folder does not hold is looked up in the
 * store: a folder may hold a single answer, so gaps are no problem here.
 */
export function checkDrafts(
  drafts: readonly AnswerFile[],
  { stored, knownIntents, unchanged, at }: Bank,
): (FileProblem | LintedLine)[] {
  const names = new Set(drafts.map(({ file }) => file));
  // The unchanged go first: of two files with one intent, the problem is the new one's.
  const intents = intentProblems([...unchanged, ...drafts], knownIntents);
  return [
    ...drafts.flatMap((file) => lintAnswerFile(file, at)),
    ...intents.filter(({ file }) => names.has(file)),
    ...drafts.flatMap((file) => takenIntents(file, stored)),
    ...translationProblems(drafts, englishIn(drafts, stored)),
  ];
}

/** Intents that another live answer of this language has. */
function takenIntents(answer: AnswerFile, stored: readonly Answer[]): LintedLine[] {
  const { content, file, lines } = answer;
  const others = intentsOfOthers(stored, answer);
  return content.intents.flatMap((intent): LintedLine[] => {
    const problem = others.get(intent);
    return problem
      ? [{ file, line: lines.intents ?? 1, field: 'intents', rule: 'intent', problem }]
      : [];
  });
}

/** The English words that a translation has to be of: those that come in with it, else the store's. */
function englishIn(drafts: readonly AnswerFile[], stored: readonly Answer[]) {
  const inFolder = englishAmong(drafts);
  const inStore = sourcesById(stored);
  return (file: AnswerFile): EnglishWords | undefined => {
    const answer = inStore.get(file.id);
    return inFolder(file) ?? (answer && wordsOf(answer, file.translates));
  };
}

/** The live ones, or those on their way where the translation was made of these. */
function wordsOf(answer: Answer, translates: string | undefined): EnglishWords | undefined {
  const newest = answer.revisions.at(-1);
  const isOfNewest =
    newest && isOnItsWay(newest, answer) && translatesOf(newest.contentHash) === translates;
  const revision = isOfNewest ? newest : (liveRevision(answer) ?? newest);
  return (
    revision && {
      contentHash: revision.contentHash,
      where: `revision ${revision.number} of the English answer`,
    }
  );
}
