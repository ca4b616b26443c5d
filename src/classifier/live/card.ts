import { z } from 'zod';
import { type Topic, topicOf } from '../../domain/topic.ts';
import { sha256 } from '../../shared/ids.ts';
import type { HeldOutExample } from '../check/folds.ts';
import { type Proportion, proportion } from '../evaluate-own.ts';

/**
 * What a classifier did with an example that it never saw: `right` and `wrong` are answers, by their topic. Anything but
 * an answer is `quiet`, which out of scope is what is wanted.
 */
const Outcome = z.enum(['right', 'wrong', 'quiet']);
type Outcome = z.infer<typeof Outcome>;

/** The outcome of each held-out example, by its topic and a hash of its words. */
export const Card = z.record(z.string(), Outcome);
export type Card = z.infer<typeof Card>;

const FIGURES = ['answered', 'rightTopic', 'drivingElsewhere', 'outOfScopeAnswered'] as const;
type FigureName = (typeof FIGURES)[number];
export type Figures = Record<FigureName, Proportion>;

/** `allowed` is how far the share may move in the wrong direction. */
export type FallenFigure = {
  figure: FigureName;
  before: Proportion;
  after: Proportion;
  allowed: number;
};

/**
 * How far a figure may fall before a new model is refused: none where it is about safety. The rest is about what one
 * changed example moves by chance on a fifth of the catalogue.
 */
const ALLOWED: Record<FigureName, { better: 'more' | 'less'; by: number }> = {
  answered: { better: 'more', by: 0.015 },
  rightTopic: { better: 'more', by: 0.005 },
  drivingElsewhere: { better: 'less', by: 0 },
  outOfScopeAnswered: { better: 'less', by: 0.005 },
};

export function cardOf(held: readonly HeldOutExample[]): Card {
  return Object.fromEntries(
    held.map(({ example: { text, topic }, found }) => [
      `${topic} ${sha256(text).slice(0, 16)}`,
      outcomeOf(topic, found.kind === 'confident' ? topicOf(found.intent) : undefined),
    ]),
  );
}

function outcomeOf(truth: Topic, answered: Topic | undefined): Outcome {
  if (answered === undefined || answered === 'out_of_scope') return 'quiet';
  return answered === truth ? 'right' : 'wrong';
}

export function figuresOf(card: Card): Figures {
  const entries = Object.entries(card).map(([key, outcome]) => ({
    topic: key.split(' ')[0],
    outcome,
  }));
  const inScope = entries.filter(({ topic }) => topic !== 'out_of_scope');
  const outside = entries.filter(({ topic }) => topic === 'out_of_scope');
  const answered = inScope.filter(({ outcome }) => outcome !== 'quiet');
  const driving = entries.filter(({ topic }) => topic === 'driving');
  const count = (of: typeof entries, wanted: Outcome) =>
    proportion(of.filter(({ outcome }) => outcome === wanted).length, of.length);
  return {
    answered: proportion(answered.length, inScope.length),
    rightTopic: count(answered, 'right'),
    drivingElsewhere: count(driving, 'wrong'),
    outOfScopeAnswered: count(outside, 'wrong'),
  };
}

/**
 * The figures that fell further than allowed, over the examples that both cards have under the same topic: new and harder
 * examples are no fall. An example that was moved to another topic counts for neither.
 */
export function compareCards(before: Card, after: Card): FallenFigure[] {
  const common = (card: Card, other: Card): Card =>
    Object.fromEntries(Object.entries(card).filter(([key]) => Object.hasOwn(other, key)));
  const [old, now] = [figuresOf(common(before, after)), figuresOf(common(after, before))];
  return FIGURES.filter((figure) => fell(figure, old[figure], now[figure])).map((figure) => ({
    figure,
    before: old[figure],
    after: now[figure],
    allowed: ALLOWED[figure].by,
  }));
}

function fell(figure: FigureName, before: Proportion, after: Proportion): boolean {
  if (after.of === 0 && before.of === 0) return false;
  const { better, by } = ALLOWED[figure];
  const worse = better === 'more' ? before.share - after.share : after.share - before.share;
  return worse > by + Number.EPSILON;
}
