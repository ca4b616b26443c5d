import type { DecidedGapView, GapKind } from '../../wire/gaps.ts';

export const KIND: Record<GapKind, string> = {
  not_understood: 'Not understood',
  not_picked: 'No button fitted',
  not_helped: 'The answer did not help',
  no_answer: 'No answer in the bank',
  unclear: 'Went to staff as unclear',
};

export const ORDER = {
  lately: 'Most asked lately',
  newest: 'Newest',
  most: 'Most asked',
} as const;

/** What was done, as the end of "This was …". */
export function decisionWords({ decision, intent }: Pick<DecidedGapView, 'decision' | 'intent'>) {
  switch (decision) {
    case 'example':
      return `added as an example of ${intent}`;
    case 'out_of_scope':
      return 'marked as out of scope';
    case 'drafted':
      return intent === null ? 'taken up for a new answer' : `taken up for an answer to ${intent}`;
    case 'dismissed':
      return 'dismissed';
  }
}

export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
