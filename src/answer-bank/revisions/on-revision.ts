import type { Answer, Revision } from '../../domain/answer.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Change } from '../../store/store.ts';
import type { LintProblem } from '../lint/lint-problem.ts';

/** What a decision needs to know besides the answer: the moment, and how many approvals the clinic demands. */
export type Rules = { at: Instant; approvals: number };

export type Refused = { kind: 'refused'; problems: LintProblem[] };
export type NotNow = { kind: 'wrong_state' } | { kind: 'no_such_revision' };

/** Said by the gate in front of publishing: nobody looked at what these words would change, or it is for the worse. */
export type NotPreviewed = { kind: 'needs_preview' } | { kind: 'figures_fell'; problem: string };

export function findRevision(answer: Answer | undefined, number: number) {
  const revision = answer?.revisions.find((candidate) => candidate.number === number);
  return answer && revision ? { answer, revision } : undefined;
}

/** It may still be published: nothing newer was. */
export function isOnItsWay({ state, number }: Revision, { revisions }: Answer): boolean {
  const isOpen = state === 'draft' || state === 'in_review' || state === 'approved';
  return isOpen && !revisions.some((other) => other.publishedAt && other.number > number);
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
export function supersededBy({ revisions }: Answer, number: number): Refused | undefined {
  const isOld = revisions.some((other) => other.publishedAt && other.number > number);
  return isOld
    ? refused('superseded', 'A newer revision was published: propose it again.')
    : undefined;
}

/** `from` plus whole months; a day that the month lacks becomes its last. */
export function addMonths(from: Instant, months: number): Instant {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.toISOString();
}
