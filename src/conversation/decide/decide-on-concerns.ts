import type { Concern, FoundConcern, SafetyVerdict } from '../../domain/concern.ts';
import { Urgency } from '../../domain/concern.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Locale } from '../../domain/ids.ts';
import type { BlockId } from '../../domain/reply.ts';
import { HOUR_MS } from '../../shared/clock.ts';
import { type Decision, plainDecision } from './decision.ts';
import type { Situation } from './situation.ts';
import { MOST_WORDS, wordCount } from './word-limit.ts';

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

/** Insults and advertising are told off once in this time. */
const CONDUCT_ONCE_IN_MS = HOUR_MS;

type Words = {
  locale: Locale;
  /** Looks blocks up, to keep the word limit; left out where nothing is said. */
  text?: (id: BlockId, locale: Locale) => string;
  /** Staff are there now. */
  isOpen: boolean;
};

/** The most serious level of a verdict, 7 when there is no concern. */
export function levelOf(verdict: SafetyVerdict): number {
  return Math.min(7, ...verdict.concerns.map((found) => found.level));
}

/** The fixed blocks and the escalation for concerns of levels 0 to 3. Total: every such concern gets a reply. */
export function decideOnConcerns(verdict: SafetyVerdict, words: Words): Decision {
  const level = levelOf(verdict);
  const { concerns, modifiers } = verdict;
  const { locale } = words;
  const all = level === 3 ? levelThreeBlocks(concerns) : blocksOf(concerns, level);
  const ids = level >= 2 ? asManyAsFit(all, verdict, words) : all;
  const top = concerns.find((found) => found.level === level);
  return plainDecision('safety', locale, [...ids, ...afterHours(ids, words)], {
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
  const [first, second] = unique(
    concerns.filter((found) => found.level === 3).map(({ concern }) => BLOCK_OF[concern]),
  );
  return [first, procures ? BLOCK_OF.procurement : second].filter((id) => id !== undefined);
}

/** The gravest block always, and each further one that leaves the reply short enough to be read. */
function asManyAsFit(
  [first, ...others]: readonly BlockId[],
  { modifiers }: SafetyVerdict,
  words: Words,
): BlockId[] {
  const privacy = modifiers.includes('private_details') ? ['R-PRIVACY'] : [];
  const ids = first === undefined ? [] : [first];
  for (const next of others) {
    if (fits([...privacy, ...ids, next, ...afterHours([...ids, next], words)], words))
      ids.push(next);
  }
  return ids;
}

/** Whole reply, with what every escalating one ends with. */
function fits(ids: BlockId[], { locale, text }: Words): boolean {
  if (!text) return true;
  const whole = [...ids, 'R-PASSED', 'WARNING'].map((id) => text(id, locale)).join(' ');
  return wordCount(whole) <= MOST_WORDS;
}

/** What is beyond the bot and no danger: getting the drug without a doctor, insults, advertising. */
export function decideOnMisuse(
  { verdict, intake, at }: Pick<Situation, 'verdict' | 'intake' | 'at'>,
  conversation: Conversation,
): Decision {
  const { locale } = intake;
  const [top] = verdict.concerns;
  if (top?.concern !== 'conduct') return plainDecision('declined', locale, ['R-PROCURE']);
  return isTold(conversation, at)
    ? silentAboutConduct(conversation, locale)
    : plainDecision('declined', locale, [BLOCK_OF.conduct]);
}

function isTold({ turns }: Conversation, at: string): boolean {
  const since = Date.parse(at) - CONDUCT_ONCE_IN_MS;
  return turns.some(
    (turn) => turn.blocks.includes(BLOCK_OF.conduct) && Date.parse(turn.at) > since,
  );
}

/** Said once, then only put on the desk, and that once too: a flood gets neither replies nor tickets. */
function silentAboutConduct({ tickets }: Conversation, locale: Locale): Decision {
  const queued = tickets.some(({ reason, state }) => reason === 'conduct' && state !== 'resolved');
  if (queued) return plainDecision('silence', locale, []);
  return plainDecision('silence', locale, [], {
    escalation: { reason: 'conduct', urgency: 'routine', hold: false },
  });
}

/** Outside staffed hours every reply of levels 0 to 3 names the clinic's 24-hour number (policy, section 3). */
function afterHours(ids: BlockId[], { isOpen }: Words): BlockId[] {
  return isOpen || ids.some((id) => NAMES_24H.includes(id)) ? [] : ['R-AFTER-HOURS'];
}

function mostUrgent(concerns: FoundConcern[]): Urgency {
  const found = new Set(concerns.map((concern) => concern.urgency));
  return Urgency.options.find((urgency) => found.has(urgency)) ?? 'urgent';
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)];
}
