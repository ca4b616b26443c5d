import type { SafetyVerdict } from '../../domain/concern.ts';
import { emptyConversation, type PatientMessage } from '../../domain/conversation.ts';
import { levelOf } from '../decide/decide-on-concerns.ts';
import { checkSafely } from '../hear/check-safely.ts';
import { type Intake, takeIn } from '../hear/take-in.ts';
import type { TurnDeps } from '../turn-deps.ts';
import type { Rank } from './create-waiting-room.ts';

/** What a message says by its own words. */
export type Looked = { intake: Intake; verdict: SafetyVerdict; rank: Rank };

/**
 * The gate on a message whose conversation has not been read yet. Levels 0 to 3, and what the gate fails on, keep their
 * fixed texts however many people write.
 */
export function lookAt(
  message: PatientMessage,
  deps: Pick<TurnDeps, 'tools' | 'gate' | 'splitQuestions' | 'now' | 'log'>,
): Looked {
  const at = deps.now();
  const conversation = emptyConversation(message, at);
  const intake = takeIn(message, conversation, { tools: deps.tools, since: at });
  const verdict = checkSafely({ intake, choice: message.choice }, conversation, deps);
  return { intake, verdict, rank: rankOf(verdict) };
}

function rankOf(verdict: SafetyVerdict): Rank {
  const level = levelOf(verdict);
  if (level <= 2 || verdict.modifiers.includes('gate_failed')) return 'emergency';
  return level === 3 ? 'concern' : 'ordinary';
}
