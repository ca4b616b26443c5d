import { expect, test } from 'vitest';
import { checkCatalogue, workOf } from '../../../../src/classifier/check/check-catalogue.ts';
import { findConfusable } from '../../../../src/classifier/check/find-confusable.ts';
import type { Rule } from '../../../../src/classifier/check/finding.ts';
import { foldOf } from '../../../../src/classifier/check/folds.ts';
import type { IntentCatalogue } from '../../../../src/classifier/load-intents.ts';
import { IntentId } from '../../../../src/domain/ids.ts';
import { aCatalogue, inThisThread } from '../live/live-kit.ts';
import { SMALL_EXAMPLES } from '../small-examples.ts';

const calm = { check: () => ({ concerns: [], modifiers: [] }) };

async function findingsOf(rule: Rule, catalogue: IntentCatalogue, gate = calm) {
  const findings = await checkCatalogue({ catalogue, gate, inWorker: inThisThread });
  return findings.filter((finding) => finding.rule === rule);
}

test('the same words for two intents are an error, and twice in one a warning', async () => {
  const catalogue = aCatalogue({
    ...SMALL_EXAMPLES,
    'prep.clothes': [
      ...(SMALL_EXAMPLES['prep.clothes'] ?? []),
      'Can I drive, home after my infusión?',
    ],
    'contact.hours': ['opening hours', 'Opening hours?'],
  });
  expect(await findingsOf('duplicate', catalogue)).toMatchObject([
    { severity: 'error', labels: ['driving.after_treatment', 'prep.clothes'] },
    { severity: 'warning', labels: ['contact.hours'] },
  ]);
});

test('a question of a topic that an intent of another topic has is an error; of the same topic a warning', async () => {
  const text = 'what should i wear';
  const others = (topic: 'prep' | 'driving') => ({ ...aCatalogue(), others: [{ topic, text }] });
  expect(await findingsOf('duplicate', others('prep'))).toMatchObject([{ severity: 'warning' }]);
  expect(await findingsOf('duplicate', others('driving'))).toMatchObject([
    { severity: 'error', labels: ['prep.clothes', 'driving (others)'] },
  ]);
});

test('examples of two intents that differ in one word of many are named; different ones are not', async () => {
  const catalogue = aCatalogue({
    'driving.ride_home': [
      'will somebody fetch me from the clinic after my visit',
      'who fetches me',
    ],
    'prep.escort': [
      'will somebody fetch me from the clinic after our visit',
      'bring somebody along',
    ],
  });
  expect(await findingsOf('near duplicate', catalogue)).toMatchObject([
    { severity: 'warning', labels: ['driving.ride_home', 'prep.escort'] },
  ]);
});

test('too few examples are counted by language: none of a language is an error', async () => {
  const found = await findingsOf('too few examples', aCatalogue());
  const driving = found.filter(({ labels }) => labels.includes('driving.after_treatment'));
  expect(driving).toMatchObject([
    { severity: 'error', problem: expect.stringContaining('8 examples in en') },
    { severity: 'error', problem: expect.stringContaining('0 examples in es') },
  ]);
});

test('an intent with many times the examples of the others is out of balance, out of scope is not', async () => {
  const many = Array.from({ length: 40 }, (_, at) => `may i drive on day ${at}`);
  const catalogue = aCatalogue({
    ...SMALL_EXAMPLES,
    'driving.after_treatment': many,
    'out_of_scope.everyday': many.map((text) => `${text} to the moon`),
  });
  const found = await findingsOf('unbalanced', catalogue);
  expect(found.flatMap(({ labels }) => labels)).toEqual(['driving.after_treatment']);
});

test('two intents that are taken for each other are named with what draws each example over', () => {
  const [one, other] = [IntentId.parse('expect.feelings'), IntentId.parse('expect.after')];
  const mistaken = Array.from({ length: 4 }, (_, at) => ({
    example: { text: `how will i feel number ${at}`, topic: 'expect' as const, intent: one },
    found: { kind: 'abstained' as const, ranked: [{ intent: other, confidence: 0.6 }] },
  }));
  const right = Array.from({ length: 20 }, (_, at) => ({
    example: { text: `how will i feel after it ${at}`, topic: 'expect' as const, intent: other },
    found: { kind: 'abstained' as const, ranked: [{ intent: other, confidence: 0.9 }] },
  }));
  const [found, ...more] = findConfusable([...mistaken, ...right]);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ rule: 'confusable', labels: ['expect.after', 'expect.feelings'] });
  expect(found?.examples).toHaveLength(4);
  expect(found?.examples[0]?.beside).toContain('how will i feel after it');
});

test('an example that the gate stops is a warning with the concern', async () => {
  const gate = {
    check: ({ text }: { text: string }) => ({
      concerns: text.includes('sweatpants')
        ? [
            {
              concern: 'dose' as const,
              level: 3 as const,
              urgency: 'routine' as const,
              detector: 'rule' as const,
              cue: 'x',
            },
          ]
        : [],
      modifiers: [],
    }),
  };
  expect(await findingsOf('stopped by the gate', aCatalogue(), gate as typeof calm)).toMatchObject([
    { severity: 'warning', labels: ['prep.clothes'], problem: expect.stringContaining('dose') },
  ]);
});

test('every example is held out once, and stays in its part when others come and go', () => {
  const folds = ['a', 'b', 'c', 'can i drive'].map((text) => foldOf(text, 3));
  expect(folds).toEqual(['a', 'b', 'c', 'Can I drive '].map((text) => foldOf(text, 3)));
  expect(workOf(aCatalogue())).toBe(2 * Object.values(SMALL_EXAMPLES).flat().length);
});
