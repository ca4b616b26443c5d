import type { Classification } from '../../domain/classification.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Choice, ReplyKind } from '../../domain/reply.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { failure, toStaff } from './decide-to-escalate.ts';
import { type Decision, plainDecision } from './decision.ts';
import { decideOnIntents, decideOnQuestions } from './questions/decide-on-questions.ts';
import { questionContext } from './questions/question-context.ts';
import { decideOnTopic, type QuestionContext } from './questions/topic-menu.ts';
import type { Situation } from './situation.ts';

/** The gate found nothing and the bot has the conversation. */
export function decideWhenClear(
  situation: Situation,
  conversation: Conversation,
  deps: TurnDeps,
): Decision {
  const { intake, choice, edited, verdict } = situation;
  const { locale } = intake;
  const context = questionContext(locale, conversation, deps);
  if (choice) return decideOnChoice(choice, context);
  const unread = decideOnUnreadable(situation);
  if (unread) return unread;
  if (edited) return plainDecision('silence', locale, []);
  const decision = decideOnText(intake.text, context, deps);
  const injected = verdict.modifiers.includes('injection') && isUnclear(decision);
  if (injected) return plainDecision('declined', locale, ['R-SCOPE']);
  const doubted = verdict.modifiers.includes('doubtful') && !isCertain(decision, situation, deps);
  return doubted ? toStaff(locale, ['R-CRISIS-LINES', 'R-HUMAN'], 'unclear') : decision;
}

/** Whether a message that might be a concern may be met with this: not with a menu, nor where it asks for more than that. */
function isCertain({ kind }: Decision, { intake }: Situation, deps: TurnDeps): boolean {
  return !UNCERTAIN.includes(kind) && deps.splitQuestions(intake.text).length < 2;
}

const UNCERTAIN: readonly ReplyKind[] = ['fallback', 'clarification'];

/** What no classifier should read: a bare cry for help, a text that is too long, a language without approved words. */
function decideOnUnreadable({ intake, verdict }: Situation): Decision | undefined {
  const { locale } = intake;
  if (verdict.modifiers.includes('crisis_lines')) {
    return toStaff(locale, ['R-CRISIS-LINES', 'R-HUMAN'], 'unclear');
  }
  if (intake.tooLong) return toStaff(locale, ['R-CRISIS-LINES', 'R-TOO-LONG'], 'unclear');
  if (!intake.supported) return toStaff(locale, ['R-LANG'], 'language');
  return undefined;
}

/** An empty message, a lone "?" or a smile asks nothing that a classifier could know. */
const HAS_WORDS = /[\p{L}\p{N}]/u;
const NOTHING: Classification = { kind: 'abstained', ranked: [] };

function decideOnText(text: string, context: QuestionContext, deps: TurnDeps): Decision {
  if (!HAS_WORDS.test(text)) return decideOnQuestions({ whole: NOTHING, each: [NOTHING] }, context);
  try {
    const whole = deps.classifier.classify(text);
    const questions = deps.splitQuestions(text);
    const each = questions.length > 1 ? questions.map((q) => deps.classifier.classify(q)) : [whole];
    return decideOnQuestions({ whole, each }, context);
  } catch (err) {
    deps.log.error({ err }, 'the classifier failed; the message goes to staff');
    return failure(context.locale);
  }
}

/** Nothing is left of the message once its orders to the bot are taken out. */
function isUnclear({ kind, escalation }: Decision): boolean {
  return kind === 'fallback' || escalation?.reason === 'unclear';
}

function decideOnChoice(choice: Choice, context: QuestionContext): Decision {
  if (choice.kind === 'intent') {
    const intents = [{ intent: choice.intent, confidence: 1 }];
    return { ...decideOnIntents([choice.intent], context), intents };
  }
  if (choice.topic !== 'human') return decideOnTopic(choice.topic, context);
  return toStaff(context.locale, ['R-HUMAN'], 'human', { topics: ['human'] });
}
