import type { ApprovalKind, RevisionState } from '../../../src/domain/answer.ts';
import type { StaffId } from '../../../src/domain/ids.ts';

type Proposal = { do: 'propose'; by: StaffId; words: number; stale: boolean };
type Approving = {
  do: 'approve';
  number: number;
  by: StaffId;
  kind: ApprovalKind;
  misread: boolean;
};
type OnRevision = { do: 'submit' | 'publish' | 'retire' | 'rollback'; number: number } | Approving;
export type Step = Proposal | OnRevision;

type ModelRevision = {
  words: number;
  author: string;
  state: RevisionState;
  approvals: { by: string; kind: ApprovalKind }[];
  wasPublished: boolean;
};

/** The rules of `revision-states.ts` written down once more, as plainly as can be. Changes in place. */
export type Model = ModelRevision[];

export function newModel(): Model {
  return [{ words: -1, author: 'starter', state: 'published', approvals: [], wasPublished: true }];
}

/** What a step must come to. */
export function expected(model: Model, one: Step, demanded: number): string {
  if (one.do === 'propose') return propose(model, one);
  const revision = model[one.number - 1];
  return revision ? onRevision(model, { revision, one, demanded }) : 'no_such_revision';
}

type Met = { revision: ModelRevision; one: OnRevision; demanded: number };

function onRevision(model: Model, { revision, one, demanded }: Met): string {
  switch (one.do) {
    case 'submit':
      return move(revision, 'draft', 'in_review') ? 'submitted' : 'wrong_state';
    case 'retire':
      return move(revision, 'published', 'retired') ? 'retired' : 'wrong_state';
    case 'publish':
      return publish(model, revision, demanded);
    case 'rollback':
      return rollBack(model, revision, demanded);
    case 'approve':
      return approve(revision, one, demanded);
  }
}

function move(revision: ModelRevision, from: RevisionState, to: RevisionState): boolean {
  if (revision.state !== from) return false;
  revision.state = to;
  return true;
}

function propose(model: Model, { stale, words, by }: Proposal): string {
  if (stale) return 'conflict';
  if (model.some((revision) => revision.words === words)) return 'refused';
  model.push({ words, author: by, state: 'draft', approvals: [], wasPublished: false });
  return 'drafted';
}

function publish(model: Model, revision: ModelRevision, demanded: number): string {
  if (!['in_review', 'approved'].includes(revision.state)) return 'wrong_state';
  const later = model.slice(model.indexOf(revision) + 1);
  if (!enough(revision, demanded) || later.some((one) => one.wasPublished)) return 'refused';
  makeLive(model, revision);
  return 'published';
}

function rollBack(model: Model, revision: ModelRevision, demanded: number): string {
  const twins = model.filter(({ words }) => words === revision.words);
  const busy = twins.some(({ state }) => ['published', 'in_review', 'approved'].includes(state));
  if (!revision.wasPublished || busy) return 'wrong_state';
  const next: ModelRevision = { ...revision, state: 'in_review', wasPublished: false };
  next.approvals = [...revision.approvals];
  model.push(next);
  if (enough(next, demanded)) makeLive(model, next);
  return 'rolled_back';
}

function approve(
  revision: ModelRevision,
  { by, kind, misread }: Approving,
  demanded: number,
): string {
  if (revision.author === by) return 'author_may_not';
  if (misread) return 'hash_differs';
  const open = ['in_review', 'approved', 'published'].includes(revision.state);
  if (!open || enough(revision, demanded)) return 'wrong_state';
  if (revision.approvals.some((given) => given.by === by)) return 'already_by_you';
  if (revision.approvals.some((given) => given.kind === kind)) return 'kind_taken';
  revision.approvals.push({ by, kind });
  if (enough(revision, demanded)) move(revision, 'in_review', 'approved');
  return 'approved';
}

function makeLive(model: Model, revision: ModelRevision): void {
  for (const other of model) move(other, 'published', 'replaced');
  revision.state = 'published';
  revision.wasPublished = true;
}

function enough({ approvals }: ModelRevision, demanded: number): boolean {
  if (demanded === 1) return approvals.length > 0;
  return approvals.some((one) =>
    approvals.some((other) => one.by !== other.by && one.kind !== other.kind),
  );
}
