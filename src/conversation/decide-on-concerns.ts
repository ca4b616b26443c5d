import type { Concern, FoundConcern, SafetyVerdict } from '../domain/concern.ts';
import { Urgency } from '../domain/concern.ts';
import type { Locale } from '../domain/ids.ts';
import type { BlockId } from '../domain/reply.ts';
import { type Decision, plainDecision } from './decision.ts';

/** Level 3: one fixed block a concern (policy, section 3). */
const BLOCK_OF: Record<Concern, BlockId> = {
  emergency: 'R-911',
  overdose: 'R-POISON',
  self_harm: 'R-988',
  abuse_disclosed: 'R-ABUSE',
  side_effect_now: 'R-SIDE',
  dose: 'R-DOSE',
  schedule: 'R-SCHEDULE',
  interaction: 'R-MIX',
  pregnancy: 'R-PREG',
  personal_advice: 'R-PERSONAL',
  minor: 'R-MINOR',
  procurement: 'R-PROCURE',
  conduct: 'R-CONDUCT',
};

/** Level 2: what was taken already, or is about to be. */
const URGENT_BLOCK_OF: Partial<Record<Concern, BlockId>> = {
  dose: 'R-DOSE-URGENT',
  schedule: 'R-DOSE-URGENT',
  interaction: 'R-DOSE-URGENT',
  personal_advice: 'R-DOSE-URGENT',
};

/** Blocks that already name the number that is answered at all hours. */
const NAMES_24H: readonly BlockId[] = ['R-SIDE', 'R-DOSE-URGENT', 'R-PREG'];

const MOST_LEVEL_3_BLOCKS = 2;

/** The most serious level of a verdict, 7 when there is no concern. */
export function levelOf(verdict: SafetyVerdict): number {
  return Math.min(7, ...verdict.concerns.map((found) => found.level));
}

/** The fixed blocks and the escalation for a verdict with at least one concern. Total: every concern gets a reply. */
export function decideOnConcerns(verdict: SafetyVerdict, locale: Locale): Decision {
  const level = levelOf(verdict);
  const { concerns, modifiers } = verdict;
  if (level >= 4) {
    const ids = concerns.slice(0, 1).map(({ concern }) => BLOCK_OF[concern]);
    return plainDecision('declined', locale, ids, { concerns, modifiers });
  }
  const ids = level === 3 ? levelThreeBlocks(concerns) : blocksOf(concerns, level);
  const [top] = concerns;
  return plainDecision('safety', locale, [...ids, ...afterHours(ids)], {
    concerns,
    modifiers,
    escalation: top && {
      reason: top.concern,
      urgency: mostUrgent(concerns),
      hold: level <= 2,
    },
  });
}

function blocksOf(concerns: FoundConcern[], level: number): BlockId[] {
  if (level === 2) {
    const atLevel = concerns.filter((found) => found.level === 2);
    return unique(atLevel.map(({ concern }) => URGENT_BLOCK_OF[concern] ?? BLOCK_OF[concern]));
  }
  const grave = new Set(concerns.filter((found) => found.level <= 1).map((found) => found.concern));
  const order: Concern[] = ['overdose', 'self_harm', 'abuse_disclosed'];
  const ids = order.filter((concern) => grave.has(concern)).map((concern) => BLOCK_OF[concern]);
  return level === 0 ? ['R-911', ...ids] : ids;
}

/** The concerns come in the policy's order of priority; a refusal to help with getting the drug follows the others. */
function levelThreeBlocks(concerns: FoundConcern[]): BlockId[] {
  const procures = concerns.some(({ concern }) => concern === 'procurement');
  const rest = unique(
    concerns.filter((found) => found.level === 3).map(({ concern }) => BLOCK_OF[concern]),
  );
  return procures ? [...rest.slice(0, 1), 'R-PROCURE'] : rest.slice(0, MOST_LEVEL_3_BLOCKS);
}

/** Until the clinic's opening hours are known to the program, every hour may be one without staff. */
function afterHours(ids: BlockId[]): BlockId[] {
  return ids.some((id) => NAMES_24H.includes(id)) ? [] : ['R-AFTER-HOURS'];
}

function mostUrgent(concerns: FoundConcern[]): Urgency {
  const found = new Set(concerns.map((concern) => concern.urgency));
  return Urgency.options.find((urgency) => found.has(urgency)) ?? 'urgent';
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)];
}
