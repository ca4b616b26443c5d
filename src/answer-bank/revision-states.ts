import type { TranslationOf } from '../domain/answer.ts';
import {
  type Answer,
  type AnswerContent,
  type Approval,
  isForStaff,
  type Revision,
  saysTheSame,
} from '../domain/answer.ts';
import type { AnswerId, Instant, Locale } from '../domain/ids.ts';
import type { Change } from '../store/store.ts';
import { contentHash } from './content-hash.ts';
import { isApproved, liveRevision } from './revisions/approvals.ts';
import {
  APPROVABLE,
  addMonths,
  findRevision,
  type NotNow,
  type NotPreviewed,
  type Refused,
  type Rules,
  refused,
  supersededBy,
  unchanged,
  WAITING,
  wasDropped,
  withRevision,
} from './revisions/on-revision.ts';

export type AnswerKey = { id: AnswerId; locale: Locale };

export type ProposeOutcome =
  | { kind: 'drafted'; revision: number }
  | Refused
  /** Somebody else proposed since `basedOn`; `latest` is the number of their revision. */
  | { kind: 'conflict'; latest: number };
export type SubmitOutcome = { kind: 'submitted' } | Refused | NotNow;
export type PublishOutcome = { kind: 'published' } | Refused | NotNow | NotPreviewed;
export type RetireOutcome = { kind: 'retired' } | NotNow;
export type RollbackOutcome =
  | { kind: 'rolled_back'; revision: number; published: boolean }
  | Refused
  | NotNow
  | NotPreviewed;

type Proposal = {
  key: AnswerKey;
  content: AnswerContent;
  author: Revision['author'];
  /** Number of the newest revision that the author saw; 0 for a new answer. */
  basedOn: number;
  /** The English words that it says in another language. Absent: those that the newest revision was made of. */
  translationOf?: TranslationOf | undefined;
  note?: string | undefined;
};

/**
 * A new draft behind all others. The words of an earlier revision are not proposed twice, so that they have one author;
 * only a translation may come again word for word, when it still fits other English words: its author stays who it was.
 */
export function proposeRevision(
  answer: Answer | undefined,
  { key, content, author, basedOn, note, ...proposal }: Proposal,
  { at }: Pick<Rules, 'at'>,
): Change<Answer, ProposeOutcome> {
  const earlier = answer?.revisions ?? [];
  const newest = earlier.at(-1);
  const latest = newest?.number ?? 0;
  if (latest !== basedOn) return unchanged({ kind: 'conflict', latest });
  const translationOf = proposal.translationOf ?? newest?.translationOf;
  const twins = earlier.filter((revision) => revision.contentHash === contentHash(content));
  const wrong = earlier.find((one) => one.withdrawn && saysTheSame(one.content, content));
  const refusal =
    objectionToWords(newest, content) ??
    (wrong && refused('withdrawn', wrongWords(wrong))) ??
    objectionToTwins(twins, translationOf);
  if (refusal) return unchanged(refusal);
  const revision: Revision = {
    number: latest + 1,
    content,
    contentHash: contentHash(content),
    state: 'draft',
    author: twins[0]?.author ?? author,
    createdAt: at,
    approvals: [],
    renewals: [],
    ...(translationOf && { translationOf }),
    ...(note !== undefined && { note }),
  };
  const next: Answer = { schema: 1, ...key, ...answer, revisions: [...earlier, revision] };
  return { next, result: { kind: 'drafted', revision: revision.number } };
}

function objectionToWords(
  newest: Revision | undefined,
  content: AnswerContent,
): Refused | undefined {
  const isSameUse = !newest || isForStaff(newest.content) === isForStaff(content);
  return isSameUse ? undefined : refused('use', OTHER_USE);
}

function objectionToTwins(
  twins: readonly Revision[],
  translationOf: TranslationOf | undefined,
): Refused | undefined {
  const same = twins.find(
    (twin) => !wasDropped(twin) && twin.translationOf?.contentHash === translationOf?.contentHash,
  );
  return same && refused('unchanged', sameWords(same));
}

export function submitRevision(
  answer: Answer | undefined,
  number: number,
): Change<Answer, SubmitOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  if (found.revision.state !== 'draft') return unchanged({ kind: 'wrong_state' });
  const next = withRevision(found.answer, { ...found.revision, state: 'in_review' });
  return { next, result: { kind: 'submitted' } };
}

