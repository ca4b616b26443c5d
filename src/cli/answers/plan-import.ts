import { contentHash } from '../../answer-bank/content-hash.ts';
import {
  type AnswerFile,
  type FileProblem,
  translatesOf,
} from '../../answer-bank/files/answer-file.ts';
import { answerFilePath } from '../../answer-bank/files/format-answer-file.ts';
import type { LintedLine } from '../../answer-bank/lint/lint-answer-file.ts';
import { liveRevision } from '../../answer-bank/revisions/approvals.ts';
import { isOnItsWay } from '../../answer-bank/revisions/on-revision.ts';
import { type Answer, findAnswer, type Revision } from '../../domain/answer.ts';
import { checkDrafts } from './check-drafts.ts';
import type { Exported } from './exported.ts';

/** A file that cannot be told apart from somebody else's work, and what to do about it. */
type ImportConflict = { file: string; problem: string };

/** What an import would do. Nothing is done as long as there are problems or conflicts. */
export type ImportPlan = {
  drafts: { file: AnswerFile; basedOn: number }[];
  /** Nothing to bring in; with the revision that has their words. */
  known: { file: AnswerFile; revision: Revision }[];
  /** Those of the known that nobody edited since they were exported, while others went live. */
  behind: ImportConflict[];
  conflicts: ImportConflict[];
  problems: (FileProblem | LintedLine)[];
};

type Bank = {
  stored: readonly Answer[];
  exported: Exported;
  knownIntents: Pick<ReadonlySet<string>, 'has'>;
  /** Somebody has compared the files with what is live. */
  basedOnLive: boolean;
  /** Now. */
  at: string;
};

type Verdict =
  | { kind: 'known'; file: AnswerFile; revision: Revision; behind?: string }
  | { kind: 'conflict'; file: AnswerFile; problem: string }
  | { kind: 'draft'; file: AnswerFile; basedOn: number };

/** Looks at every file before anything is changed. */
export function planImport(files: readonly AnswerFile[], bank: Bank): ImportPlan {
  const verdicts = files.map((file) => judge(file, bank));
  const known = verdicts.filter((one) => one.kind === 'known');
  const fresh = verdicts.filter((one) => one.kind !== 'known').map(({ file }) => file);
  return {
    drafts: verdicts.filter((one) => one.kind === 'draft'),
    known,
    behind: known.flatMap(({ file, behind }) =>
      behind === undefined ? [] : [{ file: file.file, problem: behind }],
    ),
    conflicts: verdicts.flatMap((one) =>
      one.kind === 'conflict' ? [{ file: one.file.file, problem: one.problem }] : [],
    ),
    problems: checkDrafts(fresh, { ...bank, unchanged: known.map(({ file }) => file) }),
  };
}

function judge(file: AnswerFile, bank: Bank): Verdict {
  const answer = findAnswer(bank.stored, file);
  const newest = answer?.revisions.at(-1);
  if (!answer || !newest) return { kind: 'draft', file, basedOn: 0 };
  const base = bank.exported.answers[answerFilePath(file)];
  return (
    knownAs(file, { answer, base }) ??
    conflictOf(file, { answer, base, newest, basedOnLive: bank.basedOnLive }) ?? {
      kind: 'draft',
      file,
      basedOn: newest.number,
    }
  );
}

type Base = Exported['answers'][string] | undefined;

/** Its words are live or on their way, or nobody edited it since it was exported. */
function knownAs(
  file: AnswerFile,
  { answer, base }: { answer: Answer; base: Base },
): Verdict | undefined {
  const live = liveRevision(answer);
  const same = answer.revisions.filter((revision) => isSame(revision, file));
  const current = same.findLast((one) => one === live || isOnItsWay(one, answer));
  if (current) return { kind: 'known', file, revision: current };
  const exported = same.findLast(
    ({ contentHash: hash, withdrawn }) => hash === base?.contentHash && !withdrawn,
  );
  if (!exported) return undefined;
  const since = live ? `revision ${live.number} is live since` : 'nothing of it is live any more';
  const behind = `not edited since revision ${exported.number} was exported; ${since}`;
  return { kind: 'known', file, revision: exported, behind };
}

type Found = { answer: Answer; base: Base; newest: Revision; basedOnLive: boolean };

function conflictOf(file: AnswerFile, found: Found): Verdict | undefined {
  const problem =
    earlierWords(file, found) ??
    (isOnItsWay(found.newest, found.answer)
      ? `revision ${found.newest.number} is on its way: publish or finish that one first`
      : otherBase(found));
  return problem === undefined ? undefined : { kind: 'conflict', file, problem };
}

/** The rules do not propose the same words twice (`proposeRevision`), so the console's way back is the only one. */
function earlierWords(file: AnswerFile, { answer }: Found): string | undefined {
  const hash = contentHash(file.content);
  const wrong = answer.revisions.findLast((one) => one.contentHash === hash && one.withdrawn);
  if (wrong) return `its words were withdrawn as wrong (revision ${wrong.number})`;
  const earlier = answer.revisions.filter((one) => isSame(one, file));
  const returnable = earlier.findLast(({ publishedAt }) => publishedAt !== undefined);
  const [one] = returnable ? [returnable] : earlier;
  if (!one) return undefined;
  return returnable
    ? `it has the words of revision ${one.number}: bring them back in the console (History, Bring back)`
    : `it has the words of revision ${one.number}, a draft that newer words overtook: set the day its sources were checked anew`;
}

/** What nobody has changed since it shipped can bury nobody's work. */
function otherBase({ answer, base, newest, basedOnLive }: Found): string | undefined {
  const isAsShipped = answer.revisions.length === 1 && newest.author === 'starter';
  if (isAsShipped || basedOnLive) return undefined;
  const live = liveRevision(answer);
  if (!base) {
    const there = live ? `revision ${live.number} is live` : `there is revision ${newest.number}`;
    return `nobody can tell which revision it was made from, and ${there}: export first and edit that file, or compare it (answers diff) and say --based-on-live`;
  }
  return live && live.contentHash !== base.contentHash
    ? `it was made from revision ${base.revision}, and revision ${live.number} is live since: export anew and put both together, or do so here and say --based-on-live`
    : undefined;
}

/** The same file: the same words, said to be made of the same English ones. */
function isSame(
  { contentHash: hash, translationOf }: Revision,
  { content, translates }: AnswerFile,
): boolean {
  const madeOf = translationOf && translatesOf(translationOf.contentHash);
  return hash === contentHash(content) && madeOf === translates;
}
