import type { Classification, RankedIntent } from '../domain/classification.ts';
import type { IntentId } from '../domain/ids.ts';
import { type Topic, topicOf } from '../domain/topic.ts';

/** The limits between answering, asking back and keeping quiet; weighed on messages that never train (DECISIONS). */
export type DecisionSettings = {
  /** Confidence, over all intents of a topic, from which its best intent is answered. */
  confident: number;
  /** The same when driving is in sight (by a word, or with `drivingInSight`) and another topic leads. */
  confidentBesideDriving: number;
  /** Confidence of driving from which it is in sight. */
  drivingInSight: number;
  /** The same two for what is out of scope. */
  confidentBesideOutside: number;
  outsideInSight: number;
  /** Share of the leading topic that its second intent must have to be asked about. */
  tied: number;
  /** Confidence of a topic from which it is offered in "did you mean". */
  offered: number;
};

export const DECISION_SETTINGS: DecisionSettings = {
  confident: 0.62,
  confidentBesideDriving: 0.9,
  drivingInSight: 0.05,
  confidentBesideOutside: 0.85,
  outsideInSight: 0.05,
  tied: 0.48,
  offered: 0.2,
};

const MOST_RANKED = 5;
const MOST_CANDIDATES = 3;

export type Evidence = {
  /** Every intent with its confidence, best first. */
  ranked: RankedIntent[];
  /** The best raw score is as low as that of utterances we know nothing about. */
  isStrange: boolean;
  /** So few words that it tells too little to be called out of scope: "she wont" may go on. */
  isFragment: boolean;
  /** The utterance holds a word of cars, machines or ways home. */
  mentionsDriving: boolean;
  /** The largest share that anyone who judged gives driving, and what is out of scope. */
  driving: number;
  outside: number;
};

type TopicShare = { topic: Topic; confidence: number; intents: RankedIntent[] };

/** What to make of the scores. A wrong answer is worse than a question back, and that is worse than a right answer. */
export function decide(evidence: Evidence, settings = DECISION_SETTINGS): Classification {
  const ranked = evidence.ranked.slice(0, MOST_RANKED);
  const topics = shareByTopic(evidence.ranked);
  const [first] = topics;
  if (!first) return { kind: 'abstained', ranked };
  const isOutside = first.topic === 'out_of_scope' && first.confidence >= settings.confident;
  if (isOutside || evidence.isStrange) {
    return { kind: evidence.isFragment ? 'abstained' : 'out_of_scope', ranked };
  }
  if (first.confidence >= limitFor(first, evidence, settings)) {
    return answerFrom(first, ranked, settings);
  }
  return offer(topics, ranked, settings);
}

function shareByTopic(ranked: RankedIntent[]): TopicShare[] {
  const shares = new Map<Topic, TopicShare>();
  for (const entry of ranked) {
    const topic = topicOf(entry.intent);
    const share = shares.get(topic) ?? { topic, confidence: 0, intents: [] };
    share.confidence += entry.confidence;
    share.intents.push(entry);
    shares.set(topic, share);
  }
  return [...shares.values()].sort((a, b) => b.confidence - a.confidence);
}

/**
 * A driving question answered with another topic could put someone behind the wheel, and an answer to what we have none
 * for misleads, so beside them a topic needs a clear lead.
 */
function limitFor(first: TopicShare, evidence: Evidence, settings: DecisionSettings): number {
  const besideOutside = evidence.outside >= settings.outsideInSight;
  const besideDriving =
    first.topic !== 'driving' &&
    (evidence.mentionsDriving || evidence.driving >= settings.drivingInSight);
  return Math.max(
    settings.confident,
    besideOutside ? settings.confidentBesideOutside : 0,
    besideDriving ? settings.confidentBesideDriving : 0,
  );
}

function answerFrom(
  { intents, confidence }: TopicShare,
  ranked: RankedIntent[],
  settings: DecisionSettings,
): Classification {
  const [best, second] = intents;
  if (!best) return { kind: 'abstained', ranked };
  if (second && second.confidence >= settings.tied * confidence) {
    return { kind: 'ambiguous', candidates: [best.intent, second.intent], ranked };
  }
  return { kind: 'confident', intent: best.intent, ranked };
}

/** Asks which of the likely topics was meant, if there are two or three and each can be answered. */
function offer(
  topics: TopicShare[],
  ranked: RankedIntent[],
  settings: DecisionSettings,
): Classification {
  const candidates = topics
    .filter(({ topic, confidence }) => topic !== 'out_of_scope' && confidence >= settings.offered)
    .slice(0, MOST_CANDIDATES)
    .flatMap(({ intents }): IntentId[] => (intents[0] ? [intents[0].intent] : []));
  if (candidates.length < 2) return { kind: 'abstained', ranked };
  return { kind: 'ambiguous', candidates, ranked };
}
