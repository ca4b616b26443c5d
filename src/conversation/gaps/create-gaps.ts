import { type AuditEntry, newAuditEntryId } from '../../domain/audit.ts';
import { type DecidedGap, NO_GAPS } from '../../domain/gaps.ts';
import type { Instant, IntentId, Locale, StaffId } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import type { PastTurns } from '../past/create-past-turns.ts';
import { createGrouping, type Grouping } from './create-grouping.ts';
import { type GapGroup, gapGroupOf, isUnmet, type UnmetTurn } from './gap-group.ts';
import { createLikeness } from './likeness.ts';

export const GAP_ORDERS = ['lately', 'newest', 'most'] as const;
/** Frequent and new; the newest first; the most frequent first. */
type GapOrder = (typeof GAP_ORDERS)[number];

/** What a moderator does about a group. `text`: the example as they want it learnt. */
export type Deed =
  | { decision: 'example' | 'out_of_scope'; intent: IntentId; locale: Locale; text: string }
  | { decision: 'drafted'; intent?: IntentId | undefined }
  | { decision: 'dismissed' };

type DecideOutcome = { kind: 'decided'; decided: DecidedGap } | NotDecided;

export type NotDecided =
  /** The group is not there any more. */
  | { kind: 'no_such_gap' }
  /** Someone else was first, and nobody asked since. */
  | { kind: 'already_decided'; by: StaffId }
  /** The example was not taken; `problem` says why. */
  | { kind: 'example_refused'; problem: string };

/** `exampleStays`: it is live already, and only the page of examples takes it back. */
type UndoOutcome = { kind: 'undone'; exampleStays: boolean } | { kind: 'no_such_gap' };

type Proposed = { kind: 'proposed'; id: string } | { kind: 'refused'; problem: string };

/** Where examples wait until they are put live. */
export type ExamplesToPropose = {
  propose(example: {
    text: string;
    intent: IntentId;
    locale: Locale;
    by: StaffId;
    from: 'gap';
  }): Promise<Proposed>;
  drop(id: string, by: StaffId): Promise<'dropped' | 'none'>;
};

export type GapDeps = {
  past: Pick<PastTurns, 'turns' | 'caughtUp' | 'version'>;
  store: Pick<Store, 'documents' | 'audit'>;
  examples: ExamplesToPropose;
  /** Questions of the catalogue, from which it is learnt which words are common; read once. */
  knownQuestions: () => readonly string[];
  now: Clock;
};

export type Gaps = {
  /** What nobody has decided on, or what was asked again since. */
  open(order?: GapOrder): Promise<GapGroup[]>;
  find(id: string): Promise<GapGroup | undefined>;
  /** The latest decision first; `text`: how it was asked last, as long as that is kept. */
  decided(): Promise<(DecidedGap & { text: string | undefined })[]>;
  decide(id: string, deed: Deed, by: StaffId): Promise<DecideOutcome>;
  /** Takes a decision back, and the example that it proposed. */
  undo(id: string, by: StaffId): Promise<UndoOutcome>;
};

/** Past these the oldest are left out, so many at once: the groups need not be made anew with every question. */
const MOST_GROUPED = 5000;
const LEFT_OUT_AT_ONCE = 500;
const MOST_DECIDED = 2000;

/** Questions that the bot did not meet, grouped by likeness, and what moderators did about them. */
export function createGaps(deps: GapDeps): Gaps {
  const { past, store, now } = deps;
  let grouping: Grouping | undefined;
  const decisions = async () => (await store.documents.find('gaps'))?.decided ?? [];
  const grouped = async () => {
    await past.caughtUp();
    const at = now();
    const decided = await decisions();
    grouping ??= createGrouping(createLikeness(deps.knownQuestions()));
    const unmet = past.turns().filter((turn) => isUnmet(turn, at));
    return { at, decided, groups: await grouping.of(withoutOldest(unmet), decided) };
  };
  const allGroups = async () => {
    const { at, decided, groups } = await grouped();
    const byId = new Map(decided.map((one) => [one.id, one]));
    return groups.flatMap((group) => gapGroupOf(group, byId.get(group.id), at) ?? []);
  };
  const find = async (id: string) => (await allGroups()).find((group) => group.id === id);
  return {
    open: async (order = 'lately') => (await allGroups()).sort(ORDER[order]),
    find,
    async decided() {
      const { decided, groups } = await grouped();
      const texts = new Map(groups.map(({ id, questions }) => [id, questions.at(-1)?.unmet.text]));
      return decided.toReversed().map((one) => ({ ...one, text: texts.get(one.id) }));
    },
    async decide(id, deed, by) {
      const group = await find(id);
      if (!group) return noGroup(id, await decisions());
      return decide(group, { deed, by }, deps);
    },
    undo: (id, by) => undo(id, by, deps),
  };
}

