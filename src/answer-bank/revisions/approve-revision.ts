import type { Answer, Revision } from '../../domain/answer.ts';
import type { Change } from '../../store/store.ts';
import {
  approvalOf,
  type Given,
  isApproved,
  type Objection,
  objectionToKind,
  objectionToReader,
  validApprovals,
} from './approvals.ts';
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
  withRevision,
} from './on-revision.ts';

export type ApproveOutcome =
  /** `live`: patients get these words as approved from now on, because the revision is published already. */
  { kind: 'approved'; live: boolean } | { kind: Objection } | Refused | NotNow | NotPreviewed;

/**
 * Also for a published revision that lacks approvals: so a clinic approves the starter bank as it stands. Its review date
 * is set anew with the last of them, since that is when it was read.
 */
export function approveRevision(
  answer: Answer | undefined,
  number: number,
  { given, rules }: { given: Given; rules: Rules },
): Change<Answer, ApproveOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { revision } = found;
  const objection = objectionTo(found, given, rules);
  if (objection) return unchanged(objection);
  const approvals = [...revision.approvals, approvalOf(given, rules.at)];
  const approved = { ...revision, approvals };
  const complete = isApproved(approved, rules.approvals);
  const state = complete && revision.state === 'in_review' ? 'approved' : revision.state;
  const live = complete && revision.state === 'published';
  const reviewBy = addMonths(rules.at, revision.content.reviewEveryMonths);
  const next = withRevision(found.answer, { ...approved, state, ...(live && { reviewBy }) });
  return { next, result: { kind: 'approved', live } };
}

function objectionTo(
  { answer, revision }: { answer: Answer; revision: Revision },
  given: Given,
  { approvals }: Rules,
): ApproveOutcome | undefined {
  const reader = objectionToReader(answer, revision, given);
  if (reader) return { kind: reader };
  if (!APPROVABLE.includes(revision.state) || isApproved(revision, approvals)) {
    return { kind: 'wrong_state' };
  }
  const superseded = supersededBy(answer, revision.number);
  if (superseded) return superseded;
  const kind = objectionToKind(validApprovals(revision), given);
  if (kind) return { kind };
  return revision.content.awaitingTranslator
    ? refused('translator', 'A qualified translator has to read it first, in a revision of theirs.')
    : undefined;
}
