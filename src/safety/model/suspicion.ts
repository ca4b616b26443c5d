import type { SecondOpinion } from '../../domain/classification.ts';
import { Concern } from '../../domain/concern.ts';
import { Topic } from '../../domain/topic.ts';
import { CONCERN_COUNT } from './load-training-texts.ts';

/** Danger to life or limb: what pages someone. */
const GRAVE: readonly Concern[] = ['emergency', 'overdose', 'self_harm', 'abuse_disclosed'];
const IS_GRAVE = Concern.options.map((concern) => GRAVE.includes(concern));

/**
 * How much more a passage looks like any concern than like anything harmless: the difference of the logarithms of the
 * summed odds of both. `scores` are by head, concerns first.
 */
export function suspicionOf(scores: Float64Array): number {
  return logOfSum(scores, 0, CONCERN_COUNT) - logOfSum(scores, CONCERN_COUNT, scores.length);
}

/** Whether the likeliest concern is a grave one. */
export function looksGrave(scores: Float64Array): boolean {
  let top = 0;
  for (let at = 1; at < CONCERN_COUNT; at += 1) {
    if ((scores[at] as number) > (scores[top] as number)) top = at;
  }
  return IS_GRAVE[top] ?? false;
}

/** How likely each topic is among the topics; in the scores they follow the concerns. */
export function sharesOfTopics(scores: Float64Array): ReturnType<SecondOpinion> {
  const sum = logOfSum(scores, CONCERN_COUNT, CONCERN_COUNT + Topic.options.length);
  const shares = Topic.options.map((topic, at) => [
    topic,
    Math.exp((scores[CONCERN_COUNT + at] as number) - sum),
  ]);
  return Object.fromEntries(shares);
}

function logOfSum(scores: Float64Array, from: number, to: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at += 1) top = Math.max(top, scores[at] as number);
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += Math.exp((scores[at] as number) - top);
  return top + Math.log(sum);
}
