import { diffWordsWithSpace } from 'diff';

export type WordChange = { kind: 'same' | 'added' | 'removed'; text: string };

/** Past this many changed words a word diff helps nobody; it also bounds the time that a diff can take. */
const MOST_CHANGES = 2000;

/**
 * What changed from one text to the next, word by word. The pieces that are not `added` make up `before` again, byte by
 * byte, and those that are not `removed` make up `after`.
 */
export function diffWords(before: string, after: string): WordChange[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  if (!changes) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
