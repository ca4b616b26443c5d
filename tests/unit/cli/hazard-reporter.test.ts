import { expect, test } from 'vitest';
import { findUnshown, type RanTest } from '../../support/find-unshown.ts';

const named = (title: string, file = 'tests/a.test.ts') => ({ hazard: 'H01', file, title });
const ran = (title: string, state: RanTest['state'] = 'passed', file = 'tests/a.test.ts') => ({
  file,
  title,
  state,
});

test('a test that passed shows a hazard’s control', () => {
  expect(findUnshown([named('it helps')], [ran('it helps'), ran('other', 'failed')])).toEqual([]);
});

test("a test that is missing, skipped or failed does not show a hazard's control", () => {
  const tests = [ran('a', 'skipped'), ran('b', 'failed'), ran('c', 'passed', 'tests/b.test.ts')];
  expect(findUnshown([named('a'), named('b'), named('c')], tests)).toEqual([
    'H01: tests/a.test.ts › a was skipped',
    'H01: tests/a.test.ts › b failed',
    'H01: tests/a.test.ts › c does not exist',
  ]);
});

test('a name that ends in … stands for all tests that begin so, and needs one', () => {
  const rows = [ran('gives: x'), ran('gives: y', 'failed')];
  expect(findUnshown([named('gives: …')], rows.slice(0, 1))).toEqual([]);
  expect(findUnshown([named('gives: …')], rows)).toHaveLength(1);
  expect(findUnshown([named('takes: …')], rows)).toHaveLength(1);
});

test('a run of some files is held to those files alone', () => {
  const both = [named('a'), named('b', 'tests/b.test.ts')];
  expect(findUnshown(both, [], new Set(['tests/b.test.ts']))).toEqual([
    'H01: tests/b.test.ts › b does not exist',
  ]);
});
