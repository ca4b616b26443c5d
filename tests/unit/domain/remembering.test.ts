import { expect, test } from 'vitest';
import { remembering } from '../../../src/shared/remembering.ts';

test('what was asked lately is not worked out again, and what was asked longest ago is forgotten first', () => {
  const worked: string[] = [];
  const shout = remembering((text) => `${worked.push(text)} ${text}!`, { most: 2 });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(shout)).toEqual([
    '1 a!',
    '2 b!',
    '1 a!',
    '3 c!',
    '1 a!',
    '4 b!',
  ]);
  expect(worked).toEqual(['a', 'b', 'c', 'b']);
});

test('texts of the same key are the same', () => {
  const first = remembering((text) => text, { most: 5, keyOf: (text) => text.slice(0, 1) });
  expect([first('one'), first('other'), first('two')]).toEqual(['one', 'one', 'two']);
});
