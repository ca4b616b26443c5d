import type { Classification, Classifier, RankedIntent } from '../../domain/classification.ts';
import type { IntentId } from '../../domain/ids.ts';
import { type Topic, topicOf } from '../../domain/topic.ts';
import { splitQuestions } from '../split-questions.ts';
import type { ExampleIndex, NearExample } from './example-index.ts';

/**
 * What a word does to the logarithm of the odds (natural) of the topic and of the intent: above 0 it speaks for it, below
 * against it. 0.7 doubles the odds, 2.3 makes them ten times as good.
 */
export type WordWeight = { word: string; forTopic: number; forIntent: number };

export type QuestionExplanation = {
  text: string;
  kind: Classification['kind'];
  /** The likeliest, also where the classifier abstained; absent where it knows nothing at all. */
  topic?: Topic;
  topicConfidence?: number;
  intent?: IntentId;
  intentConfidence?: number;
  /** The strongest first, whichever way they point. */
  words: WordWeight[];
  nearest: NearExample[];
};

export type Explain = (text: string) => QuestionExplanation[];

/** Past these many different words the later ones are not weighed: each one asks the classifier once more. */
const MOST_WORDS = 60;
const NEAREST = 3;
const SMALLEST_WEIGHT = 0.05;
/** Confidences outside of this are the same to a reader, and their odds are not to be had. */
const LEAST_CONFIDENCE = 1e-4;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/**
 * Says of each question in a message why it was understood as it was. A word's weight is what the classifier says with the
 * word against what it says without it, so it holds for whatever models decide together. Hand in redacted text: the
 * explanation repeats it.
 */
export function createExplainer({
  classifier,
  examples,
}: {
  classifier: Pick<Classifier, 'classify'>;
  examples: ExampleIndex;
}): Explain {
  return (text) =>
    splitQuestions(text).map((question) => {
      const { kind, ranked } = classifier.classify(question);
      const nearest = examples.nearest(question, NEAREST);
      const best = bestOf(ranked);
      if (!best) return { text: question, kind, words: [], nearest };
      const words = weighWords(question, (left) => measure(classifier.classify(left).ranked, best));
      return { text: question, kind, ...best, words, nearest };
    });
}

type Best = { topic: Topic; topicConfidence: number; intent: IntentId; intentConfidence: number };

/** The likeliest topic, and the likeliest intent of it. */
function bestOf(ranked: readonly RankedIntent[]): Best | undefined {
  const topics = [...new Set(ranked.map(({ intent }) => topicOf(intent)))];
  const [topic] = topics.sort((a, b) => confidenceOf(ranked, b) - confidenceOf(ranked, a));
  const first = ranked.find(({ intent }) => topicOf(intent) === topic);
  if (!topic || !first) return undefined;
  return {
    topic,
    topicConfidence: confidenceOf(ranked, topic),
    intent: first.intent,
    intentConfidence: first.confidence,
  };
}

function confidenceOf(ranked: readonly RankedIntent[], topic: Topic): number {
  return ranked
    .filter(({ intent }) => topicOf(intent) === topic)
    .reduce((sum, { confidence }) => sum + confidence, 0);
}

type Odds = { topic: number; intent: number };

function measure(ranked: readonly RankedIntent[], { topic, intent }: Best): Odds {
  const own = ranked.find((entry) => entry.intent === intent)?.confidence ?? 0;
  return { topic: logOdds(confidenceOf(ranked, topic)), intent: logOdds(own) };
}

function logOdds(confidence: number): number {
  const inside = Math.min(Math.max(confidence, LEAST_CONFIDENCE), 1 - LEAST_CONFIDENCE);
  return Math.log(inside / (1 - inside));
}

function weighWords(question: string, oddsOf: (text: string) => Odds): WordWeight[] {
  const whole = oddsOf(question);
  const words = [...new Set((question.match(WORD) ?? []).map((word) => word.toLowerCase()))];
  return words
    .slice(0, MOST_WORDS)
    .map((word) => {
      const without = oddsOf(leaveOut(question, word));
      return {
        word,
        forTopic: round(whole.topic - without.topic),
        forIntent: round(whole.intent - without.intent),
      };
    })
    .filter((weight) => strength(weight) >= SMALLEST_WEIGHT)
    .sort((a, b) => strength(b) - strength(a));
}

function leaveOut(question: string, word: string): string {
  return question.replace(WORD, (found) => (found.toLowerCase() === word ? ' ' : found));
}

function strength({ forTopic, forIntent }: WordWeight): number {
  return Math.max(Math.abs(forTopic), Math.abs(forIntent));
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
