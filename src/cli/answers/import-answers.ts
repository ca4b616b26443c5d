import type { AnswerLife } from '../../answer-bank/answer-life.ts';
import { type AnswerFile, AnswerFileError } from '../../answer-bank/files/answer-file.ts';
import { readAnswerFolder } from '../../answer-bank/files/read-answer-folder.ts';
import { findRevision } from '../../answer-bank/revisions/on-revision.ts';
import { revisionTranslatedBy, sourcesById } from '../../answer-bank/translation.ts';
import { findAnswer, type Revision } from '../../domain/answer.ts';
import { answerSubject, newAuditEntryId } from '../../domain/audit.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';
import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import { readExported } from './exported.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { problemLine } from './problem-line.ts';
import type { Reviewer } from './review/reviewers.ts';

export type ImportBank = {
  store: Pick<Store, 'answers' | 'staff' | 'audit'>;
  answerLife: Pick<AnswerLife, 'propose' | 'submit' | 'approve'>;
  knownIntents: Pick<ReadonlySet<string>, 'has'>;
};

/** The review that took place in a pull request. */
export type GitReview = { commit: string; reviewers: readonly Reviewer[] };

type Options = {
  folder: string;
  author: StaffMember;
  review: GitReview | undefined;
  basedOnLive: boolean;
  /** Says what would be done. */
  dryRun: boolean;
  json: boolean;
  now: () => string;
};

type Done = { file: string; revision: number; state: Revision['state'] };

/**
 * Proposes every file whose words are new to the store. What is live stays live. With one problem or conflict in any file
 * nothing is changed; broken off in the middle, every answer is whole, and the same import goes on.
 */
export async function importAnswers(
  terminal: Terminal,
  bank: ImportBank,
  options: Options,
): Promise<void> {
  const { folder, basedOnLive, dryRun, json } = options;
  const { answers: files, problems } = readAnswerFolder(folder);
  if (problems.length > 0) throw new AnswerFileError(problems);
  const stored = await bank.store.answers.all();
  const { knownIntents } = bank;
  const exported = readExported(folder);
  const plan = planImport(files, {
    ...{ stored, exported, knownIntents, basedOnLive },
    at: options.now(),
  });
  if (!json) {
    terminal.out(plan.problems.map(problemLine).join(''));
    for (const { file, problem } of [...plan.conflicts, ...plan.behind]) {
      terminal.out(`${file}: ${problem}\n`);
    }
  }
  const isClear = plan.problems.length + plan.conflicts.length === 0;
  const done = isClear && !dryRun ? await bringIn(terminal, plan, { bank, options }) : [];
  terminal.out(json ? inJson(plan, done, options) : inWords(plan, done, options));
  if (!isClear) throw new CommandError(refusalOf(plan), 1);
}

type Work = { bank: ImportBank; options: Options };

async function bringIn(
  terminal: Terminal,
  { drafts, known }: ImportPlan,
  work: Work,
): Promise<Done[]> {
  // English first: a translation names the revision that it was made of.
  const inOrder = [...drafts].sort((a, b) => a.file.locale.localeCompare(b.file.locale));
  const steps = [
    ...inOrder.map((draft) => () => propose(draft, work)),
    ...known.filter((one) => isUnreviewed(one, work)).map((one) => () => review(one, work)),
  ];
  const progress = startProgress(terminal, 'Answers', steps.length);
  const done: Done[] = [];
  try {
    for (const step of steps) {
      done.push(await step());
      progress.at(done.length);
    }
  } finally {
    progress.end();
  }
  return done;
}

async function propose({ file, basedOn }: ImportPlan['drafts'][number], work: Work): Promise<Done> {
  const { store, answerLife } = work.bank;
  const { id, locale, content } = file;
  const { author, review: from } = work.options;
  const english = locale === 'en' ? undefined : sourcesById(await store.answers.all()).get(id);
  const translationOf = english && revisionTranslatedBy(file, english)?.number;
  const note = from ? `Imported, commit ${from.commit.slice(0, 12)}` : 'Imported from a file';
  const outcome = await answerLife.propose({
    id,
    locale,
    content,
    author: author.id,
    basedOn,
    note,
    ...(translationOf !== undefined && { translationOf }),
  });
  if (outcome.kind !== 'drafted') throw stopped(file, outcome);
  const drafted = await revisionOf(file, outcome.revision, store);
  return from ? review({ file, revision: drafted }, work) : doneWith(file, drafted);
}

