import { AnswerContent, type ApprovalKind } from '../domain/answer.ts';
import type { AnswerId, Locale, StaffId } from '../domain/ids.ts';
import type { Clock } from '../shared/clock.ts';
import { base32 } from '../shared/ids.ts';
import type { Change, Store } from '../store/store.ts';
import { liveRevision } from './answer-bank.ts';
import { lintContent } from './lint/lint-content.ts';
import type { LintProblem } from './lint/lint-problem.ts';
import {
  type AnswerKey,
  type ApproveOutcome,
  approveRevision,
  type ProposeOutcome,
  type PublishOutcome,
  proposeRevision,
  publishRevision,
  type Refused,
  type RetireOutcome,
  type RollbackOutcome,
  type Rules,
  retireRevision,
  rollBackTo,
  type SubmitOutcome,
  submitRevision,
} from './revision-states.ts';

/**
 * What people do with an answer. Each step is one atomic change of the store, then an audit entry; an outcome that we
 * expect is a value. Who may sign in to do it is decided by the caller.
 */
export type AnswerLife = {
  /** A new draft, when its words pass the lint. `basedOn`: the newest revision that the author saw, 0 for a new answer. */
  propose(
    proposal: AnswerKey & {
      content: AnswerContent;
      author: StaffId;
      basedOn: number;
      note?: string;
      /** Kept though its words do not pass the lint yet: they must before it goes to review. */
      unfinished?: boolean;
    },
  ): Promise<ProposeOutcome>;
  submit(key: AnswerKey, number: number, by: StaffId): Promise<SubmitOutcome>;
  /** `contentHash` is that of the words that were read. */
  approve(
    key: AnswerKey,
    number: number,
    given: { by: StaffId; kind: ApprovalKind; contentHash: string },
  ): Promise<ApproveOutcome>;
  publish(key: AnswerKey, number: number, by: StaffId): Promise<PublishOutcome>;
  /** Takes the published revision back: nothing is said to its intents until another is published. */
  retire(key: AnswerKey, number: number, by: StaffId): Promise<RetireOutcome>;
  /** Brings earlier words back as a new revision. */
  rollback(key: AnswerKey, toNumber: number, by: StaffId): Promise<RollbackOutcome>;
};

export type AnswerLifeDeps = {
  store: Pick<Store, 'answers' | 'audit'>;
  now: Clock;
  /** How many approvals the clinic demands: 1 or 2. */
  approvals: number;
  knownIntents: ReadonlySet<string>;
};

export function createAnswerLife({
  store,
  now,
  approvals,
  knownIntents,
}: AnswerLifeDeps): AnswerLife {
  const step = createStep(store, now);
  const rules = (): Rules => ({ at: now(), approvals });
  const wordsOf = createWordCheck(store, knownIntents);
  const checkStored = async (key: AnswerKey, number: number): Promise<Refused | undefined> => {
    const answer = (await store.answers.all()).find(isOf(key));
    const content = answer?.revisions.find((revision) => revision.number === number)?.content;
    return content && wordsOf(key, content);
  };
  return {
    async propose({ id, locale, author, basedOn, note, unfinished = false, ...proposal }) {
      const key = { id, locale };
      const parsed = AnswerContent.safeParse(tidy(proposal.content));
      if (!parsed.success) return { kind: 'refused', problems: schemaProblems(parsed.error) };
      const content = parsed.data;
      const refused = unfinished ? undefined : await wordsOf(key, content);
      if (refused) return refused;
      return step(key, { by: author, action: 'answer proposed' }, (answer) =>
        proposeRevision(answer, { key, content, author, basedOn, note }, rules()),
      );
    },
    async submit(key, number, by) {
      const refused = await checkStored(key, number);
      if (refused) return refused;
      return step(key, { by, action: 'answer submitted for review', number }, (answer) =>
        submitRevision(answer, number),
      );
    },
    approve: (key, number, given) =>
      step(
        key,
        { by: given.by, action: 'answer approved', number, details: { kind: given.kind } },
        (answer) => approveRevision(answer, number, { given, rules: rules() }),
      ),
    async publish(key, number, by) {
      const refused = await checkStored(key, number);
      if (refused) return refused;
      return step(key, { by, action: 'answer published', number }, (answer) =>
        publishRevision(answer, number, rules()),
      );
    },
    retire: (key, number, by) =>
      step(key, { by, action: 'answer retired', number }, (answer) =>
        retireRevision(answer, number),
      ),
    async rollback(key, toNumber, by) {
      const refused = await checkStored(key, toNumber);
      if (refused) return refused;
      return step(key, { by, action: 'answer rolled back', details: { to: toNumber } }, (answer) =>
        rollBackTo(answer, toNumber, rules()),
      );
    },
  };
}

type Deed = {
  by: StaffId;
  action: string;
  /** The revision it was done to; otherwise the one that the outcome names. */
  number?: number;
  details?: Record<string, string | number | boolean>;
};

type AnyOutcome = { kind: string; revision?: number };
type StoredAnswer = Parameters<Parameters<Store['answers']['update']>[1]>[0];

/** Changes one answer and, once the change is kept, says so in the audit trail. */
function createStep(store: AnswerLifeDeps['store'], now: Clock) {
  return async <Outcome extends AnyOutcome>(
    key: AnswerKey,
    { by, action, number, details }: Deed,
    decide: (answer: StoredAnswer) => Change<NonNullable<StoredAnswer>, Outcome>,
  ): Promise<Outcome> => {
    let changed = false;
    const outcome = await store.answers.update<Outcome>(key, async (answer) => {
      const decision = decide(answer);
      changed = decision.next !== undefined;
      return decision;
    });
    if (!changed) return outcome;
    const subject = `answer ${key.id} ${key.locale} ${number ?? outcome.revision}`;
    const entry = { id: `a_${base32(20)}`, at: now(), by, action, subject };
    await store.audit.append([{ ...entry, ...(details && { details }) }]);
    return outcome;
  };
}

/** Whether these words may be proposed, published or brought back. */
function createWordCheck(store: AnswerLifeDeps['store'], knownIntents: ReadonlySet<string>) {
  return async (key: AnswerKey, content: AnswerContent): Promise<Refused | undefined> => {
    const answered = await intentsOfOthers(store, key);
    const intents = content.intents.flatMap((intent): LintProblem[] => {
      const problem = knownIntents.has(intent) ? answered.get(intent) : `${intent} does not exist.`;
      return problem === undefined ? [] : [{ field: 'intents', rule: 'intent', problem }];
    });
    const problems = [...lintContent(content, key.locale), ...intents];
    return problems.length > 0 ? { kind: 'refused', problems } : undefined;
  };
}

/** Two live answers to one intent would make it a matter of chance which one a patient reads. */
async function intentsOfOthers(
  store: AnswerLifeDeps['store'],
  key: AnswerKey,
): Promise<Map<string, string>> {
  const others = (await store.answers.all()).filter(
    ({ id, locale }) => locale === key.locale && id !== key.id,
  );
  return new Map(
    others.flatMap((other) =>
      (liveRevision(other)?.content.intents ?? []).map((intent): [string, string] => [
        intent,
        `${intent} is answered by ${other.id} already.`,
      ]),
    ),
  );
}

function isOf(key: AnswerKey): (answer: { id: AnswerId; locale: Locale }) => boolean {
  return ({ id, locale }) => id === key.id && locale === key.locale;
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
