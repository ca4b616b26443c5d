import { expect, test } from 'vitest';
import { readChoice } from '../../../src/bot/read-choice.ts';
import type { Choice } from '../../../src/domain/reply.ts';

const menu: Choice[] = [
  { kind: 'topic', topic: 'driving', label: 'Driving and getting home' },
  { kind: 'topic', topic: 'human', label: 'Talk to a person' },
];

test.each(['2', '2.', '#2', ' 2) ', 'talk to a person', '２'])(
  'a patient picks the second entry by %j',
  (said) => {
    expect(readChoice(said, menu)).toBe(menu[1]);
  },
);

test.each(['3', '0', '22', '2 of them', 'driving', '', 'two'])('%j picks nothing', (said) => {
  expect(readChoice(said, menu)).toBeUndefined();
});
