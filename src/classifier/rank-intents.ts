import { IntentId } from '../domain/ids.ts';
import { Topic, topicOf } from '../domain/topic.ts';
import type { Evidence } from './decide.ts';
import { createScorer, type Model, type Scores } from './model/model.ts';

/** Words of vehicles, machines, ways home and going back to work, English and Spanish, accents folded. */
const DRIVING =
  /\b(?:driv|drove|cars?\b|wheel\b|vehic|truck|motorc|scooter|bik(?:e|ing)|bicycl|forklift|crane|mower|ladder|machin|uber|lyft|taxi|cabs?\b|bus(?:es)?\b|train\b|subway|rides?\b|pick(?:ed|s)? (?:me|him|her|us|them)? ?up|way home|get(?:ting)? home|(?:back|return|go|going) (?:to|at) (?:work|the office|my job|school|class)|my shift|manej|conduc|carros?\b|coche|auto\b|camion|moto\b|bici|metro\b|maquin|regres\w* (?:al|a) (?:trabajo|trabajar|casa)|volver (?:al|a) (?:trabajo|trabajar|casa)|recog)/;

const MOST_WORDS_OF_A_FRAGMENT = 2;

/** So small that a topic which one model rules out stays behind, and no logarithm of 0 occurs. */
const LEAST_SHARE = 1e-6;

/**
 * Two models judge each utterance: one knows the intents, one the topics alone. Topics they disagree on lose confidence.
 */
export function createRanker(models: {
  byIntent: Model;
  byTopic: Model;
}): (text: string) => Evidence {
  const scoreIntents = createScorer(models.byIntent);
  const scoreTopics = createScorer(models.byTopic);
  const intents = models.byIntent.labels.map((label) => IntentId.parse(label));
  const topics = models.byTopic.labels.map((label) => Topic.parse(label));
  const topicOfIntent = Int32Array.from(intents, (intent) => topics.indexOf(topicOf(intent)));
  const combine = createCombiner(topicOfIntent, topics.length);
  return (text) => {
    const scores = scoreIntents(text);
    const confidences = combine(scores, scoreTopics(text));
    const ranked = intents.map((intent, at) => ({ intent, confidence: confidences[at] ?? 0 }));
    return {
      ranked: ranked.sort((a, b) => b.confidence - a.confidence),
      isStrange: (scores.raw[scores.best] ?? 0) < models.byIntent.calibration.leastScore,
      isFragment: text.trim().split(/\s+/).length <= MOST_WORDS_OF_A_FRAGMENT,
      mentionsDriving: DRIVING.test(fold(text)),
    };
  };
}

/**
 * How much the model of the intents has to say about the topic, from 0 to 1. The one of the topics has learnt from
 * seven times the examples; 0.2 left most messages that can be answered with at most 3 % wrong topics (DECISIONS 37).
 */
const SAY_OF_INTENTS = 0.2;

/** A topic's confidence is the weighted geometric mean of the two models'; its intents share it as the first model says. */
function createCombiner(
  topicOfIntent: Int32Array,
  topicCount: number,
): (intents: Scores, topics: Scores) => Float64Array {
  const sums = new Float64Array(topicCount);
  const factors = new Float64Array(topicCount);
  const combined = new Float64Array(topicOfIntent.length);
  return (intents, topics) => {
    sums.fill(LEAST_SHARE);
    topicOfIntent.forEach((topic, at) => {
      sums[topic] = (sums[topic] ?? 0) + (intents.confidences[at] ?? 0);
    });
    let total = 0;
    sums.forEach((sum, topic) => {
      const known = (topics.confidences[topic] ?? 0) + LEAST_SHARE;
      const both = sum ** SAY_OF_INTENTS * known ** (1 - SAY_OF_INTENTS);
      factors[topic] = both / sum;
      total += both;
    });
    topicOfIntent.forEach((topic, at) => {
      combined[at] = ((intents.confidences[at] ?? 0) * (factors[topic] ?? 0)) / total;
    });
    return combined;
  };
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
