import type { Approval, Revision } from '../../../../domain/answer.ts';
import type { Happened } from '../../../wire/answers.ts';
import type { PersonNames } from '../../person-names.ts';
import { approvalView } from './approval-view.ts';

/** Who did what to a revision, when and why, oldest first; who wrote it stands beside. */
export function whatHappened(revision: Revision, names: PersonNames): Happened[] {
  const { steps = [], approvals, renewals, withdrawn, publishedAt } = revision;
  const given = (what: 'approved' | 'renewed') => (approval: Approval) => ({
    ...{ what, at: approval.at, by: names.of(approval.by), why: null },
    approval: approvalView(approval, names),
  });
  const wentLive = steps.some(({ did }) => did === 'published' || did === 'brought_back');
  const unnamed = { by: null, why: null, approval: null };
  const happened: Happened[] = [
    ...steps.map(({ did, at, by, why }) => ({
      ...{ what: did, at, by: names.of(by), why: why ?? null, approval: null },
    })),
    ...approvals.map(given('approved')),
    ...(publishedAt && !wentLive
      ? [{ ...unnamed, what: 'published' as const, at: publishedAt }]
      : []),
    ...renewals.map(given('renewed')),
    ...(withdrawn
      ? [{ ...unnamed, ...withdrawn, what: 'withdrawn' as const, by: names.of(withdrawn.by) }]
      : []),
  ];
  return happened.sort((a, b) => a.at.localeCompare(b.at));
}
