import { expect, test } from 'vitest';
import {
  planTraining,
  TRAINING_SETTINGS,
} from '../../../../src/classifier/training/plan-training.ts';

const LABELS = ['DropboxAlternative', 'find_a-song', 'oos'];
const examplesOf = (each: number) =>
  LABELS.flatMap((label) =>
    Array.from({ length: each }, (_, at) => ({ text: `text ${at}`, label })),
  );
const plan = (each: number) => planTraining(examplesOf(each), (label) => label === 'oos');

test("where examples are few the words of an intent's own name are one more, but not of what is out of scope", () => {
  expect(plan(10).examples.slice(30)).toEqual([
    { text: 'dropbox alternative', label: 'DropboxAlternative', isName: true },
    { text: 'find a song', label: 'find_a-song', isName: true },
  ]);
});

test.each([
  [10, TRAINING_SETTINGS.tiny],
  [170, TRAINING_SETTINGS.many],
  [149, TRAINING_SETTINGS.tiny],
  [1_499, TRAINING_SETTINGS.many],
  [1_500, TRAINING_SETTINGS.masses],
])('settings follow from the number of examples (%i each)', (each, settings) => {
  expect(plan(each).settings).toEqual(settings);
});

test('of an intent with many examples the name tells nothing more', () => {
  expect(plan(170).examples).toHaveLength(3 * 170);
});
