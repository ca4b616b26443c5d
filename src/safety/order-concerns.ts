import type { Concern, FoundConcern, Level, Urgency } from '../domain/concern.ts';

/** The policy's order when several apply (section 3); within level 0 every one of them is answered. */
const ORDER: readonly [Level, Concern][] = [
  [0, 'emergency'],
  [0, 'overdose'],
  [0, 'self_harm'],
  [0, 'abuse_disclosed'],
  [1, 'self_harm'],
  [1, 'abuse_disclosed'],
  [2, 'side_effect_now'],
  [2, 'dose'],
  [2, 'minor'],
  [2, 'pregnancy'],
  [2, 'interaction'],
  [3, 'minor'],
  [3, 'pregnancy'],
  [3, 'dose'],
  [3, 'interaction'],
  [3, 'schedule'],
  [3, 'personal_advice'],
  [4, 'procurement'],
  [6, 'conduct'],
];

const URGENCIES: readonly Urgency[] = ['emergency', 'urgent', 'routine'];
const DETECTORS: readonly FoundConcern['detector'][] = ['rule', 'classifier', 'follow_up'];

/** Each concern once, in its most serious form, most serious first. Neither detector can make the other's finding milder. */
export function orderConcerns(found: readonly FoundConcern[]): FoundConcern[] {
  const worst = new Map<Concern, FoundConcern>();
  for (const one of found) {
    const known = worst.get(one.concern);
    worst.set(one.concern, known ? merge(known, one) : one);
  }
  return [...worst.values()].sort((a, b) => rank(a) - rank(b));
}

function merge(a: FoundConcern, b: FoundConcern): FoundConcern {
  const [first, second] = isMoreSerious(b, a) ? [b, a] : [a, b];
  const urgency =
    URGENCIES[Math.min(URGENCIES.indexOf(first.urgency), URGENCIES.indexOf(second.urgency))];
  return { ...first, urgency: urgency ?? first.urgency };
}

function isMoreSerious(a: FoundConcern, b: FoundConcern): boolean {
  if (a.level !== b.level) return a.level < b.level;
  if (a.urgency !== b.urgency) return URGENCIES.indexOf(a.urgency) < URGENCIES.indexOf(b.urgency);
  return DETECTORS.indexOf(a.detector) < DETECTORS.indexOf(b.detector);
}

function rank({ level, concern }: FoundConcern): number {
  const at = ORDER.findIndex(([l, c]) => l === level && c === concern);
  return at < 0 ? level * ORDER.length : at;
}
