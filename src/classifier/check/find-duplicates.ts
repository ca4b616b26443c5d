import type { KnownExample } from '../explain/example-index.ts';
import { createWordReader } from '../model/read-words.ts';
import { contradict, type Finding, labelOf } from './finding.ts';

/** Examples of the same words; case, accents, punctuation and spaces make no difference to the classifier. */
export function findDuplicates(examples: readonly KnownExample[]): Finding[] {
  const read = createWordReader();
  const groups = new Map<string, KnownExample[]>();
  for (const example of examples) {
    const words = read(example.text).plain.join(' ') || example.text;
    groups.set(words, [...(groups.get(words) ?? []), example]);
  }
  return [...groups.values()].filter((group) => group.length > 1).map(findingOf);
}

function findingOf(group: KnownExample[]): Finding {
  const [first] = group;
  const against = first && group.some((other) => contradict(first, other));
  const labels = [...new Set(group.map(labelOf))];
  return {
    severity: against ? 'error' : 'warning',
    rule: 'duplicate',
    labels,
    problem: against
      ? `the same words stand for ${labels.join(' and ')}: keep one`
      : `the same words ${group.length} times in ${labels.join(' and ')}: keep one`,
    examples: group.map((example) => ({ text: example.text, label: labelOf(example) })),
  };
}
