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
  return joined(
    changes.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  );
}

/** A sentence that was replaced is one change, not a change a word: nobody could read it otherwise. */
function joined(changes: WordChange[]): WordChange[] {
  const found: WordChange[] = [];
  let run = { removed: '', added: '' };
  const close = () => {
    for (const kind of ['removed', 'added'] as const) {
      if (run[kind] !== '') found.push({ kind, text: run[kind] });
    }
    run = { removed: '', added: '' };
  };
  changes.forEach(({ kind, text }, at) => {
    if (kind !== 'same') run[kind] += text;
    else if (isGap(text) && isChange(changes[at - 1]) && isChange(changes[at + 1])) {
      run.removed += text;
      run.added += text;
    } else {
      close();
      found.push({ kind, text });
    }
  });
  close();
  return found;
}

function isGap(text: string): boolean {
  return /^[^\S\n]+$/.test(text);
}

function isChange(change: WordChange | undefined): boolean {
  return change !== undefined && change.kind !== 'same';
}
