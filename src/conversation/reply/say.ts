import type { SealedReply } from '../../domain/reply.ts';
import { blocks, type Decision } from '../decide/decision.ts';
import type { Intake } from '../hear/take-in.ts';
import type { TurnDeps } from '../turn-deps.ts';

/** A decision with its words, or without any when the bot keeps silent. */
export type Said = { decision: Decision; sealed: SealedReply | undefined };

/**
 * Looks the words of a decision up, with the truth about staff and the warning at the end. `passed: false` says that
 * staff were not reached, whatever the decision. When the output gate refuses, the built-in text goes out and staff
 * are called.
 */
export function say(
  decision: Decision,
  { intake, passed }: { intake: Intake; passed: boolean },
  { sender, log }: Pick<TurnDeps, 'sender' | 'log'>,
): Said {
  if (decision.kind === 'silence' && passed) return { decision, sealed: undefined };
  const privacy = intake.privateDetails ? ['R-PRIVACY'] : [];
  try {
    return { decision, sealed: sender.send(draftOf(decision, { extra: privacy, passed })) };
  } catch (err) {
    log.error(
      { err },
      'the output gate refused a reply; the built-in text goes out and staff are called',
    );
    const fallback = insteadOf(decision);
    return { decision: fallback, sealed: sender.send(draftOf(fallback, { extra: [], passed })) };
  }
}

function draftOf(decision: Decision, { extra, passed }: { extra: string[]; passed: boolean }) {
  const { locale, parts, choices } = decision;
  const kind = decision.kind === 'silence' ? ('escalation' as const) : decision.kind;
  const escalated = decision.escalation ? ['R-PASSED'] : [];
  const ending = blocks(locale, ...extra, ...(passed ? escalated : ['R-NOTPASSED']), 'WARNING');
  return { kind, locale, parts: [...parts, ...ending], choices };
}

function insteadOf(decision: Decision): Decision {
  const escalation = decision.escalation ?? {
    reason: 'failure' as const,
    urgency: 'urgent' as const,
    hold: false,
  };
  const parts = blocks(decision.locale, 'R-FALLBACK');
  return { ...decision, kind: 'safety', parts, choices: [], answers: [], topics: [], escalation };
}
