import type { Answer, Revision } from '../../domain/answer.ts';
import type { Change } from '../../store/store.ts';
import {
  findRevision,
  type NotNow,
  OPEN,
  type Told,
  unchanged,
  withRevision,
} from './on-revision.ts';

type Objection = 'not_your_draft' | 'needs_reason';
export type DropOutcome = { kind: 'dropped' } | { kind: Objection } | NotNow;

/**
 * Takes a revision off its way before patients ever read it: its author a draft, any moderator one in review, with a
 * reason. Its words are kept in the history.
 */
export function dropDraft(
  answer: Answer | undefined,
  number: number,
  told: Told,
): Change<Answer, DropOutcome> {
  const found = findRevision(answer, number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const { revision } = found;
  if (!OPEN.includes(revision.state)) return unchanged({ kind: 'wrong_state' });
  const objection = objectionTo(revision, told);
  if (objection) return unchanged({ kind: objection });
  const next = withRevision(found.answer, { ...revision, state: 'retired' });
  return { next, result: { kind: 'dropped' } };
}

function objectionTo({ state, author }: Revision, { by, why }: Told): Objection | undefined {
  if (state === 'draft') return author === by ? undefined : 'not_your_draft';
  return why === '' ? 'needs_reason' : undefined;
}
