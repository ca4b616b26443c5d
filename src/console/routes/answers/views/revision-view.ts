import { returnsLive } from '../../../../answer-bank/revision-states.ts';
import { isApproved, validRenewals } from '../../../../answer-bank/revisions/approvals.ts';
import {
  APPROVABLE,
  supersededBy,
  WAITING,
} from '../../../../answer-bank/revisions/on-revision.ts';
import type { OtherWords } from '../../../../answer-bank/slots/other-words.ts';
import type { Answer, Approval, Revision } from '../../../../domain/answer.ts';
import type { ApprovalView, RevisionView } from '../../../wire/answers.ts';
import type { PersonNames } from '../../person-names.ts';
import { authorName, type ViewRules } from './answer-summary.ts';
import { approvalView } from './approval-view.ts';
import { mayApprove, mayRenew, type Reader } from './may-approve.ts';
import { whatHappened } from './what-happened.ts';

type Reading = {
  reader: Reader;
  rules: ViewRules;
  fill(text: string): string;
  otherWords(text: string): OtherWords[];
};

/** One wording with all that was said about it, and what this reader may do. */
export function revisionView(revision: Revision, answer: Answer, reading: Reading): RevisionView {
  const { names } = reading.rules;
  const { number, content, contentHash, state, createdAt, withdrawn } = revision;
  return {
    number,
    content,
    shown: reading.fill(content.text),
    otherWords: reading.otherWords(content.text),
    contentHash,
    state,
    author: authorName(revision, names),
    createdAt,
    publishedAt: revision.publishedAt ?? null,
    reviewBy: revision.reviewBy ?? null,
    note: revision.note ?? '',
    approvals: approvalViews(revision.approvals, names),
    renewals: approvalViews(validRenewals(revision), names),
    withdrawn: withdrawn ? { ...withdrawn, by: names.of(withdrawn.by) } : null,
    translationOf: revision.translationOf?.revision ?? null,
    happened: whatHappened(revision, names),
    ...whatMayBeDone(revision, answer, reading),
  };
}

type Deeds = Pick<
  RevisionView,
  'approve' | 'renew' | 'mayPublish' | 'mayBringBack' | 'returnsLive' | 'mayWithdraw' | 'mayDrop'
>;

function whatMayBeDone(
  revision: Revision,
  answer: Answer,
  { reader, rules: { approvals, at } }: Pick<Reading, 'reader' | 'rules'>,
): Deeds {
  const complete = isApproved(revision, approvals);
  const wasSaid = revision.publishedAt !== undefined && !revision.withdrawn;
  return {
    approve: complete ? { kinds: [], whyNot: null } : mayApprove(answer, revision, reader),
    renew: complete ? mayRenew({ answer, revision }, reader, at) : null,
    mayPublish:
      complete && WAITING.includes(revision.state) && !supersededBy(answer, revision.number),
    mayBringBack: wasSaid && !isBusy(revision, answer),
    returnsLive: returnsLive(revision, { approvals, at }),
    mayWithdraw: wasSaid,
    mayDrop:
      revision.state === 'draft' ? revision.author === reader.id : WAITING.includes(revision.state),
  };
}

function approvalViews(given: readonly Approval[], names: PersonNames): ApprovalView[] {
  return given.map((one) => approvalView(one, names));
}

/** The same words are live already, or on their way. */
function isBusy({ contentHash }: Revision, { revisions }: Answer): boolean {
  return revisions.some(
    (other) => other.contentHash === contentHash && APPROVABLE.includes(other.state),
  );
}
