import type { Locale } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { type Decision, plainDecision } from './decision.ts';

/** These blocks, and a routine ticket. */
export function toStaff(
  locale: Locale,
  ids: string[],
  reason: Ticket['reason'],
  rest: Partial<Decision> = {},
): Decision {
  const escalation = { reason, urgency: 'routine' as const, hold: false };
  return plainDecision('escalation', locale, ids, { escalation, ...rest });
}

/** A part broke: the patient gets the crisis lines, staff get the message, and no answer is guessed. */
export function failure(locale: Locale): Decision {
  return plainDecision('escalation', locale, ['R-CRISIS-LINES', 'R-HUMAN'], {
    escalation: { reason: 'failure', urgency: 'urgent', hold: false },
  });
}
