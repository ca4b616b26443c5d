import type { Classification } from '../domain/classification.ts';
import type { SafetyVerdict } from '../domain/concern.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Locale } from '../domain/ids.ts';
import type { Choice, ReplyKind } from '../domain/reply.ts';
import type { Ticket } from '../domain/ticket.ts';
import { topicOf } from '../domain/topic.ts';
import { decideOnConcerns, levelOf } from './decide-on-concerns.ts';
import {
  besideAnswer,
  decideOnIntents,
  decideOnQuestions,
  partsOf,
} from './decide-on-questions.ts';
import { type Decision, plainDecision } from './decision.ts';
import type { Intake } from './take-in.ts';
import { decideOnTopic, type QuestionContext } from './topic-menu.ts';
import type { TurnDeps } from './turn-deps.ts';

/** Kinds of reply after which another unclear message goes to staff. */
const ASKED_BACK: readonly ReplyKind[] = ['fallback', 'clarification'];

/** A message after intake and gate, with the menu entry it picks. */
export type Situation = { intake: Intake; verdict: SafetyVerdict; choice: Choice | undefined };

export function decide(
  { intake, verdict, choice }: Situation,
  conversation: Conversation,
  deps: TurnDeps,
): Decision {
  const level = levelOf(verdict);
  const { locale } = intake;
  const { ownership } = conversation;
  const { concerns, modifiers } = verdict;
  const found = { concerns, modifiers };
  if (modifiers.includes('gate_failed') && level > 2) return { ...failure(locale), ...found };
  if (ownership.owner === 'staff' && level > 2) {
    const decision = level === 3 ? decideOnConcerns(verdict, locale) : undefined;
    return plainDecision('silence', locale, [], { ...found, escalation: decision?.escalation });
  }
  if (level <= 3)
    return withBesideAnswer(decideOnConcerns(verdict, locale), { intake, verdict, choice }, deps);
  if (ownership.owner === 'waiting' && ownership.hold) {
    return plainDecision('escalation', locale, ['R-HOLD'], found);
  }
  if (level < 7) return decideOnConcerns(verdict, locale);
  return { ...decideWhenClear({ intake, verdict, choice }, conversation, deps), ...found };
}

function decideWhenClear(
  { intake, verdict, choice }: Situation,
  conversation: Conversation,
  deps: TurnDeps,
): Decision {
  const { locale } = intake;
  if (verdict.modifiers.includes('crisis_lines')) {
    return toStaff(locale, ['R-CRISIS-LINES', 'R-HUMAN'], 'unclear');
  }
  if (intake.tooLong) return toStaff(locale, ['R-CRISIS-LINES', 'R-TOO-LONG'], 'unclear');
  const context = questionContext(locale, conversation, deps);
  if (choice) return decideOnChoice(choice, context);
  if (!intake.supported) return toStaff(locale, ['R-LANG'], 'language');
  const decision = decideOnText(intake.text, context, deps);
  const injected = verdict.modifiers.includes('injection') && decision.kind === 'fallback';
  return injected ? plainDecision('declined', locale, ['R-SCOPE']) : decision;
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

/** A part broke: the patient gets the crisis lines, staff get the message, and no answer is guessed. */
function failure(locale: Locale): Decision {
  return plainDecision('escalation', locale, ['R-CRISIS-LINES', 'R-HUMAN'], {
    escalation: { reason: 'failure', urgency: 'urgent', hold: false },
  });
}

function decideOnChoice(choice: Choice, context: QuestionContext): Decision {
  if (choice.kind === 'intent') {
    const intents = [{ intent: choice.intent, confidence: 1 }];
    return { ...decideOnIntents([choice.intent], context), intents };
  }
  if (choice.topic !== 'human') return decideOnTopic(choice.topic, context);
  return toStaff(context.locale, ['R-HUMAN'], 'human', { topics: ['human'] });
}

function toStaff(
  locale: Locale,
  ids: string[],
  reason: Ticket['reason'],
  rest: Partial<Decision> = {},
): Decision {
  const escalation = { reason, urgency: 'routine' as const, hold: false };
  return plainDecision('escalation', locale, ids, { escalation, ...rest });
}

/** Beside a level-3 refusal one answer that cannot be read as dosing help may stand; minors get none. */
function withBesideAnswer(
  decision: Decision,
  { intake, verdict }: Situation,
  deps: TurnDeps,
): Decision {
  const minor = verdict.concerns.some(({ concern }) => concern === 'minor');
  if (levelOf(verdict) !== 3 || minor || !intake.supported || intake.tooLong) return decision;
  const clear = deps.splitQuestions(intake.text).filter((text) => isClear(text, deps));
  const context = questionContext(intake.locale, undefined, deps);
  const found = besideAnswer(clear, deps.classifier, context);
  if (!found) return decision;
  const { answer, ranked } = found;
  return {
    ...decision,
    parts: [...decision.parts, ...partsOf(answer)],
    answers: [{ id: answer.id, revision: answer.revision }],
    topics: ranked.slice(0, 1).map(({ intent }) => topicOf(intent)),
    intents: ranked,
  };
}

function isClear(text: string, deps: TurnDeps): boolean {
  try {
    return deps.gate.check({ text, recent: [], previousConcerns: [] }).concerns.length === 0;
  } catch {
    return false;
  }
}

function questionContext(
  locale: Locale,
  conversation: Conversation | undefined,
  deps: TurnDeps,
): QuestionContext {
  return {
    locale,
    bank: deps.bank,
    intents: deps.intents,
    staffOnly: deps.staffOnly,
    label: deps.blocks.text,
    unclearBefore: ASKED_BACK.includes(conversation?.turns.at(-1)?.replyKind ?? 'silence'),
  };
}
