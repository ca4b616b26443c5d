import type { DecidedGap } from '../../domain/gaps.ts';
import type { Instant, Locale } from '../../domain/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/clock.ts';
import { type PastTurn, UNMET_KINDS, type Unmet, type UnmetKind } from '../past/past-turn.ts';
import type { Grouped } from './group-by-likeness.ts';
import type { Thumbprint } from './likeness.ts';

/** A turn that was not met, and so has its words with it. */
export type UnmetTurn = PastTurn & { unmet: Unmet };

/** Questions that are much alike and were not met. */
export type GapGroup = {
  id: string;
  /** Of the question that began it. */
  thumbprint: Thumbprint;
  /** How it was asked last. */
  text: string;
  locale: Locale;
  /** How often it was asked, and by how many patients. */
  asked: number;
  patients: number;
  kinds: Record<UnmetKind, number>;
  firstAt: Instant;
  lastAt: Instant;
  /** What the bot took the last one for, when it had an idea. */
  guess: { intent: string; confidence: number } | undefined;
  /** Newest first. */
  turns: readonly UnmetTurn[];
  /** The decision from before, when it was asked again since. */
  again: { decided: DecidedGap; times: number } | undefined;
  /** Frequent and new: a question of now counts 1, one of a week ago a half. */
  weight: number;
};

const HALF_AFTER_MS = 7 * 24 * HOUR_MS;
/** A patient reads the buttons, and may press one. */
const READING_MS = 10 * MINUTE_MS;

export function isUnmet(turn: PastTurn, at: Instant): turn is UnmetTurn {
  const { unmet } = turn;
  if (!unmet || turn.concerns.length > 0) return false;
  const stillReads = unmet.kind === 'not_picked' && unmet.isLast;
  return !stillReads || Date.parse(at) - Date.parse(unmet.at) > READING_MS;
}

/** `undefined` where all of it was decided already, and nobody asked since. */
export function gapGroupOf(
  { id, thumbprint, questions }: Grouped<UnmetTurn>,
  decided: DecidedGap | undefined,
  at: Instant,
): GapGroup | undefined {
  const turns = [...questions].sort((a, b) => (a.unmet.at < b.unmet.at ? 1 : -1));
  const [newest] = turns;
  const oldest = turns.at(-1);
  if (!newest || !oldest) return undefined;
  const since = decided ? turns.filter(({ unmet }) => unmet.at > decided.at).length : 0;
  if (decided && since === 0) return undefined;
  return {
    id,
    thumbprint,
    text: newest.unmet.text,
    locale: newest.locale,
    asked: turns.length,
    patients: new Set(turns.map(({ conversation }) => conversation)).size,
    kinds: countKinds(turns),
    firstAt: oldest.unmet.at,
    lastAt: newest.unmet.at,
    guess: newest.intents[0],
    turns,
    again: decided && { decided, times: since },
    weight: turns.reduce((sum, { unmet }) => sum + weightOf(unmet.at, at), 0),
  };
}

function countKinds(turns: readonly UnmetTurn[]): Record<UnmetKind, number> {
  const count = (kind: UnmetKind) => turns.filter(({ unmet }) => unmet.kind === kind).length;
  return Object.fromEntries(UNMET_KINDS.map((kind) => [kind, count(kind)])) as Record<
    UnmetKind,
    number
  >;
}

function weightOf(asked: Instant, at: Instant): number {
  const age = Math.max(0, Date.parse(at) - Date.parse(asked));
  return 0.5 ** (age / HALF_AFTER_MS);
}
