import {
  type Answer,
  type Approval,
  type ApprovalKind,
  type Renewal,
  type Revision,
  saysTheSame,
} from '../../domain/answer.ts';
import type { StaffId } from '../../domain/ids.ts';
import type { Credential, Role } from '../../domain/staff.ts';
import { contentHash } from '../content-hash.ts';

/** An approval that is put down as given by `by`, who read the content with this hash. */
export type Given = {
  by: StaffId;
  kind: ApprovalKind;
  contentHash: string;
  /** As the store knows the person; never what a caller says of themselves. */
  role?: Role | undefined;
  credential?: Credential | undefined;
};

export type Objection =
  | 'author_may_not'
  | 'hash_differs'
  | 'wrong_state'
  | 'already_by_you'
  | 'kind_taken'
  | 'needs_credential';

/** The revision that is live: the newest published one. */
export function liveRevision(answer: Answer): Revision | undefined {
  return answer.revisions.findLast((revision) => revision.state === 'published');
}

/** Whether the approvals that the clinic demands were given to exactly these bytes, by different people, none the author. */
export function isApproved(revision: Revision, demanded: number): boolean {
  return areEnough(validApprovals(revision), demanded);
}

export function areEnough(given: readonly Approval[], demanded: number): boolean {
  const people = new Set(given.map(({ by }) => by));
  const kinds = new Set(given.map(({ kind }) => kind));
  return people.size >= demanded && kinds.size >= demanded;
}

/** Those that count: to these bytes, by another than the author, and a clinical one by a clinician. */
export function validApprovals({ approvals, content, author }: Revision): Approval[] {
  const hash = contentHash(content);
  return approvals.filter((approval) => counts(approval, { hash, author }));
}

/** The renewals that count for the review date that the revision has now. */
export function validRenewals({ renewals, content, author, reviewBy }: Revision): Renewal[] {
  const hash = contentHash(content);
  return renewals.filter(
    (renewal) => renewal.reviewBy === reviewBy && counts(renewal, { hash, author }),
  );
}

function counts(
  { by, kind, credential, contentHash: read }: Approval,
  { hash, author }: { hash: string; author: Revision['author'] },
): boolean {
  return read === hash && by !== author && (kind !== 'clinical' || credential !== undefined);
}

/** Why this person may not put their name to these words, whatever their state: they wrote them, or read others. */
export function objectionToReader(
  answer: Answer,
  revision: Revision,
  given: Given,
): Objection | undefined {
  if (hasWritten(answer, revision, given.by)) return 'author_may_not';
  const hash = contentHash(revision.content);
  const isRead = given.contentHash === hash && revision.contentHash === hash;
  return isRead ? undefined : 'hash_differs';
}

/** Whether this person wrote these words, here or in a revision that differs in other things alone. */
export function hasWritten({ revisions }: Answer, { content }: Revision, by: StaffId): boolean {
  return revisions.some(
    ({ author, content: written }) => author === by && saysTheSame(written, content),
  );
}

/** Why this approval adds nothing to those that were given. */
export function objectionToKind(
  others: readonly Approval[],
  { by, kind, credential }: Given,
): Objection | undefined {
  if (others.some((other) => other.by === by)) return 'already_by_you';
  if (others.some((other) => other.kind === kind)) return 'kind_taken';
  return kind === 'clinical' && credential === undefined ? 'needs_credential' : undefined;
}

export function approvalOf(
  { by, kind, contentHash: hash, role, credential }: Given,
  at: Approval['at'],
): Approval {
  return {
    by,
    kind,
    at,
    contentHash: hash,
    ...(role !== undefined && { role }),
    ...(credential !== undefined && { credential }),
  };
}
