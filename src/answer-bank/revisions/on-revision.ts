import type { Answer, Revision } from '../../domain/answer.ts';
import type { Instant, StaffId } from '../../domain/ids.ts';
import type { Change } from '../../store/store.ts';
import type { LintProblem } from '../lint/lint-problem.ts';

/** What a decision needs to know besides the answer: the moment, and how many approvals the clinic demands. */
export type Rules = { at: Instant; approvals: number };

/** Who did it, and the reason that the history keeps. */
export type Told = { by: StaffId; why: string };

export type Refused = { kind: 'refused'; problems: LintProblem[] };
export type NotNow = { kind: 'wrong_state' } | { kind: 'no_such_revision' };

/** Said by the gate in front of publishing: nobody looked at what these words would change, or it is for the worse. */
export type NotPreviewed = { kind: 'needs_preview' } | { kind: 'figures_fell'; problem: string };

export function findRevision(answer: Answer | undefined, number: number) {
  const revision = answer?.revisions.find((candidate) => candidate.number === number);
  return answer && revision ? { answer, revision } : undefined;
}

/** In review, with all approvals or without. */
export const WAITING: readonly Revision['state'][] = ['in_review', 'approved'];
/** Not published yet, and not given up. */
export const OPEN: readonly Revision['state'][] = ['draft', ...WAITING];
/** In review or live: more approvals may be given. */
export const APPROVABLE: readonly Revision['state'][] = [...WAITING, 'published'];

/** It may still be published: nothing newer was. */
export function isOnItsWay({ state, number }: Revision, answer: Answer): boolean {
  return OPEN.includes(state) && !isFollowed(answer, number);
}

/** Taken off its way before patients read it, so there is nothing to bring back. */
export function wasDropped({
  state,
  publishedAt,
}: Pick<Revision, 'state'> & { publishedAt?: Instant | null | undefined }): boolean {
  return state === 'retired' && !publishedAt;
}

export function withRevision(answer: Answer, changed: Revision): Answer {
  const revisions = answer.revisions.map((revision) =>
    revision.number === changed.number ? changed : revision,
  );
  return { ...answer, revisions };
}

export function unchanged<Result>(result: Result): Change<Answer, Result> {
  return { next: undefined, result };
}

export function refused(rule: LintProblem['rule'], problem: string): Refused {
  return { kind: 'refused', problems: [{ field: 'revision', rule, problem }] };
}

/** Newer words were live since: to approve or publish these would bring back what they were written to replace. */
export function supersededBy(answer: Answer, number: number): Refused | undefined {
  return isFollowed(answer, number)
    ? refused('superseded', 'A newer revision was published: propose it again.')
    : undefined;
}

function isFollowed({ revisions }: Answer, number: number): boolean {
  return revisions.some((other) => other.publishedAt !== undefined && other.number > number);
}

/** `from` plus whole months; a day that the month lacks becomes its last. */
export function addMonths(from: Instant, months: number): Instant {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.toISOString();
}