const ORDER: Record<GapOrder, (a: GapGroup, b: GapGroup) => number> = {
  lately: (a, b) => b.weight - a.weight || byName(a, b),
  newest: (a, b) => (a.lastAt === b.lastAt ? byName(a, b) : a.lastAt < b.lastAt ? 1 : -1),
  most: (a, b) => b.asked - a.asked || b.weight - a.weight || byName(a, b),
};

function byName(a: GapGroup, b: GapGroup): number {
  return a.id < b.id ? -1 : 1;
}

function noGroup(id: string, decided: readonly DecidedGap[]): NotDecided {
  const before = decided.find((one) => one.id === id);
  return before ? { kind: 'already_decided', by: before.by } : { kind: 'no_such_gap' };
}

function withoutOldest(newestFirst: readonly UnmetTurn[]): readonly UnmetTurn[] {
  const over = Math.max(0, newestFirst.length - MOST_GROUPED);
  const left = Math.ceil(over / LEFT_OUT_AT_ONCE) * LEFT_OUT_AT_ONCE;
  return newestFirst.slice(0, newestFirst.length - left);
}

type Decided = { deed: Deed; by: StaffId };

async function decide(
  group: GapGroup,
  { deed, by }: Decided,
  deps: GapDeps,
): Promise<DecideOutcome> {
  const { store, examples, now } = deps;
  const proposed = await proposedBy(deed, by, examples);
  if (proposed?.kind === 'refused') return { kind: 'example_refused', problem: proposed.problem };
  const at = now();
  const decided: DecidedGap = {
    id: group.id,
    thumbprint: [...group.thumbprint],
    decision: deed.decision,
    ...('intent' in deed && deed.intent !== undefined && { intent: deed.intent }),
    ...(proposed && { example: proposed.id }),
    asked: group.asked,
    by,
    at,
  };
  const before = group.again?.decided.at;
  const other = await store.documents.update('gaps', async (current = NO_GAPS) => {
    const there = current.decided.find(({ id }) => id === group.id);
    if (there && there.at !== before) return { next: undefined, result: there };
    const rest = current.decided.filter(({ id }) => id !== group.id);
    const next = { ...current, decided: [...rest, decided].slice(-MOST_DECIDED) };
    return {
      next,
      result: undefined,
      entries: [entryOf(decided, { action: 'gap decided', by, at })],
    };
  });
  if (other) {
    if (proposed) await examples.drop(proposed.id, by);
    return { kind: 'already_decided', by: other.by };
  }
  return { kind: 'decided', decided };
}

async function proposedBy(deed: Deed, by: StaffId, examples: ExamplesToPropose) {
  if (deed.decision !== 'example' && deed.decision !== 'out_of_scope') return undefined;
  const { text, intent, locale } = deed;
  return examples.propose({ text, intent, locale, by, from: 'gap' });
}

async function undo(id: string, by: StaffId, deps: GapDeps): Promise<UndoOutcome> {
  const { store, examples, now } = deps;
  const action = 'gap decision undone';
  const undone = await store.documents.update('gaps', async (current = NO_GAPS) => {
    const there = current.decided.find((one) => one.id === id);
    if (!there) return { next: undefined, result: undefined };
    const decided = current.decided.filter((one) => one !== there);
    const entries = [entryOf(there, { action, by, at: now() })];
    return { next: { ...current, decided }, result: there, entries };
  });
  if (!undone) return { kind: 'no_such_gap' };
  const exampleStays =
    undone.example !== undefined && (await examples.drop(undone.example, by)) === 'none';
  return { kind: 'undone', exampleStays };
}

function entryOf(
  { id, decision, intent }: DecidedGap,
  { action, by, at }: { action: string; by: StaffId; at: Instant },
): AuditEntry {
  const details = { decision, ...(intent !== undefined && { intent }) };
  return { id: newAuditEntryId(), at, by, action, subject: `gap ${id}`, details };
}
