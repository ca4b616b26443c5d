import type { KnownExample } from '../explain/example-index.ts';

export const RULES = [
  'file',
  'duplicate',
  'near duplicate',
  'too few examples',
  'unbalanced',
  'confusable',
  'stopped by the gate',
] as const;
export type Rule = (typeof RULES)[number];

/** One thing to mend. An `error` teaches the classifier something wrong or nothing; a `warning` is worth a look. */
export type Finding = {
  severity: 'error' | 'warning';
  rule: Rule;
  /** An intent, a topic's others, or two of them that are taken for each other. */
  labels: string[];
  /** `file:line` of what it speaks of, the first of them where there are several. */
  place?: string;
  problem: string;
  /** The examples it speaks of. */
  examples: FoundExample[];
};

/** `beside` is the example of the other side that it resembles most. */
type FoundExample = { text: string; label: string; place?: string; beside?: string };

/** What an example teaches: its intent, or its topic alone. */
export function labelOf({ intent, topic }: Pick<KnownExample, 'intent' | 'topic'>): string {
  return intent ?? `${topic} (others)`;
}

/** Two examples that cannot both be right: of two intents, or of two topics where one is known by its topic alone. */
export function contradict(one: KnownExample, other: KnownExample): boolean {
  if (one.intent && other.intent) return one.intent !== other.intent;
  return one.topic !== other.topic;
}
