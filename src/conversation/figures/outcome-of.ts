import type { IntentId } from '../../domain/ids.ts';
import type { ReplyKind } from '../../domain/reply.ts';
import type { Topic } from '../../domain/topic.ts';
import type { PastTurn } from '../past/past-turn.ts';
import type { Outcome } from './figures.ts';

const OUTCOME: Record<ReplyKind, Outcome | undefined> = {
  answer: 'answered',
  clarification: 'clarified',
  fallback: 'not_understood',
  escalation: 'escalated',
  safety: 'safety',
  declined: 'declined',
  smalltalk: undefined,
  silence: undefined,
};

/** Below this the classifier's best idea of a topic is a guess. */
const LEAST_CONFIDENCE = 0.3;

/**
 * What became of a turn; `undefined` where it was no question: small talk, words to staff, or a button that only led to
 * more buttons.
 */
export function outcomeOf({ replyKind, picked }: PastTurn): Outcome | undefined {
  const outcome = OUTCOME[replyKind];
  const wasOnTheWay = picked && (outcome === 'clarified' || outcome === 'not_understood');
  return wasOnTheWay ? undefined : outcome;
}

/** What it was about: the topics that were answered, else the likeliest, unless that is a mere guess or a concern. */
export function topicsOf(
  { topics, intents, concerns }: PastTurn,
  topicOf: (intent: IntentId) => Topic,
): readonly Topic[] {
  if (topics.length > 0) return topics;
  const [best] = intents;
  if (!best || concerns.length > 0 || best.confidence < LEAST_CONFIDENCE) return [];
  return [topicOf(best.intent)];
}
