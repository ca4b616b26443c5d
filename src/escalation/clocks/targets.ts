import type { Urgency } from '../../domain/concern.ts';
import type { Reason } from '../../domain/ticket.ts';
import { MINUTE_MS } from '../../shared/clock.ts';

/** Minutes that the clinic sets; the policy's values are their defaults. */
export type TargetSettings = {
  NOT_SEEN_EMERGENCY_MINUTES: number;
  NOT_SEEN_CRISIS_MINUTES: number;
  NOT_SEEN_URGENT_MINUTES: number;
  SEEN_DOSE_MINUTES: number;
  SEEN_ADVICE_MINUTES: number;
  SEEN_ROUTINE_MINUTES: number;
};

/** How long something may take: by the clock on the wall, or in opening hours alone. */
export type Span = { ms: number; counted: 'always' | 'when_open' };

/** `resolve` runs from the opening of the ticket, or from when the first response is due. */
export type Target = {
  firstResponse: Span;
  resolve: Span & { from: 'opening' | 'first_response_due' };
};

type Kind = 'emergency' | 'crisis' | 'urgent' | 'dose' | 'advice' | 'routine';
export type Targets = Record<Kind, Target>;

const always = (minutes: number): Span => ({ ms: minutes * MINUTE_MS, counted: 'always' });
const whenOpen = (minutes: number): Span => ({ ms: minutes * MINUTE_MS, counted: 'when_open' });

/**
 * The policy names no time to resolve a routine ticket by. One business day after someone should have seen it is our
 * choice; no message to a patient depends on it.
 */
const RESOLVE_ROUTINE = { ...whenOpen(480), from: 'first_response_due' as const };

/** The safety policy's table of staff targets (section 3), row by row. */
export function targetsOf(settings: TargetSettings): Targets {
  return {
    // "ack 5 min; try to reach the person 10 min"
    emergency: {
      firstResponse: always(settings.NOT_SEEN_EMERGENCY_MINUTES),
      resolve: { ...always(10), from: 'opening' },
    },
    // Self-harm and abuse at level 1: "ack 15 min"; the contact of level 2, since they are no less grave.
    crisis: {
      firstResponse: always(settings.NOT_SEEN_CRISIS_MINUTES),
      resolve: { ...always(60), from: 'opening' },
    },
    // "ack 15 min, contact 60 min"
    urgent: {
      firstResponse: always(settings.NOT_SEEN_URGENT_MINUTES),
      resolve: { ...always(60), from: 'opening' },
    },
    // "ack 1 h open hours; next opening 1 h"
    dose: { firstResponse: whenOpen(settings.SEEN_DOSE_MINUTES), resolve: RESOLVE_ROUTINE },
    // Schedule, interaction, pregnancy, minor: "4 h"
    advice: { firstResponse: whenOpen(settings.SEEN_ADVICE_MINUTES), resolve: RESOLVE_ROUTINE },
    // All others: "1 business day"
    routine: { firstResponse: whenOpen(settings.SEEN_ROUTINE_MINUTES), resolve: RESOLVE_ROUTINE },
  };
}

const CRISIS: readonly Reason[] = ['self_harm', 'abuse_disclosed'];
const ADVICE: readonly Reason[] = ['schedule', 'interaction', 'pregnancy', 'minor'];

export function targetOf(targets: Targets, reason: Reason, urgency: Urgency): Target {
  if (urgency === 'emergency') return targets.emergency;
  if (CRISIS.includes(reason)) return targets.crisis;
  if (urgency === 'urgent') return targets.urgent;
  if (reason === 'dose') return targets.dose;
  return ADVICE.includes(reason) ? targets.advice : targets.routine;
}
