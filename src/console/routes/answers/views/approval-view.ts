import type { Approval } from '../../../../domain/answer.ts';
import type { ApprovalView } from '../../../wire/answers.ts';
import type { PersonNames } from '../../person-names.ts';

export function approvalView(
  { by, kind, at, credential }: Approval,
  names: PersonNames,
): ApprovalView {
  return { by: names.of(by), kind, at, credential: credential ?? null };
}