type Known = ImportPlan['known'][number];

/** Left behind by an import that was broken off before the approvals were put down. */
function isUnreviewed({ revision }: Known, { options: { author, review: from } }: Work): boolean {
  const isOpen = revision.state === 'draft' || revision.state === 'in_review';
  return from !== undefined && isOpen && revision.author === author.id;
}

/** What people said in the pull request, put down as theirs, with the commit they said it of and who entered it. */
async function review({ file, revision }: Known, work: Work): Promise<Done> {
  const { store, answerLife } = work.bank;
  const { author, review: from, now } = work.options;
  const { number } = revision;
  if (revision.state === 'draft') {
    const submitted = await answerLife.submit(file, number, author.id);
    if (submitted.kind !== 'submitted') throw stopped(file, submitted);
  }
  const already = revision.approvals.map(({ by }) => by);
  const open = (from?.reviewers ?? []).filter(({ person }) => !already.includes(person.id));
  for (const { person, kind } of open) {
    const given = { by: person.id, kind, contentHash: revision.contentHash };
    const outcome = await answerLife.approve(file, number, given);
    if (outcome.kind !== 'approved') throw stopped(file, outcome);
    const details = { commit: from?.commit ?? '', kind, approver: person.id };
    const action = 'approval entered from a pull request';
    const subject = answerSubject(file, number);
    await store.audit.append([
      { id: newAuditEntryId(), at: now(), by: author.id, action, subject, details },
    ]);
  }
  return doneWith(file, await revisionOf(file, number, store));
}

async function revisionOf(
  file: AnswerFile,
  number: number,
  { answers }: Pick<Store, 'answers'>,
): Promise<Revision> {
  const found = findRevision(findAnswer(await answers.all(), file), number);
  if (!found) throw new Error(`${file.file}: revision ${number} is gone`);
  return found.revision;
}

function doneWith({ file }: AnswerFile, { number, state }: Revision): Done {
  return { file, revision: number, state };
}

/** With the lock in hand and every file looked at, this takes somebody who changes a database at the same moment. */
function stopped({ file }: AnswerFile, outcome: { kind: string }): CommandError {
  return new CommandError(
    `${file}: could not be brought in (${outcome.kind.replaceAll('_', ' ')}). What came before it is in the store; import again to go on.`,
    1,
  );
}

function refusalOf({ problems, conflicts }: ImportPlan): string {
  const counts = [
    ...(problems.length > 0 ? [`${problems.length} problems`] : []),
    ...(conflicts.length > 0 ? [`${conflicts.length} conflicts`] : []),
  ];
  return `${counts.join(' and ')}: nothing was imported. Mend the files named, or take them out of the folder.`;
}

function inWords({ drafts, known }: ImportPlan, done: Done[], { dryRun }: Options): string {
  const unchanged = known.length;
  if (dryRun) {
    const names = drafts.map(({ file }) => `${file.file}: would be a draft\n`).join('');
    return `${names}${drafts.length} would be drafts, ${unchanged} unchanged. Nothing was changed.\n`;
  }
  const lines = done.map(
    ({ file, revision, state }) => `${file}: ${state.replace('_', ' ')}, revision ${revision}\n`,
  );
  return `${lines.join('')}${done.length} drafts, ${unchanged} unchanged.\n`;
}

function inJson(plan: ImportPlan, done: Done[], { dryRun }: Options): string {
  const { drafts, known, behind, conflicts, problems } = plan;
  const planned = drafts.map(({ file }) => file.file);
  const unchanged = known.length;
  return `${JSON.stringify({ dryRun, planned, done, unchanged, behind, conflicts, problems })}\n`;
}
