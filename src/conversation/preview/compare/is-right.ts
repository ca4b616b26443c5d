import type { AnswerId, IntentId, Locale } from '../../../domain/ids.ts';
import type { Expectation } from '../../../domain/question.ts';
import { Topic, topicOf } from '../../../domain/topic.ts';
import type { Got } from '../ask/create-asking.ts';

/** The answer that is served to an intent, if there is one. */
export type AnswerTo = (intent: IntentId, locale: Locale) => AnswerId | undefined;

export type Expected = { expect: Expectation; locale: Locale };

/** What is told to someone who greets is no answer to what nobody answers. */
const NO_ANSWER: readonly Topic[] = ['out_of_scope', 'smalltalk', 'human'];

/** Where staff get a question of a topic that has no answer to send, that is right too. */
export function isRight(got: Got, { expect, locale }: Expected, answerTo: AnswerTo): boolean {
  if (expect === 'staff') return got.staff;
  if (expect === 'out_of_scope') return !isAnswered(got);
  const topic = Topic.safeParse(expect).data;
  if (topic) return got.topics.includes(topic) || (topic === 'human' && got.staff);
  const intent = expect as IntentId;
  const answer = answerTo(intent, locale);
  if (answer === undefined) return got.staff || got.topics.includes(topicOf(intent));
  return got.answers.some(({ id }) => id === answer);
}

export function isAnswered({ topics, answers }: Got): boolean {
  return answers.length > 0 && topics.some((topic) => !NO_ANSWER.includes(topic));
}

/** The topic of what is expected; none where it is a person. */
export function expectedTopic(expect: Expectation): Topic | undefined {
  if (expect === 'staff') return undefined;
  return Topic.safeParse(expect).data ?? topicOf(expect as IntentId);
}
