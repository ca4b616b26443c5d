import type { AnswerBank, ServedAnswer } from '../../../answer-bank/answer-bank.ts';
import type { IntentId, Locale } from '../../../domain/ids.ts';
import type { Choice } from '../../../domain/reply.ts';
import { Topic, topicOf } from '../../../domain/topic.ts';
import { type Decision, plainDecision } from '../decision.ts';

export type Bank = Pick<AnswerBank, 'find' | 'revision'>;

export type QuestionContext = {
  /** All intents, in the order of the catalogue. */
  intents: readonly IntentId[];
  locale: Locale;
  bank: Bank;
  /** Intents that only staff answer. */
  staffOnly: ReadonlySet<IntentId>;
  label: (block: string, locale: Locale) => string;
  /** The turn before ended in the menu: a second time in a row the question goes to staff. */
  unclearBefore: boolean;
};

const NOT_IN_MENU: readonly Topic[] = ['smalltalk', 'out_of_scope'];

/** The topics as buttons, "talk to a person" last. */
export function topicMenu({ label, locale }: Pick<QuestionContext, 'label' | 'locale'>): Choice[] {
  return Topic.options
    .filter((topic) => !NOT_IN_MENU.includes(topic))
    .map((topic) => ({ kind: 'topic', topic, label: label(topicBlock(topic), locale) }));
}

/** What can be asked about a topic, as buttons; a person is always one of them. */
export function decideOnTopic(topic: Topic, context: QuestionContext): Decision {
  const inTopic = context.intents.filter((intent) => topicOf(intent) === topic);
  const byLabel = new Map<string, Choice>();
  for (const intent of inTopic) {
    const choice = servedAnswer(intent, context) && intentChoice(intent, context);
    if (choice && !byLabel.has(choice.label)) byLabel.set(choice.label, choice);
  }
  const { label, locale } = context;
  const person: Choice = { kind: 'topic', topic: 'human', label: label('TOPIC-HUMAN', locale) };
  return plainDecision('clarification', locale, ['R-CHOOSE'], {
    choices: [...byLabel.values(), person],
  });
}

export function topicBlock(topic: Topic): string {
  return `TOPIC-${topic.toUpperCase().replace('_', '-')}`;
}

export function servedAnswer(
  intent: IntentId,
  { bank, locale }: QuestionContext,
): ServedAnswer | undefined {
  const found = bank.find(intent, locale);
  return 'missing' in found ? undefined : found;
}

/** A button for an intent: the title of its answer, or the topic where only staff answer. */
export function intentChoice(intent: IntentId, context: QuestionContext): Choice | undefined {
  const answer = servedAnswer(intent, context);
  if (answer) return { kind: 'intent', intent, label: answer.title };
  const topic = topicOf(intent);
  if (topic === 'smalltalk' || topic === 'out_of_scope') return undefined;
  return { kind: 'intent', intent, label: context.label('TOPIC-HUMAN', context.locale) };
}
