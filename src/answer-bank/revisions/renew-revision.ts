import type { Answer, Revision } from '../../domain/answer.ts';
import type { Instant } from '../../domain/ids.ts';
import { HOUR_MS } from '../../shared/clock.ts';
import type { Change } from '../../store/store.ts';
import {
  approvalOf,
  areEnough,
  type Given,
  isApproved,
  type Objection,
  objectionToKind,
  objectionToReader,
  validRenewals,
} from './approvals.ts';
import {
  addMonths,
  findRevision,
  type NotNow,
  type Refused,
  type Rules,
  refused,
  unchanged,
  withRevision,
} from './on-revision.ts';

export type RenewOutcome =
  /** `complete`: the review date has moved on; otherwise another person's renewal of the other kind is still needed. */
  { kind: 'renewed'; complete: boolean } | { kind: Objection } | Refused | NotNow;

/** So long before its review date an answer may be renewed. */
const RENEWABLE_BEFORE_MS = 60 * 24 * HOUR_MS;

/**
 * "Still right as it stands", of a published revision near or past its review date. With as many renewals as the clinic
 * demands approvals, its date moves on by `reviewEveryMonths` from this moment.
 */
export function renewRevision(
  answer: Answer | undefined,
  number: number,
  { given, rules }: { given: Given; rules: Rules },
): Change<Answer, RenewOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { revision } = found;
  const { reviewBy } = revision;
  const objection = objectionTo(found, given, rules);
  if (objection) return unchanged(objection);
  if (!reviewBy || !isRenewable(revision, rules.at)) return unchanged({ kind: 'wrong_state' });
  const renewal = { ...approvalOf(given, rules.at), reviewBy };
  const renewed = { ...revision, renewals: [...revision.renewals, renewal] };
  const complete = areEnough(validRenewals(renewed), rules.approvals);
  const next = withRevision(found.answer, {
    ...renewed,
    ...(complete && { reviewBy: nextReview(revision, rules.at) }),
  });
  return { next, result: { kind: 'renewed', complete } };
}

/** Whether it is time: near its date or past it, and early enough that renewing moves the date on. */
export function isRenewable(revision: Revision, at: Instant): boolean {
  const { state, reviewBy } = revision;
  if (state !== 'published' || reviewBy === undefined) return false;
  const isNear = Date.parse(at) >= Date.parse(reviewBy) - RENEWABLE_BEFORE_MS;
  return isNear && nextReview(revision, at) > reviewBy;
}

function nextReview({ content }: Revision, at: Instant): Instant {
  return addMonths(at, content.reviewEveryMonths);
}

function objectionTo(
  { answer, revision }: { answer: Answer; revision: Revision },
  given: Given,
  { approvals }: Rules,
): RenewOutcome | undefined {
  const reader = objectionToReader(answer, revision, given);
  if (reader) return { kind: reader };
  if (revision.state !== 'published') return { kind: 'wrong_state' };
  if (!isApproved(revision, approvals)) return refused('approvals', NEVER_APPROVED);
  const kind = objectionToKind(validRenewals(revision), given);
  return kind && { kind };
}

const NEVER_APPROVED =
  'It does not have its approvals. Approve it instead: its review date is set anew then.';
