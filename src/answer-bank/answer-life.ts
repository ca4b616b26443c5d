import {
  type Answer,
  AnswerContent,
  type ApprovalKind,
  type Revision,
  type RevisionStep,
} from '../domain/answer.ts';
import { type AuditEntry, answerSubject, newAuditEntryId } from '../domain/audit.ts';
import type { Instant, StaffId } from '../domain/ids.ts';
import type { Clock } from '../shared/clock.ts';
import type { Change, Store } from '../store/store.ts';
import type { LintProblem } from './lint/lint-problem.ts';
import {
  type AnswerKey,
  type ProposeOutcome,
  type PublishOutcome,
  proposeRevision,
  publishRevision,
  type RetireOutcome,
  type RollbackOutcome,
  retireRevision,
  rollBackTo,
  type SubmitOutcome,
  submitRevision,
} from './revision-states.ts';
import type { Given } from './revisions/approvals.ts';
import { type ApproveOutcome, approveRevision } from './revisions/approve-revision.ts';
import { createChecks } from './revisions/create-checks.ts';
import { type DropOutcome, dropDraft } from './revisions/drop-draft.ts';
import { findRevision, type Rules, type Told, withRevision } from './revisions/on-revision.ts';
import { type RenewOutcome, renewRevision } from './revisions/renew-revision.ts';
import { type WithdrawOutcome, withdrawRevision } from './revisions/withdraw-revision.ts';

/**
 * What people do with an answer. Each step is one atomic change of the store, its audit entry with it; an outcome that
 * we expect is a value. Who may sign in to do it is decided by the caller.
 */
export type AnswerLife = {
  /** A new draft, when its words pass the lint. `basedOn`: the newest revision that the author saw, 0 for a new answer. */
  propose(
    proposal: AnswerKey & {
      content: AnswerContent;
      author: StaffId;
      basedOn: number;
      /** Number of the revision of the English answer of this id that it says in another language. */
      translationOf?: number;
      note?: string;
      /** Kept though its words do not pass the lint yet: they must before it goes to review. */
      unfinished?: boolean;
    },
  ): Promise<ProposeOutcome>;
  submit(key: AnswerKey, number: number, by: StaffId): Promise<SubmitOutcome>;
  /** `contentHash` is that of the words that were read. A clinical one needs a credential of this person. */
  approve(key: AnswerKey, number: number, given: Reading): Promise<ApproveOutcome>;
  publish(key: AnswerKey, number: number, by: StaffId): Promise<PublishOutcome>;
  /** "Still right as it stands", from 60 days before the review date on; with enough of them the date moves on. */
  renew(key: AnswerKey, number: number, given: Reading): Promise<RenewOutcome>;
  /** Takes the published revision back because it is not needed: it may return by rollback. */
  retire(key: AnswerKey, number: number, told: Told): Promise<RetireOutcome>;
  /** Takes a revision that patients were sent back because it is wrong, for good. */
  withdraw(key: AnswerKey, number: number, told: Told): Promise<WithdrawOutcome>;
  /** Takes a draft of one's own, or with a reason one in review, off its way to patients. */
  drop(key: AnswerKey, number: number, told: Told): Promise<DropOutcome>;
  /** Brings earlier words back as a new revision. */
  rollback(key: AnswerKey, toNumber: number, told: Told): Promise<RollbackOutcome>;
};

/** That this person read exactly these words, and in which respect they vouch for them. */
type Reading = { by: StaffId; kind: ApprovalKind; contentHash: string };

export type AnswerLifeDeps = {
  store: Pick<Store, 'answers' | 'documents' | 'staff'>;
  now: Clock;
  /** How many approvals the clinic demands: 1 or 2. */
  approvals: number;
  knownIntents: Pick<ReadonlySet<string>, 'has'>;
};

