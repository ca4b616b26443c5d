import type { SafetyVerdict } from '../../domain/concern.ts';
import { emptyConversation, type PatientMessage } from '../../domain/conversation.ts';
import { levelOf } from '../decide/decide-on-concerns.ts';
import { checkSafely } from '../hear/check-safely.ts';
import { type Intake, takeIn } from '../hear/take-in.ts';
import type { TurnDeps } from '../turn-deps.ts';

/** What a message says by its own words. */
export type Looked = { intake: Intake; verdict: SafetyVerdict; inDanger: boolean };

/**
 * The gate on a message whose conversation has not been read yet. Levels 0 to 3 are danger here, and so is what the gate
 * fails on: they keep their fixed texts however many people write.
 */
export function lookAt(
  message: PatientMessage,
  deps: Pick<TurnDeps, 'tools' | 'gate' | 'splitQuestions' | 'now' | 'log'>,
): Looked {
  const at = deps.now();
  const conversation = emptyConversation(message, at);
  const intake = takeIn(message, conversation, { tools: deps.tools, since: at });
  const verdict = checkSafely({ intake, choice: message.choice }, conversation, deps);
  const inDanger = levelOf(verdict) <= 3 || verdict.modifiers.includes('gate_failed');
  return { intake, verdict, inDanger };
}
