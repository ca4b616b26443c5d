import { Locale } from '../../domain/ids.ts';
import { Topic } from '../../domain/topic.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import type { Finding } from './finding.ts';

/** Examples of an intent: under `least` it is not learnt, under `wanted` it is learnt badly. */
const LIMITS: Record<Locale, { least: number; wanted: number }> = {
  en: { least: 10, wanted: 60 },
  es: { least: 5, wanted: 25 },
};
/** How many times the median, or how small a part of it, is out of balance: the larger one wins where both could be meant. */
const OUT_OF_BALANCE = 3;

export function findTooFew({ intents }: IntentCatalogue): Finding[] {
  return intents.flatMap(({ id, examples }) =>
    Locale.options.flatMap((locale): Finding[] => {
      const { least, wanted } = LIMITS[locale];
      const count = examples[locale].length;
      if (count >= wanted) return [];
      return [
        {
          severity: count < least ? 'error' : 'warning',
          rule: 'too few examples',
          labels: [id],
          problem: `${id} has ${count} examples in ${locale}: write ${wanted - count} more, at least ${wanted} in all`,
          examples: [],
        },
      ];
    }),
  );
}

/** Out of scope is left out: it is all the rest of the world, and needs more. */
export function findUnbalanced({ intents, others }: IntentCatalogue): Finding[] {
  const own = intents.filter(({ topic }) => topic !== 'out_of_scope');
  const byIntent = Locale.options.flatMap((locale) =>
    unbalanced(
      own.map(({ id, examples }) => ({ label: id, count: examples[locale].length })),
      `examples in ${locale}`,
    ),
  );
  const topics = Topic.options.filter((topic) => topic !== 'out_of_scope');
  const byTopic = topics.map((topic) => ({
    label: topic,
    count: others.filter((other) => other.topic === topic).length,
  }));
  return [...byIntent, ...unbalanced(byTopic, 'others')];
}

type Counted = { label: string; count: number };

function unbalanced(counted: readonly Counted[], what: string): Finding[] {
  const counts = counted.map(({ count }) => count).sort((a, b) => a - b);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  return counted
    .filter(({ count }) => count > median * OUT_OF_BALANCE || count * OUT_OF_BALANCE < median)
    .map(({ label, count }) => ({
      severity: 'warning',
      rule: 'unbalanced',
      labels: [label],
      problem: `${label} has ${count} ${what}, where ${median} are usual: bring it nearer to the others`,
      examples: [],
    }));
}