export function createAnswerLife(deps: AnswerLifeDeps): AnswerLife {
  const { store, now, approvals } = deps;
  const step = createStep(store, now);
  const rules = (): Rules => ({ at: now(), approvals });
  const checks = createChecks(deps);
  const givenBy = async ({ by, kind, contentHash }: Reading): Promise<Given> => {
    const person = await store.staff.find(by);
    return { by, kind, contentHash, role: person?.role, credential: person?.credential };
  };
  return {
    async propose({ id, locale, author, basedOn, note, unfinished = false, ...proposal }) {
      const key = { id, locale };
      const parsed = AnswerContent.safeParse(tidy(proposal.content));
      if (!parsed.success) return { kind: 'refused', problems: schemaProblems(parsed.error) };
      const content = parsed.data;
      const refused = unfinished ? undefined : await checks.words(key, content);
      if (refused) return refused;
      const source = await checks.source(key, proposal.translationOf);
      if (source && 'kind' in source) return source;
      const proposed = { key, content, author, basedOn, note, translationOf: source };
      return step(key, { by: author, action: 'answer proposed' }, (answer) =>
        proposeRevision(answer, proposed, rules()),
      );
    },
    async submit(key, number, by) {
      const refused = await checks.stored(key, number);
      if (refused) return refused;
      const deed: Deed = { by, action: 'answer submitted for review', number, did: 'submitted' };
      return step(key, deed, (answer) => submitRevision(answer, number));
    },
    async approve(key, number, reading) {
      const given = await givenBy(reading);
      return step(key, { ...approving(given), action: 'answer approved', number }, (answer) =>
        approveRevision(answer, number, { given, rules: rules() }),
      );
    },
    async publish(key, number, by) {
      const refused = (await checks.stored(key, number)) ?? (await checks.translation(key, number));
      if (refused) return refused;
      const deed: Deed = { by, action: 'answer published', number, did: 'published' };
      return step(key, deed, (answer) => publishRevision(answer, number, rules()));
    },
    async renew(key, number, reading) {
      const refused = await checks.stored(key, number);
      if (refused) return refused;
      const given = await givenBy(reading);
      return step(key, { ...approving(given), action: 'answer renewed', number }, (answer) =>
        renewRevision(answer, number, { given, rules: rules() }),
      );
    },
    retire: (key, number, { by, why }) =>
      step(key, { by, action: 'answer retired', number, did: 'retired', why }, (answer) =>
        retireRevision(answer, number),
      ),
    withdraw: (key, number, { by, why }) =>
      step(key, { by, action: 'answer withdrawn as wrong', number }, (answer) =>
        withdrawRevision(answer, number, { at: now(), by, why }),
      ),
    drop: (key, number, told) => {
      const why = told.why === '' ? {} : { why: told.why };
      const deed: Deed = { by: told.by, action: 'answer draft dropped', number, did: 'dropped' };
      return step(key, { ...deed, ...why }, (answer) => dropDraft(answer, number, told));
    },
    async rollback(key, toNumber, { by, why }) {
      const refused =
        (await checks.stored(key, toNumber)) ?? (await checks.translation(key, toNumber));
      if (refused) return refused;
      const deed: Deed = { by, action: 'answer rolled back', did: 'brought_back', why };
      return step(key, { ...deed, details: { to: toNumber } }, (answer) =>
        rollBackTo(answer, toNumber, rules()),
      );
    },
  };
}

function approving({ by, kind, credential }: Given): Pick<Deed, 'by' | 'details'> {
  return { by, details: { kind, ...(credential !== undefined && { credential }) } };
}

type Deed = {
  by: StaffId;
  action: string;
  /** The revision it was done to; otherwise the one that the outcome names. */
  number?: number;
  details?: Record<string, string | number | boolean>;
  /** What the history of the revision says of it, where nothing else there does. */
  did?: RevisionStep['did'];
  why?: string;
};

type AnyOutcome = { kind: string; revision?: number };

/**
 * Changes one answer; what the audit trail says of it is kept with the change, and names the bytes by their hash, so that
 * words which nobody approved or published can be told from those that somebody did.
 */
function createStep(store: AnswerLifeDeps['store'], now: Clock) {
  return <Outcome extends AnyOutcome>(
    key: AnswerKey,
    deed: Deed,
    decide: (answer: Answer | undefined) => Change<Answer, Outcome>,
  ): Promise<Outcome> =>
    store.answers.update<Outcome>(key, async (answer) => {
      const { next, result } = decide(answer);
      const done = findRevision(next, deed.number ?? result.revision ?? 0);
      if (!done) return { next, result };
      const at = now();
      return {
        next: withRevision(done.answer, withStep(done.revision, deed, at)),
        result,
        entries: [entryOf(key, done.revision, { ...deed, at })],
      };
    });
}

function withStep(revision: Revision, { did, by, why }: Deed, at: Instant): Revision {
  if (!did) return revision;
  const step: RevisionStep = { did, by, at, ...(why !== undefined && { why }) };
  return { ...revision, steps: [...(revision.steps ?? []), step] };
}

function entryOf(
  key: AnswerKey,
  { number, contentHash }: Revision,
  { by, action, at, details }: Deed & { at: Instant },
): AuditEntry {
  const subject = answerSubject(key, number);
  return { id: newAuditEntryId(), at, by, action, subject, details: { ...details, contentHash } };
}

/** Text fields of a browser end their lines in two characters. */
function tidy(content: AnswerContent): AnswerContent {
  return { ...content, text: String(content.text).replaceAll('\r\n', '\n').trim() };
}

function schemaProblems(error: Parameters<typeof issuesOf>[0]): LintProblem[] {
  return issuesOf(error).map(({ path, message }) => ({
    field: path.join('.'),
    rule: 'schema',
    problem: message,
  }));
}

function issuesOf({ issues }: { issues: { path: PropertyKey[]; message: string }[] }) {
  return issues.map(({ path, message }) => ({ path: path.map(String), message }));
}
