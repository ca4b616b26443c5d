import type { SafetyVerdict } from '../domain/concern.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Choice } from '../domain/reply.ts';
import type { Intake } from './take-in.ts';
import type { TurnDeps } from './turn-deps.ts';

type Heard = { intake: Intake; choice: Choice | undefined };

/**
 * The gate on the message and its window; an error in it is a verdict too. A menu entry is no sentence, so it is not
 * joined with what came before.
 */
export function checkSafely(
  { intake, choice }: Heard,
  conversation: Conversation,
  deps: Pick<TurnDeps, 'gate' | 'log'>,
): SafetyVerdict {
  const before = choice ? undefined : conversation.turns.at(-1);
  const previousConcerns = before?.concerns.map(({ concern }) => concern) ?? [];
  const recent = choice ? [] : intake.recent;
  try {
    const verdict = deps.gate.check({ text: intake.text, recent, previousConcerns });
    if (!intake.privateDetails) return verdict;
    return { ...verdict, modifiers: [...verdict.modifiers, 'private_details'] };
  } catch (err) {
    deps.log.error({ err }, 'the safety gate failed; the message goes to staff');
    return { concerns: [], modifiers: ['gate_failed'] };
  }
}
