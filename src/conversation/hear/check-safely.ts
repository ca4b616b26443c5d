import type { SafetyVerdict } from '../../domain/concern.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Choice } from '../../domain/reply.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { concernsBefore } from './concerns-before.ts';
import type { Intake } from './take-in.ts';

type Heard = { intake: Intake; choice: Choice | undefined };

/**
 * The gate on the message and its window; an error in it is a verdict too. The number or the label of a menu entry is
 * no sentence of the patient's: "1" after a menu is not an amount.
 */
export function checkSafely(
  { intake, choice }: Heard,
  conversation: Conversation,
  deps: Pick<TurnDeps, 'gate' | 'log' | 'splitQuestions'>,
): SafetyVerdict {
  if (choice) return { concerns: [], modifiers: [] };
  const { text, recent } = intake;
  const previousConcerns = concernsBefore(text, conversation);
  try {
    const whole = deps.gate.check({ text, recent, previousConcerns });
    const verdict = whole.concerns.length > 0 ? whole : checkQuestions(whole, text, deps);
    if (!intake.privateDetails) return verdict;
    return { ...verdict, modifiers: [...verdict.modifiers, 'private_details'] };
  } catch (err) {
    deps.log.error({ err }, 'the safety gate failed; the message goes to staff');
    return { concerns: [], modifiers: ['gate_failed'] };
  }
}

/** Where several things are asked, a harmless one must not hide the other: each question is checked on its own. */
function checkQuestions(
  whole: SafetyVerdict,
  text: string,
  { gate, splitQuestions }: Pick<TurnDeps, 'gate' | 'splitQuestions'>,
): SafetyVerdict {
  const questions = splitQuestions(text);
  if (questions.length < 2) return whole;
  const verdicts = questions.map((question) =>
    gate.check({ text: question, recent: [], previousConcerns: [] }),
  );
  const found = verdicts.find(({ concerns }) => concerns.length > 0);
  const modifiers = new Set([...whole.modifiers, ...verdicts.flatMap((one) => one.modifiers)]);
  return { concerns: found?.concerns ?? [], modifiers: [...modifiers].sort() };
}
