import {
  type Answer,
  type AnswerContent,
  type ApprovalKind,
  isForStaff,
  type Revision,
} from '../domain/answer.ts';
import type { AnswerId, Instant, Locale, StaffId } from '../domain/ids.ts';
import type { Change } from '../store/store.ts';
import { isApproved, liveRevision } from './answer-bank.ts';
import { contentHash } from './content-hash.ts';
import type { LintProblem } from './lint/lint-problem.ts';

export type AnswerKey = { id: AnswerId; locale: Locale };

export type Refused = { kind: 'refused'; problems: LintProblem[] };
type NotNow = { kind: 'wrong_state' } | { kind: 'no_such_revision' };

export type ProposeOutcome =
  | { kind: 'drafted'; revision: number }
  | Refused
  /** Somebody else proposed since `basedOn`; `latest` is the number of their revision. */
  | { kind: 'conflict'; latest: number };
export type SubmitOutcome = { kind: 'submitted' } | Refused | NotNow;
export type ApproveOutcome =
  /** `live`: patients get these words as approved from now on, because the revision is published already. */
  | { kind: 'approved'; live: boolean }
  | { kind: 'author_may_not' | 'hash_differs' | 'already_by_you' | 'kind_taken' }
  | Refused
  | NotNow;
export type PublishOutcome = { kind: 'published' } | Refused | NotNow;
export type RetireOutcome = { kind: 'retired' } | NotNow;
export type RollbackOutcome =
  | { kind: 'rolled_back'; revision: number; published: boolean }
  | Refused
  | NotNow;

/** What a decision needs to know besides the answer: the moment, and how many approvals the clinic demands. */
export type Rules = { at: Instant; approvals: number };

type Proposal = {
  key: AnswerKey;
  content: AnswerContent;
  author: Revision['author'];
  /** Number of the newest revision that the author saw; 0 for a new answer. */
  basedOn: number;
  note?: string | undefined;
};

/** A new draft behind all others; the words of an earlier revision are not proposed twice, so that they have one author. */
export function proposeRevision(
  answer: Answer | undefined,
  { key, content, author, basedOn, note }: Proposal,
  { at }: Pick<Rules, 'at'>,
): Change<Answer, ProposeOutcome> {
  const latest = answer?.revisions.at(-1)?.number ?? 0;
  if (latest !== basedOn) return unchanged({ kind: 'conflict', latest });
  const newest = answer?.revisions.at(-1)?.content;
  if (newest && isForStaff(newest) !== isForStaff(content)) {
    return unchanged(refused('use', OTHER_USE));
  }
  const hash = contentHash(content);
  const twin = answer?.revisions.find((revision) => revision.contentHash === hash);
  if (twin) return unchanged(refused('unchanged', sameWords(twin.number)));
  const revision: Revision = {
    number: latest + 1,
    content,
    contentHash: hash,
    state: 'draft',
    author,
    createdAt: at,
    approvals: [],
    ...(note !== undefined && { note }),
  };
  const next: Answer = {
    ...(answer ?? { schema: 1, ...key }),
    revisions: [...(answer?.revisions ?? []), revision],
  };
  return { next, result: { kind: 'drafted', revision: revision.number } };
}

