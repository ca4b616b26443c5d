import type { ApprovalKind, RevisionState } from '../../../src/domain/answer.ts';
import type { StaffId } from '../../../src/domain/ids.ts';

type Proposal = { do: 'propose'; by: StaffId; words: number; stale: boolean };
type Approving = {
  do: 'approve' | 'renew';
  number: number;
  by: StaffId;
  kind: ApprovalKind;
  misread: boolean;
};
type Plain = { do: 'submit' | 'publish' | 'retire' | 'withdraw' | 'rollback'; number: number };
type OnRevision = Plain | Approving;
/** Time that passes between two deeds. */
type Wait = { do: 'wait'; days: number };
export type Step = Proposal | OnRevision | Wait;

const DAY_MS = 86_400_000;

type Vote = { by: string; kind: ApprovalKind };
type ModelRevision = {
  words: number;
  author: string;
  state: RevisionState;
  approvals: Vote[];
  /** Given for the present review date. */
  renewals: Vote[];
  wasPublished: boolean;
  wrong: boolean;
  /** Milliseconds. */
  reviewBy: number;
};

/**
 * The rules of the revisions written down once more, as plainly as can be. Changes in place. Every content is to be
 * reviewed after twelve months.
 */
export type Model = ModelRevision[];

export function newModel(reviewBy: number): Model {
  const nobody = { approvals: [], renewals: [] };
  const live = { state: 'published', wasPublished: true, wrong: false, reviewBy } as const;
  return [{ words: -1, author: 'starter', ...nobody, ...live }];
}

/** The people, the clinic's rule and the moment of a step. */
type Circumstances = { demanded: number; clinicians: readonly string[]; at: number };

/** What a step must come to. */
export function expected(model: Model, one: Exclude<Step, Wait>, now: Circumstances): string {
  if (one.do === 'propose') return propose(model, one);
  const revision = model[one.number - 1];
  return revision ? onRevision(model, { revision, one, ...now }) : 'no_such_revision';
}

type Met = Circumstances & { revision: ModelRevision; one: OnRevision };

function onRevision(model: Model, met: Met): string {
  const { revision, one } = met;
  switch (one.do) {
    case 'submit':
      return move(revision, 'draft', 'in_review') ? 'submitted' : 'wrong_state';
    case 'retire':
      return move(revision, 'published', 'retired') ? 'retired' : 'wrong_state';
    case 'withdraw':
      return withdraw(model, revision);
    case 'publish':
      return publish(model, met);
    case 'rollback':
      return rollBack(model, met);
    case 'approve':
      return approve(model, one, met);
    case 'renew':
      return renew(one, met);
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
  model.push({
    words,
    author: by,
    state: 'draft',
    approvals: [],
    renewals: [],
    wasPublished: false,
    wrong: false,
    reviewBy: 0,
  });
  return 'drafted';
}

function publish(model: Model, { revision, demanded, at }: Met): string {
  if (!['in_review', 'approved'].includes(revision.state)) return 'wrong_state';
  if (!enough(revision.approvals, demanded) || isFollowed(model, revision)) return 'refused';
  revision.reviewBy = yearAfter(at);
  makeLive(model, revision);
  return 'published';
}

function isFollowed(model: Model, revision: ModelRevision): boolean {
  return model.slice(model.indexOf(revision) + 1).some((one) => one.wasPublished);
}

function withdraw(model: Model, { wasPublished, wrong, words }: ModelRevision): string {
  if (!wasPublished || wrong) return 'wrong_state';
  for (const twin of model.filter((one) => one.words === words)) {
    twin.wrong = true;
    twin.state = 'retired';
  }
  return 'withdrawn';
}

function rollBack(model: Model, { revision, demanded, at }: Met): string {
  const twins = model.filter(({ words }) => words === revision.words);
  const busy = twins.some(({ state }) => ['published', 'in_review', 'approved'].includes(state));
  if (!revision.wasPublished || busy || revision.wrong) return 'wrong_state';
  const next: ModelRevision = { ...revision, state: 'in_review', wasPublished: false };
  // Past its review date nobody has read it since.
  next.approvals = at < revision.reviewBy ? [...revision.approvals] : [];
  next.renewals = [];
  model.push(next);
  if (enough(next.approvals, demanded)) makeLive(model, next);
  return 'rolled_back';
}

function approve(model: Model, { by, kind, misread }: Approving, met: Met): string {
  const { revision, demanded, at } = met;
  if (revision.author === by) return 'author_may_not';
  if (misread) return 'hash_differs';
  const open = ['in_review', 'approved', 'published'].includes(revision.state);
  if (!open || enough(revision.approvals, demanded)) return 'wrong_state';
  if (isFollowed(model, revision)) return 'refused';
  const no = objection(revision.approvals, { by, kind }, met);
  if (no) return no;
  revision.approvals.push({ by, kind });
  if (!enough(revision.approvals, demanded)) return 'approved';
  if (revision.state === 'published') revision.reviewBy = yearAfter(at);
  move(revision, 'in_review', 'approved');
  return 'approved';
}

function renew({ by, kind, misread }: Approving, met: Met): string {
  const { revision, demanded, at } = met;
  if (revision.author === by) return 'author_may_not';
  if (misread) return 'hash_differs';
  if (revision.state !== 'published') return 'wrong_state';
  if (!enough(revision.approvals, demanded)) return 'refused';
  const no = objection(revision.renewals, { by, kind }, met);
  if (no) return no;
  if (at < revision.reviewBy - 60 * DAY_MS) return 'wrong_state';
  revision.renewals.push({ by, kind });
  if (!enough(revision.renewals, demanded)) return 'renewed false';
  revision.renewals = [];
  revision.reviewBy = yearAfter(at);
  return 'renewed true';
}

function objection(given: Vote[], { by, kind }: Vote, { clinicians }: Met): string | undefined {
  if (given.some((one) => one.by === by)) return 'already_by_you';
  if (given.some((one) => one.kind === kind)) return 'kind_taken';
  return kind === 'clinical' && !clinicians.includes(by) ? 'needs_credential' : undefined;
}

function makeLive(model: Model, revision: ModelRevision): void {
  for (const other of model) move(other, 'published', 'replaced');
  revision.state = 'published';
  revision.wasPublished = true;
}

/** A leap day's year ends on 28 February. */
function yearAfter(at: number): number {
  const [year, ...rest] = new Date(at).toISOString().split('-');
  const later = [Number(year) + 1, ...rest].join('-');
  return Date.parse(later.replace('-02-29T', '-02-28T'));
}

function enough(given: Vote[], demanded: number): boolean {
  if (demanded === 1) return given.length > 0;
  return given.some((one) => given.some((other) => one.by !== other.by && one.kind !== other.kind));
}
