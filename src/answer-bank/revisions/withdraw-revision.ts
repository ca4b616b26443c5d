import { type Answer, saysTheSame, type Withdrawal } from '../../domain/answer.ts';
import type { Change } from '../../store/store.ts';
import { findRevision, type NotNow, unchanged } from './on-revision.ts';

export type WithdrawOutcome = { kind: 'withdrawn' } | NotNow;

/**
 * Takes words that patients were sent back as wrong, for good: every revision with the same words goes with it, live, on
 * its way or of old, so that no rollback and no copy brings them back.
 */
export function withdrawRevision(
  answer: Answer | undefined,
  number: number,
  withdrawn: Withdrawal,
): Change<Answer, WithdrawOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { publishedAt, content, withdrawn: before } = found.revision;
  if (publishedAt === undefined || before) return unchanged({ kind: 'wrong_state' });
  const revisions = found.answer.revisions.map((revision) =>
    saysTheSame(revision.content, content)
      ? { ...revision, state: 'retired' as const, withdrawn }
      : revision,
  );
  return { next: { ...found.answer, revisions }, result: { kind: 'withdrawn' } };
}
