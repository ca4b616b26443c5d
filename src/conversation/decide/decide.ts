import type { SafetyVerdict } from '../../domain/concern.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Locale } from '../../domain/ids.ts';
import { isHeld } from '../../escalation/tickets/ownership.ts';
import type { Intake } from '../hear/take-in.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { decideOnConcerns, decideOnMisuse, levelOf } from './decide-on-concerns.ts';
import { failure, toStaff } from './decide-to-escalate.ts';
import { decideWhenClear } from './decide-when-clear.ts';
import { type Decision, plainDecision } from './decision.ts';
import type { Situation } from './situation.ts';
import { withBesideAnswer } from './with-beside-answer.ts';

/** What is done about a message, the most serious first. Total: every message has a decision. */
export function decide(situation: Situation, conversation: Conversation, deps: TurnDeps): Decision {
  const { verdict, intake } = situation;
  const level = levelOf(verdict);
  const { concerns, modifiers } = verdict;
  const found = { concerns, modifiers };
  const { ownership } = conversation;
  if (modifiers.includes('gate_failed') && level > 2)
    return { ...failure(intake.locale), ...found };
  if (ownership.owner === 'staff' && level > 2)
    return { ...besideStaff(verdict, intake), ...found };
  if (level <= 3) return decideOnDanger(situation, isHeld(ownership), deps);
  if (isHeld(ownership)) return { ...whileHeld(situation), ...found };
  if (level < 7) return { ...decideOnMisuse(situation, conversation), ...found };
  return { ...decideWhenClear(situation, conversation, deps), ...found };
}

function decideOnDanger(situation: Situation, held: boolean, deps: TurnDeps): Decision {
  const decision = decideOnConcerns(situation.verdict, {
    locale: situation.intake.locale,
    text: deps.blocks.text,
    isOpen: deps.isOpen(situation.at),
  });
  return situation.edited || held ? decision : withBesideAnswer(decision, situation, deps);
}

/** A person reads along: what is for staff becomes a ticket without a word of the bot. */
function besideStaff(verdict: SafetyVerdict, { locale }: Intake): Decision {
  const { escalation } =
    levelOf(verdict) === 3
      ? decideOnConcerns(verdict, { locale, isOpen: true })
      : { escalation: undefined };
  return plainDecision('silence', locale, [], { escalation });
}

/** After levels 0 to 2 nothing is answered until staff release it, but a cry for help still gets its numbers. */
function whileHeld({ intake, verdict, edited }: Situation): Decision {
  const { locale, supported } = intake;
  if (verdict.modifiers.includes('crisis_lines')) {
    return toStaff(locale, ['R-CRISIS-LINES', 'R-HOLD'], 'unclear');
  }
  if (edited) return silence(locale);
  if (!supported) return toStaff(locale, ['R-LANG'], 'language');
  return plainDecision('escalation', locale, ['R-HOLD']);
}

function silence(locale: Locale): Decision {
  return plainDecision('silence', locale, []);
}
