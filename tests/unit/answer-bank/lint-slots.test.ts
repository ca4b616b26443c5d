import { describe, expect, test } from 'vitest';
import { lintContent } from '../../../src/answer-bank/lint/lint-content.ts';
import type { Locale } from '../../../src/domain/ids.ts';
import { aContent } from './an-answer.ts';

const problemsOf = (text: string, intent = 'provider.cost', locale: Locale = 'en') =>
  lintContent(aContent({ text, intents: [intent] }), locale);
const rulesOf = (...args: Parameters<typeof problemsOf>) => [
  ...new Set(problemsOf(...args).map(({ rule }) => rule)),
];

describe('a place for a fact', () => {
  test.each([
    [
      'in a passage with other words for a clinic that says nothing',
      'provider.cost',
      'Ask first. {if clinic.plans}We work with:\n\n{clinic.plans}\n\nAsk us.{else}Ask which plans.{end}',
    ],
    [
      'in a link',
      'provider.cost',
      '{if clinic.portalUrl}Use the [portal]({clinic.portalUrl}).{else}Call us.{end}',
    ],
    [
      'that is only asked for',
      'provider.cost',
      '{if clinic.parking}You can park here.{else}Ask where to park.{end}',
    ],
    ['that the settings always fill', 'provider.cost', 'Call {clinic.name} at {clinic.phone}.'],
    [
      'of fasting, where food is the question',
      'prep.food_drink',
      '{if clinic.fastingFoodHours}Eat nothing for {clinic.fastingFoodHours} before.{else}Ask the clinic when to stop.{end}',
    ],
  ])('is fine %s', (_name, intent, text) => {
    expect(problemsOf(text, intent)).toEqual([]);
  });

  test.each([
    ['that does not exist', 'Call {clinic.fax}.', '{clinic.fax}'],
    ['that does not exist, asked for', '{if clinic.fax}Fax us.{end}', '{if clinic.fax}'],
    ['that may be empty, without a passage', 'We take {clinic.plans}.', '{clinic.plans}'],
    [
      'in the half of a passage where it is empty',
      '{if clinic.languages}Ask.{else}We speak {clinic.languages}.{end}',
      '{clinic.languages}',
    ],
    [
      'of another fact than the passage asks for',
      '{if clinic.parking}We speak {clinic.languages}.{end}',
      '{clinic.languages}',
    ],
    ['that has no words', '{if clinic.parking}Parking: {clinic.parking}.{end}', '{clinic.parking}'],
    [
      'that is a list, inside a sentence',
      '{if clinic.plans}We take {clinic.plans} here.{end}',
      '{clinic.plans}',
    ],
    [
      'that is an address, in plain words',
      '{if clinic.portalUrl}Go to {clinic.portalUrl} now.{end}',
      '{clinic.portalUrl}',
    ],
    [
      'in a passage that is not closed',
      'Ask. {if clinic.parking}Park here.',
      '{if clinic.parking}',
    ],
    [
      'in a passage within a passage',
      '{if clinic.parking}A {if clinic.stepFree}B{end} C{end}',
      '{if clinic.stepFree}',
    ],
    ['in a passage that is closed twice', '{if clinic.parking}Park here.{end} Ask.{end}', '{end}'],
    ['whose words are not written yet', 'Ask. {if clinic.parking}…{end}', '{if clinic.parking}'],
    [
      'whose other words are not written yet',
      '{if clinic.languages}We speak {clinic.languages}.{else} … {end}',
      '{if clinic.languages}',
    ],
    ['that needs no passage', '{if clinic.phone}Call {clinic.phone}.{end}', '{if clinic.phone}'],
  ])('%s is refused, with the place', (_name, text, excerpt) => {
    const found = problemsOf(text).filter(({ rule }) => rule === 'slot');
    expect(found.map((problem) => problem.excerpt)).toContain(excerpt);
  });

  test.each([
    'Wait {clinic.fastingFoodHours} between sprays.',
    'Eat nothing and use the spray for {clinic.fastingFoodHours}.',
    'Stay for {clinic.fastingFoodHours}.',
    'Take {clinic.fastingFoodHours} of ketamine with food.',
  ])('of fasting is no measure of anything else: %s', (sentence) => {
    const text = `{if clinic.fastingFoodHours}${sentence}{else}Ask.{end}`;
    expect(rulesOf(text, 'prep.food_drink')).toContain('slot');
  });

  test('of fasting stands in no answer on another thing, such as staying', () => {
    const text = '{if clinic.fastingFoodHours}Eat nothing for {clinic.fastingFoodHours}.{end} Ask.';
    expect(rulesOf(text, 'expect.visit_length')).toContain('slot');
    expect(rulesOf(text, 'prep.food_drink')).toEqual([]);
  });

  test('cannot make a dose: a figure or a unit beside it is found', () => {
    const around = (words: string) =>
      `{if clinic.fastingFoodHours}Eat nothing for ${words}.{end} Ask.`;
    expect(rulesOf(around('{clinic.fastingFoodHours} mg'), 'prep.food_drink')).toContain('dose');
    expect(rulesOf(around('1{clinic.fastingFoodHours}'), 'prep.food_drink')).toContain('digit');
  });

  test('in the title is refused', () => {
    const problems = lintContent(aContent({ title: 'Call {clinic.phone}' }), 'en');
    expect(problems.map(({ field, rule }) => `${field} ${rule}`)).toContain('title format');
  });
});

describe('every way in which a text can come out', () => {
  test('is read: words that are wrong only where a fact is not known are found, and the place is told', () => {
    const text = 'Ask first. {if clinic.parking}Park here.{else}Take 50 mg before you park.{end}';
    expect(problemsOf(text)).toContainEqual(
      expect.objectContaining({
        rule: 'dose',
        problem: expect.stringMatching(/^Where clinic\.parking is not known: /),
      }),
    );
  });

  test('is read: a sentence that two passages make together is found', () => {
    const text =
      'Use {if clinic.parking}two{else}some{end} {if clinic.stepFree}sprays{else}doors{end} here.';
    const [problem] = problemsOf(text).filter(({ rule }) => rule === 'dose');
    expect(problem?.problem).toMatch(
      /^Where clinic\.parking is known and clinic\.stepFree is known/,
    );
  });

  test('is measured with the longest facts there can be', () => {
    const words = 'Our clinic on the hill has the name of old times, and that is still';
    expect(rulesOf(`${words} {clinic.phone}.`)).toEqual([]);
    expect(rulesOf(`${words} {clinic.name}.`)).toEqual(['sentence']);
  });

  test('is not more than sixteen: a text that asks for five facts is refused', () => {
    const asks = ['parking', 'stepFree', 'interpreter', 'paymentPlan', 'savingsCards'];
    const text = asks.map((fact) => `{if clinic.${fact}}Yes, you can.{end}`).join(' ');
    expect(problemsOf(`Ask. ${text}`).map(({ problem }) => problem)).toContain(
      'Passages ask for 5 facts; 4 are the most.',
    );
  });

  test('of a text of nothing but passages is judged in well under five seconds', () => {
    const started = performance.now();
    rulesOf('{if clinic.parking}a{else}b{end} '.repeat(300));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
