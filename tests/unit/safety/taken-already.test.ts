import { expect, test } from 'vitest';
import { createRules } from '../../../src/safety/rules/check-rules.ts';
import { loadCues } from '../../../src/safety/rules/load-cues.ts';

const rules = createRules(loadCues(new URL('../../../src/safety/cues/', import.meta.url)));
const urgent = (text: string) =>
  rules
    .check(text, [])
    .hits.filter(({ level }) => level <= 2)
    .map(({ concern }) => concern);

test.each([
  'i took the second one because the first did nothing',
  'took another half an hour later since it wasnt working',
  'my wife used it twice today not knowing i already gave it to her',
  'about to put a second one under my tongue',
  'second dose went in 20 min after the first, nothing yet',
  'i skipped tuesday’s so did two on wednesday',
])('a second dose that was taken, or is about to be, is urgent: %s', (text) => {
  expect(urgent(text)).toContain('dose');
});

test('someone who is pregnant and was treated already is urgent', () => {
  expect(urgent('8 weeks along and did a session')).toContain('pregnancy');
});

test.each([
  'i took the second bus home after my infusion',
  'the second one went better than the first',
  'we did two visits with the insurance nurse',
  'my sister was six months pregnant when she got migraines',
])('a second bus, a good second visit or an old pregnancy is not: %s', (text) => {
  expect(urgent(text)).toEqual([]);
});