export function publishRevision(
  answer: Answer | undefined,
  number: number,
  rules: Rules,
): Change<Answer, PublishOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { revision } = found;
  if (!WAITING.includes(revision.state)) return unchanged({ kind: 'wrong_state' });
  if (!isApproved(revision, rules.approvals)) {
    return unchanged(refused('approvals', `It needs ${approvalsInWords(rules.approvals)} first.`));
  }
  const superseded = supersededBy(found.answer, number);
  if (superseded) return unchanged(superseded);
  const reviewBy = addMonths(rules.at, revision.content.reviewEveryMonths);
  return {
    next: withPublished(found.answer, { ...revision, reviewBy }, rules.at),
    result: { kind: 'published' },
  };
}

export function retireRevision(
  answer: Answer | undefined,
  number: number,
): Change<Answer, RetireOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  if (found.revision.state !== 'published') return unchanged({ kind: 'wrong_state' });
  const next = withRevision(found.answer, { ...found.revision, state: 'retired' });
  return { next, result: { kind: 'retired' } };
}

/**
 * A new revision with the words of one that was published before. It keeps their author, their review date and the
 * approvals that were given to exactly these bytes. With enough of them it is published at once; otherwise, or past that
 * date, it goes to review: nobody has read it since.
 */
export function rollBackTo(
  answer: Answer | undefined,
  number: number,
  rules: Rules,
): Change<Answer, RollbackOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  if (!canReturn(found.answer, found.revision)) return unchanged({ kind: 'wrong_state' });
  const { content, contentHash: hash, author, translationOf, reviewBy } = found.revision;
  const latest = found.answer.revisions.at(-1)?.number ?? 0;
  const revision: Revision = {
    number: latest + 1,
    content,
    contentHash: hash,
    state: 'in_review',
    author,
    createdAt: rules.at,
    approvals: approvalsStill(found.revision, rules.at),
    renewals: [],
    ...(reviewBy !== undefined && { reviewBy }),
    ...(translationOf && { translationOf }),
    note: `Rolled back to revision ${number}`,
  };
  const appended = { ...found.answer, revisions: [...found.answer.revisions, revision] };
  const published = isApproved(revision, rules.approvals);
  return {
    next: published ? withPublished(appended, revision, rules.at) : appended,
    result: { kind: 'rolled_back', revision: revision.number, published },
  };
}

/** Whether bringing this revision back makes its words live at once, and not a matter of review. */
export function returnsLive(revision: Revision, { at, approvals }: Rules): boolean {
  return isApproved({ ...revision, approvals: approvalsStill(revision, at) }, approvals);
}

/** Those that were given to exactly these bytes, none of them past the review date. */
function approvalsStill(
  { approvals, contentHash: hash, reviewBy }: Revision,
  at: Instant,
): Approval[] {
  if (reviewBy !== undefined && reviewBy <= at) return [];
  return approvals.filter((approval) => approval.contentHash === hash);
}

/** Its words were live once, were never wrong, are unharmed, and are neither live nor on their way. */
function canReturn(answer: Answer, target: Revision): boolean {
  const same = answer.revisions.filter(({ contentHash: hash }) => hash === target.contentHash);
  const busy = same.some(({ state }) => APPROVABLE.includes(state));
  const intact = contentHash(target.content) === target.contentHash;
  const wrong = same.some(({ withdrawn }) => withdrawn);
  return target.publishedAt !== undefined && intact && !busy && !wrong;
}

function withPublished(answer: Answer, revision: Revision, at: Instant): Answer {
  const before = liveRevision(answer);
  const replaced = before ? withRevision(answer, { ...before, state: 'replaced' }) : answer;
  return withRevision(replaced, { ...revision, state: 'published', publishedAt: at });
}

const OTHER_USE =
  'What is for staff stays for staff, and what is for patients for patients. Give the text a name of its own.';

function sameWords({ number }: Revision): string {
  return `Revision ${number} has the same words. Roll back to it, or set the day its sources were checked anew.`;
}

function wrongWords({ number }: Revision): string {
  return `Revision ${number} has the same words, and was withdrawn as wrong. Write what is right.`;
}

function approvalsInWords(approvals: number): string {
  return approvals > 1 ? 'a clinical and a plain-language approval' : 'an approval';
}
