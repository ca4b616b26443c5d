import { topicOf } from '../../domain/topic.ts';
import {
  createExampleIndex,
  type ExampleIndex,
  type KnownExample,
} from '../explain/example-index.ts';
import { type Finding, labelOf } from './finding.ts';
import type { HeldOutExample } from './folds.ts';

/** Share of the smaller side's examples from which a pair is worth a look, and the fewest of them. */
const LEAST_SHARE = 0.05;
const FEWEST = 3;

type Mistaken = { example: KnownExample; for: string };

/**
 * Pairs of intents, or a topic's others and another topic, that a classifier takes for each other although it never saw the
 * examples, the worst first; each with the examples that it mistook and, `beside` each, what drew it over.
 */
export function findConfusable(held: readonly HeldOutExample[]): Finding[] {
  const index = createExampleIndex(held.map(({ example }) => example));
  const sizes = new Map<string, number>();
  const pairs = new Map<string, Mistaken[]>();
  for (const one of held) {
    for (const label of [labelOf(one.example), one.example.topic])
      sizes.set(label, (sizes.get(label) ?? 0) + 1);
    const taken = takenFor(one);
    if (taken === undefined) continue;
    const key = [labelOf(one.example), taken].sort().join(' | ');
    pairs.set(key, [...(pairs.get(key) ?? []), { example: one.example, for: taken }]);
  }
  return [...pairs]
    .map(([key, mistaken]) => ({ labels: key.split(' | '), mistaken }))
    .map((pair) => ({ ...pair, share: pair.mistaken.length / smallest(pair.labels, sizes) }))
    .filter(({ mistaken, share }) => mistaken.length >= FEWEST && share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .map(({ labels, mistaken, share }) => findingOf(labels, mistaken, { share, index }));
}

/** The label it was wrongly taken for, out of two of a kind: an intent for an intent, a topic for a topic. */
function takenFor({ example, found }: HeldOutExample): string | undefined {
  const best = found.ranked[0]?.intent;
  if (best === undefined) return undefined;
  if (example.intent) return best === example.intent ? undefined : best;
  const topic = topicOf(best);
  return topic === example.topic ? undefined : topic;
}

function smallest(labels: readonly string[], sizes: Map<string, number>): number {
  return Math.min(...labels.map((label) => sizes.get(label) ?? 1));
}

function findingOf(
  labels: string[],
  mistaken: readonly Mistaken[],
  { share, index }: { share: number; index: ExampleIndex },
): Finding {
  const examples = mistaken
    .map(({ example, for: other }) => ({
      text: example.text,
      label: labelOf(example),
      near: index.nearest(example.text, 1, (one) => one.intent === other || one.topic === other)[0],
    }))
    .sort((a, b) => (b.near?.similarity ?? 0) - (a.near?.similarity ?? 0));
  return {
    severity: 'warning',
    rule: 'confusable',
    labels,
    problem: `${labels.join(' and ')} are taken for each other in ${mistaken.length} examples (${Math.round(share * 100)} % of the smaller): say in their words what sets them apart, or make them one`,
    examples: examples.map(({ text, label, near }) => ({
      text,
      label,
      ...(near && { beside: near.text }),
    })),
  };
}
