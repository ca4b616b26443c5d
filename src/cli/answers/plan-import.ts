import { contentHash } from '../../answer-bank/content-hash.ts';
import type { AnswerFile } from '../../answer-bank/files/answer-file.ts';
import { answerFilePath } from '../../answer-bank/files/format-answer-file.ts';
import { type LintedLine, lintAnswerFile } from '../../answer-bank/lint/lint-answer-file.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import type { Answer, Revision } from '../../domain/answer.ts';
import type { Exported } from './exported.ts';

/** A file that cannot be told apart from somebody else's work, and what to do about it. */
type ImportConflict = { file: string; problem: string };

/** What an import would do. Nothing is done as long as there are problems or conflicts. */
export type ImportPlan = {
  drafts: { file: AnswerFile; basedOn: number }[];
  /** Their words are in the store; with the revision that has them. */
  known: { file: AnswerFile; revision: Revision }[];
  conflicts: ImportConflict[];
  problems: LintedLine[];
};

type Bank = {
  stored: readonly Answer[];
  exported: Exported;
  knownIntents: Pick<ReadonlySet<string>, 'has'>;
  /** Now. */
  at: string;
};

const ON_ITS_WAY: readonly Revision['state'][] = ['draft', 'in_review', 'approved'];

/** Looks at every file before anything is changed. */
export function planImport(files: readonly AnswerFile[], bank: Bank): ImportPlan {
  const looked = files.map((file) => ({ file, answer: storedAnswer(bank.stored, file) }));
  const known = looked.flatMap(({ file, answer }) => {
    const revision = sameWords(answer, file);
    return revision ? [{ file, revision }] : [];
  });
  const fresh = looked.filter(({ file, answer }) => !sameWords(answer, file));
  const conflicts = looked.flatMap(({ file, answer }) => {
    const problem = conflictOf(file, answer, bank.exported);
    return problem ? [{ file: file.file, problem }] : [];
  });
  const problems = fresh.flatMap(({ file }) => [
    ...lintAnswerFile(file, bank.at),
    ...intentProblems(file, bank),
  ]);
  return {
    drafts: fresh.map(({ file, answer }) => ({
      file,
      basedOn: answer?.revisions.at(-1)?.number ?? 0,
    })),
    known,
    conflicts,
    problems,
  };
}

/** The latest of its revisions that has these words, whatever became of it. */
function sameWords(answer: Answer | undefined, { content }: AnswerFile): Revision | undefined {
  const hash = contentHash(content);
  return answer?.revisions.findLast((revision) => revision.contentHash === hash);
}

function conflictOf(
  file: AnswerFile,
  answer: Answer | undefined,
  { answers: exported }: Exported,
): string | undefined {
  const same = sameWords(answer, file);
  if (same?.withdrawn) return `its words were withdrawn as wrong (revision ${same.number})`;
  if (!answer || same) return undefined;
  const newest = answer.revisions.at(-1);
  if (newest && ON_ITS_WAY.includes(newest.state)) {
    return `revision ${newest.number} is on its way: publish or finish that one first`;
  }
  const base = exported[answerFilePath(file)];
  const live = liveRevision(answer);
  return base && live && live.contentHash !== base.contentHash
    ? `it was made from revision ${base.revision}, and revision ${live.number} is live since: export anew and put both together`
    : undefined;
}

/** Intents that the catalogue lacks, or that another live answer of this language has. */
function intentProblems(
  { id, locale, content, file, lines }: AnswerFile,
  { stored, knownIntents }: Bank,
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
    const problem = knownIntents.has(intent)
      ? other && `${intent} is answered by ${other} already.`
      : `${intent} does not exist.`;
    return problem
      ? [{ file, line: lines.intents ?? 1, field: 'intents', rule: 'intent', problem }]
      : [];
  });
}

function storedAnswer(stored: readonly Answer[], { id, locale }: AnswerFile): Answer | undefined {
  return stored.find((answer) => answer.id === id && answer.locale === locale);
}
