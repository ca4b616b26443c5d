import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords } from '../../../src/answer-bank/diff-words.ts';

test('a changed word is shown as taken out and put in', () => {
  expect(diffWords('Stay 2 hours there.', 'Stay 3 hours there.')).toEqual([
    { kind: 'same', text: 'Stay ' },
    { kind: 'removed', text: '2' },
    { kind: 'added', text: '3' },
    { kind: 'same', text: ' hours there.' },
  ]);
});

test('a sentence that took the place of another is one change', () => {
  expect(diffWords('Rest. Ask our staff first.', 'Rest. You may go first.')).toEqual([
    { kind: 'same', text: 'Rest. ' },
    { kind: 'removed', text: 'Ask our staff' },
    { kind: 'added', text: 'You may go' },
    { kind: 'same', text: ' first.' },
  ]);
});

test('both texts can be put together again from the pieces', () => {
  const text = fc
    .array(fc.constantFrom('a', 'the', ' ', '\n', '  ', '.', 'ñ', 'clinic'))
    .map((a) => a.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = diffWords(before, after);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map((change) => change.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

test('two long texts with nothing in common are one change', () => {
  const before = Array.from({ length: 5000 }, (_, i) => `a${i}`).join(' ');
  const after = Array.from({ length: 5000 }, (_, i) => `b${i}`).join('\n');
  expect(diffWords(before, after)).toEqual([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
});
