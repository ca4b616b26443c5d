import type { RankedIntent, SecondOpinion } from '../domain/classification.ts';
import { IntentId } from '../domain/ids.ts';
import { Topic, topicOf } from '../domain/topic.ts';
import type { Evidence } from './decide.ts';
import { createScorer, type Model, type Scores } from './model/model.ts';

/** Words of vehicles, machines, ways home and going back to work, English and Spanish, accents folded. */
const DRIVING =
  /\b(?:driv|drove|cars?\b|roads?\b|highway|freeway|motorway|steer|wheel\b|vehic|truck|motorc|scooter|bik(?:e|ing)|bicycl|forklift|crane|mower|ladder|machin|uber|lyft|taxi|cabs?\b|bus(?:es)?\b|train\b|subway|rides?\b|pick(?:ed|s)? (?:me|him|her|us|them)? ?up|way home|get(?:ting)? home|(?:back|return|go|going) (?:to|at) (?:work|the office|my job|school|class)|my shift|manej|conduc|volante|carreter|carros?\b|coche|auto\b|camion|moto\b|bici|metro\b|maquin|regres\w* (?:al|a) (?:trabajo|trabajar|casa)|volver (?:al|a) (?:trabajo|trabajar|casa)|recog)/;

const MOST_WORDS_OF_A_FRAGMENT = 2;

/** So small that a topic which one model rules out stays behind, and no logarithm of 0 occurs. */
const LEAST_SHARE = 1e-6;

/**
 * How much the model of the intents has to say about the topic, from 0 to 1. The one of the topics has learnt from
 * eight times the examples: with 0.2 fewer messages can be answered with at most 3 % wrong topics (DECISIONS 37, 100).
 */
const SAY_OF_INTENTS = 0.05;

/** Below this share of the likeliest topic a second opinion is heard, and then it has as much to say (DECISIONS 100). */
const SURE = 0.9;
const SAY_OF_SECOND_OPINION = 0.5;

/**
 * Two models judge each utterance: one knows the intents, one the topics alone. Topics they disagree on lose confidence,
 * and so do those that a second opinion, where there is one, disagrees on.
 */
export function createRanker(
  models: { byIntent: Model; byTopic: Model },
  secondOpinion?: SecondOpinion,
): (text: string) => Evidence {
  const scoreIntents = createScorer(models.byIntent);
  const scoreTopics = createScorer(models.byTopic);
  const intents = models.byIntent.labels.map((label) => IntentId.parse(label));
  const topics = models.byTopic.labels.map((label) => Topic.parse(label));
  const topicOfIntent = Int32Array.from(intents, (intent) => topics.indexOf(topicOf(intent)));
  return (text) => {
    const scores = scoreIntents(text);
    const ofIntents = sumByTopic(scores, topicOfIntent, topics.length);
    const own = mean(ofIntents, scoreTopics(text).confidences, SAY_OF_INTENTS);
    const isSure = Math.max(...own) >= SURE;
    const second = isSure || !secondOpinion ? undefined : sharesOf(topics, secondOpinion(text));
    const shares = second ? mean(second, own, SAY_OF_SECOND_OPINION) : own;
    const highest = (topic: Topic) =>
      Math.max(...[own, second, shares].map((view) => view?.[topics.indexOf(topic)] ?? 0));
    const ranked = intents.map((intent, at): RankedIntent => {
      const topic = topicOfIntent[at] as number;
      const part = (scores.confidences[at] ?? 0) / (ofIntents[topic] as number);
      return { intent, confidence: part * (shares[topic] as number) };
    });
    return {
      ranked: ranked.sort((a, b) => b.confidence - a.confidence),
      isStrange: (scores.raw[scores.best] ?? 0) < models.byIntent.calibration.leastScore,
      isFragment: text.trim().split(/\s+/).length <= MOST_WORDS_OF_A_FRAGMENT,
      mentionsDriving: DRIVING.test(fold(text)),
      driving: highest('driving'),
      outside: highest('out_of_scope'),
    };
  };
}

/** What a model of intents gives each topic. */
function sumByTopic(
  { confidences }: Scores,
  topicOfIntent: Int32Array,
  topicCount: number,
): Float64Array {
  const sums = new Float64Array(topicCount).fill(LEAST_SHARE);
  topicOfIntent.forEach((topic, at) => {
    sums[topic] = (sums[topic] ?? 0) + (confidences[at] ?? 0);
  });
  return sums;
}

function sharesOf(topics: readonly Topic[], opinion: ReturnType<SecondOpinion>): Float64Array {
  return Float64Array.from(topics, (topic) => opinion[topic]);
}

/** The weighted geometric mean of two views of the topics, brought to a sum of 1; `say` is the weight of the first. */
function mean(some: Float64Array, others: ArrayLike<number>, say: number): Float64Array {
  const both = some.map(
    (share, at) => (share + LEAST_SHARE) ** say * ((others[at] ?? 0) + LEAST_SHARE) ** (1 - say),
  );
  const sum = both.reduce((all, one) => all + one, 0);
  return both.map((one) => one / sum);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
