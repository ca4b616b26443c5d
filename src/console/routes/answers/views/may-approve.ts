import {
  hasWritten,
  validApprovals,
  validRenewals,
} from '../../../../answer-bank/revisions/approvals.ts';
import { APPROVABLE, supersededBy } from '../../../../answer-bank/revisions/on-revision.ts';
import { isRenewable } from '../../../../answer-bank/revisions/renew-revision.ts';
import {
  type Answer,
  type Approval,
  ApprovalKind,
  type Revision,
} from '../../../../domain/answer.ts';
import type { Instant } from '../../../../domain/ids.ts';
import type { StaffMember } from '../../../../domain/staff.ts';
import type { MayApprove } from '../../../wire/answers.ts';

export type Reader = Pick<StaffMember, 'id' | 'credential'>;

/** What this reader may approve a revision as that lacks approvals. The same rules are enforced again when they do. */
export function mayApprove(answer: Answer, revision: Revision, reader: Reader): MayApprove {
  if (!APPROVABLE.includes(revision.state)) return { kinds: [], whyNot: null };
  if (supersededBy(answer, revision.number)) return refused(SUPERSEDED);
  if (hasWritten(answer, revision, reader.id)) return refused(AUTHOR);
  if (revision.content.awaitingTranslator) return refused(TRANSLATOR);
  return mayGive(validApprovals(revision), reader);
}

/** Whether this reader may say that published words are right still; `null` until their date is near. */
export function mayRenew(
  { answer, revision }: { answer: Answer; revision: Revision },
  reader: Reader,
  at: Instant,
): MayApprove | null {
  if (!isRenewable(revision, at)) return null;
  return hasWritten(answer, revision, reader.id)
    ? refused(AUTHOR)
    : mayGive(validRenewals(revision), reader);
}

const AUTHOR = 'You wrote this revision, so someone else must approve it.';
const SUPERSEDED = 'A newer revision was published. To use these words, propose them again.';
const TWICE = 'You have approved this revision. A different person must give the other approval.';
const TRANSLATOR = 'It waits for a qualified translator. They save a revision of their own first.';
const CLINICIAN =
  'What is missing is a clinical approval. It needs a clinician: an admin enters credentials on the People page.';

function mayGive(given: readonly Approval[], reader: Reader): MayApprove {
  if (given.some(({ by }) => by === reader.id)) return refused(TWICE);
  const open = ApprovalKind.options.filter((kind) => !given.some((one) => one.kind === kind));
  const kinds = open.filter((kind) => kind !== 'clinical' || reader.credential !== undefined);
  return kinds.length > 0 || open.length === 0 ? { kinds, whyNot: null } : refused(CLINICIAN);
}

function refused(whyNot: string): MayApprove {
  return { kinds: [], whyNot };
}