export function submitRevision(
  answer: Answer | undefined,
  number: number,
): Change<Answer, SubmitOutcome> {
  const found = find(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  if (found.revision.state !== 'draft') return unchanged({ kind: 'wrong_state' });
  const next = withRevision(found.answer, { ...found.revision, state: 'in_review' });
  return { next, result: { kind: 'submitted' } };
}

/** An approval that is put down as given by `by`, who read the content with this hash. */
type Given = { by: StaffId; kind: ApprovalKind; contentHash: string };

/** Also for a published revision that lacks approvals: so a clinic approves the starter bank as it stands. */
export function approveRevision(
  answer: Answer | undefined,
  number: number,
  { given, rules }: { given: Given; rules: Rules },
): Change<Answer, ApproveOutcome> {
  const found = find(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { revision } = found;
  const objection = objectionTo(revision, given, rules);
  if (objection) return unchanged(objection);
  const approved = { ...revision, approvals: [...revision.approvals, { ...given, at: rules.at }] };
  const complete = isApproved(approved, rules.approvals);
  const state = complete && revision.state === 'in_review' ? 'approved' : revision.state;
  const live = complete && revision.state === 'published';
  const next = withRevision(found.answer, { ...approved, state });
  return { next, result: { kind: 'approved', live } };
}

const APPROVABLE: readonly Revision['state'][] = ['in_review', 'approved', 'published'];

function objectionTo(
  revision: Revision,
  given: Given,
  { approvals }: Rules,
): ApproveOutcome | undefined {
  if (revision.author === given.by) return { kind: 'author_may_not' };
  const hash = contentHash(revision.content);
  if (given.contentHash !== hash || revision.contentHash !== hash) return { kind: 'hash_differs' };
  if (!APPROVABLE.includes(revision.state) || isApproved(revision, approvals)) {
    return { kind: 'wrong_state' };
  }
  const valid = revision.approvals.filter((approval) => approval.contentHash === hash);
  if (valid.some(({ by }) => by === given.by)) return { kind: 'already_by_you' };
  if (valid.some(({ kind }) => kind === given.kind)) return { kind: 'kind_taken' };
  return revision.content.awaitingTranslator
    ? refused('translator', 'A qualified translator has to read it first, in a revision of theirs.')
    : undefined;
}

const PUBLISHABLE: readonly Revision['state'][] = ['in_review', 'approved'];

export function publishRevision(
  answer: Answer | undefined,
  number: number,
  rules: Rules,
): Change<Answer, PublishOutcome> {
  const found = find(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { revision } = found;
  if (!PUBLISHABLE.includes(revision.state)) return unchanged({ kind: 'wrong_state' });
  if (!isApproved(revision, rules.approvals)) {
    return unchanged(refused('approvals', `It needs ${approvalsInWords(rules.approvals)} first.`));
  }
  if (found.answer.revisions.some((other) => other.publishedAt && other.number > number)) {
    return unchanged(refused('superseded', 'A newer revision was published: propose it again.'));
  }
  return { next: withPublished(found.answer, revision, rules.at), result: { kind: 'published' } };
}

export function retireRevision(
  answer: Answer | undefined,
  number: number,
): Change<Answer, RetireOutcome> {
  const found = find(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  if (found.revision.state !== 'published') return unchanged({ kind: 'wrong_state' });
  const next = withRevision(found.answer, { ...found.revision, state: 'retired' });
  return { next, result: { kind: 'retired' } };
}

/**
 * A new revision with the words of one that was published before. It keeps their author and the approvals that were
 * given to exactly these bytes; with enough of them it is published at once, otherwise it goes to review.
 */
export function rollBackTo(
  answer: Answer | undefined,
  number: number,
  rules: Rules,
): Change<Answer, RollbackOutcome> {
  const found = find(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  if (!canReturn(found.answer, found.revision)) return unchanged({ kind: 'wrong_state' });
  const { content, contentHash: hash, author, approvals } = found.revision;
  const latest = found.answer.revisions.at(-1)?.number ?? 0;
  const revision: Revision = {
    number: latest + 1,
    content,
    contentHash: hash,
    state: 'in_review',
    author,
    createdAt: rules.at,
    approvals: approvals.filter((approval) => approval.contentHash === hash),
    note: `Rolled back to revision ${number}`,
  };
  const appended = { ...found.answer, revisions: [...found.answer.revisions, revision] };
  const published = isApproved(revision, rules.approvals);
  return {
    next: published ? withPublished(appended, revision, rules.at) : appended,
    result: { kind: 'rolled_back', revision: revision.number, published },
  };
}

/** Its words were live once, are unharmed, and are neither live nor on their way. */
function canReturn(answer: Answer, target: Revision): boolean {
  const same = answer.revisions.filter(({ contentHash: hash }) => hash === target.contentHash);
  const busy = same.some(({ state }) => state === 'published' || PUBLISHABLE.includes(state));
  const intact = contentHash(target.content) === target.contentHash;
  return target.publishedAt !== undefined && intact && !busy;
}

/** `from` plus whole months; a day that the month lacks becomes its last. */
export function addMonths(from: Instant, months: number): Instant {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.toISOString();
}

function withPublished(answer: Answer, revision: Revision, at: Instant): Answer {
  const before = liveRevision(answer);
  const replaced = before ? withRevision(answer, { ...before, state: 'replaced' }) : answer;
  const reviewBy = addMonths(at, revision.content.reviewEveryMonths);
  return withRevision(replaced, { ...revision, state: 'published', publishedAt: at, reviewBy });
}

function withRevision(answer: Answer, changed: Revision): Answer {
  const revisions = answer.revisions.map((revision) =>
    revision.number === changed.number ? changed : revision,
  );
  return { ...answer, revisions };
}

function find(answer: Answer | undefined, number: number) {
  const revision = answer?.revisions.find((candidate) => candidate.number === number);
  return answer && revision ? { answer, revision } : undefined;
}

function unchanged<Result>(result: Result): Change<Answer, Result> {
  return { next: undefined, result };
}

function refused(rule: LintProblem['rule'], problem: string): Refused {
  return { kind: 'refused', problems: [{ field: 'revision', rule, problem }] };
}

const OTHER_USE =
  'What is for staff stays for staff, and what is for patients for patients. Give the text a name of its own.';

function sameWords(number: number): string {
  return `Revision ${number} has the same words. Roll back to it, or set the day its sources were checked anew.`;
}

function approvalsInWords(approvals: number): string {
  return approvals > 1 ? 'a clinical and a plain-language approval' : 'an approval';
}
