import { contentHash } from '../../answer-bank/content-hash.ts';
import {
  type AnswerFile,
  type FileProblem,
  translatesOf,
} from '../../answer-bank/files/answer-file.ts';
import { type LintedLine, lintAnswerFile } from '../../answer-bank/lint/lint-answer-file.ts';
import {
  type EnglishWords,
  intentProblems,
  translationProblems,
} from '../../answer-bank/load-starter-bank.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import { isOnItsWay } from '../../answer-bank/revisions/on-revision.ts';
import { SOURCE_LOCALE, sourcesById } from '../../answer-bank/translation.ts';
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
function takenIntents(
  { id, locale, content, file, lines }: AnswerFile,
  stored: readonly Answer[],
): LintedLine[] {
  const others = new Map(
    stored
      .filter((other) => other.locale === locale && other.id !== id)
      .flatMap((other) =>
        (liveRevision(other)?.content.intents ?? []).map((intent) => [intent, other.id] as const),
      ),
  );
  return content.intents.flatMap((intent): LintedLine[] => {
    const other = others.get(intent);
    const problem = `${intent} is answered by ${other} already.`;
    return other
      ? [{ file, line: lines.intents ?? 1, field: 'intents', rule: 'intent', problem }]
      : [];
  });
}

/** The English words that a translation has to be of: those that come in with it, else the store's. */
function englishIn(drafts: readonly AnswerFile[], stored: readonly Answer[]) {
  const inFolder = new Map(
    drafts.flatMap((file) => (file.locale === SOURCE_LOCALE ? [[file.id, file]] : [])),
  );
  const inStore = sourcesById(stored);
  return ({ id, translates }: AnswerFile): EnglishWords | undefined => {
    const file = inFolder.get(id);
    if (file) return { contentHash: contentHash(file.content), where: file.file };
    const answer = inStore.get(id);
    return answer && wordsOf(answer, translates);
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
