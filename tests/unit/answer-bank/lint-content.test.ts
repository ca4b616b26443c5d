import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintDates } from '../../../src/answer-bank/lint/check-upkeep.ts';
import { lintContent } from '../../../src/answer-bank/lint/lint-content.ts';
import type { Locale } from '../../../src/domain/ids.ts';
import { aContent } from './an-answer.ts';

function rulesOf(text: string, locale: Locale = 'en', intent = 'provider.cost'): string[] {
  const problems = lintContent(aContent({ text, intents: [intent] }), locale);
  return [...new Set(problems.map(({ rule }) => rule))];
}

const DOSES = [
  'Take 50 mg.',
  'It is given as mg/kg.',
  'Take fifty milligrams.',
  'Take 5 m g of it.',
  'Take **5**0**mg** of it.',
  'Take &#53;&#48; mg.',
  'Take ５０ ｍｇ.',
  'Most get two sprays.',
  'Most get two nasal sprays.',
  'Most get two of the nasal sprays.',
  'Use one more spray.',
  'Take another tablet if it still hurts.',
  'Take half a pill.',
  'Take half of the lozenge.',
  'Plan for six infusions.',
  'Plan for six weekly visits.',
  'Plan for a couple of sessions.',
  'Come every two weeks.',
  'Use it every other day.',
  'Use it every 2 hours.',
  'Use it every 24 hours.',
  'Use it twice a day.',
  'Use it three times per week.',
  'Use the spray once a day.',
  'Use it daily.',
  'Visits are weeks apart.',
  'A low dose is enough.',
  'Ask for the lowest dose of it.',
  'You may need more ketamine.',
  'Microdosing is popular.',
  'Taper it with care.',
  'Leave ten minutes in between.',
  'Use a 10% drop.',
  'Use ten percent.',
  'Sprays: two at a time.',
  'Take half a gram.',
  'Take a quarter of a lozenge.',
  'Use a third of an old tablet.',
  'Put a spray in each nostril.',
  'Put two in each nostril.',
  'Take a small pill before bed.',
  'It is given b.i.d.',
  'Take it p.r.n. at night.',
  'Tome dos pastillas.',
  'Tome una pastilla cuando duela.',
  'Ponga un poco en cada fosa de la nariz.',
  'Tome media pastilla.',
  'Venga cada semana.',
  'Venga cada dos semanas.',
  'Use el aerosol dos veces al día.',
  'Una dosis baja basta.',
  'Puede usar otra pastilla.',
  'Serán seis infusiones.',
  'Tome 5 gotas.',
  'See [the label](https://example.org/take-50mg-now).',
];

describe('a dose in an answer', () => {
  test.each(DOSES)('is refused: %s', (text) => {
    expect(rulesOf(text)).toContain('dose');
    expect(rulesOf(text, 'es')).toContain('dose');
  });

  test('is refused in the title, which is shown on buttons', () => {
    const problems = lintContent(aContent({ title: 'Two sprays or one' }), 'en');
    expect(problems.map(({ field, rule }) => `${field} ${rule}`)).toEqual(['title dose']);
  });

  test.each([
    'If you use a patch, tell staff.',
    'Do you use a nose spray?',
    'Si usa un parche, avise.',
  ])('is not seen where somebody is asked or told of what there is: %s', (text) =>
    expect(rulesOf(text)).not.toContain('dose'),
  );

  test('is found however many ordinary words stand around it', () => {
    const words = fc.array(fc.constantFrom('the', 'clinic', 'can', 'tell', 'you', 'and', 'calm,'));
    fc.assert(
      fc.property(words, words, fc.constantFrom(...DOSES.slice(0, 30)), (before, after, dose) => {
        expect(rulesOf([...before, dose, ...after].join(' '))).toContain('dose');
      }),
    );
  });
});

describe('a number in an answer', () => {
  test.each([
    'Plan to stay at least 2 hours, and until staff say you can go.',
    'For free help, call SAMHSA at 1-800-662-4357.',
    'Call 911, or call or text 988.',
    'Call the clinic at {clinic.phone}.',
  ])('may be one of the few allowed: %s', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  test.each([
    'Call 1-800-662-4375.',
    'Call 555-0137.',
    'Call 9111.',
    'Call 988-1234.',
    'It costs 400.',
    'Stay 12 hours.',
    'Stay 0.2 hours.',
    'Stay 1-2 hours.',
    'Ask for form ½.',
    'Ask for form ٣.',
    'In 2019 it was new.',
  ])('is refused otherwise: %s', (text) => {
    expect(rulesOf(text)).toContain('digit');
  });
});

describe('a forbidden phrase', () => {
  test.each([
    ['Ketamine is safe.', 'en'],
    ['It is the gold standard.', 'en'],
    ['It cures migraine.', 'en'],
    ['You should be fine.', 'en'],
    ['That **is nor**mal.', 'en'],
    ['You can drive the next day.', 'en'],
    ['Skip your pills that morning.', 'en'],
    ['It is FDA-approved.', 'en'],
    ['It is approved for migraine.', 'en'],
    ['It costs $ a lot.', 'en'],
    ['It helps with depression.', 'en'],
    ['Please tell me your name.', 'en'],
    ['I am a doctor.', 'en'],
    ['It is less addictive than others.', 'en'],
    ['It is mild, in a mild light.', 'en'],
    ['It is not safe for some but safe for you.', 'en'],
    ['It is a horse drug.', 'en'],
    ['It is less habit-forming than opioids.', 'en'],
    ['It is legal everywhere.', 'en'],
    ['A patient told us that it changed her life.', 'en'],
    ['Los efectos son leves.', 'es'],
    ['Una paciente nos contó que duerme bien.', 'es'],
    ['Es legal en todas partes.', 'es'],
    ['Crea menos hábito que los opioides.', 'es'],
    ['La ketamina es segura.', 'es'],
    ['CURA la migraña.', 'es'],
    ['Usted estara bien.', 'es'],
    ['Puede manejar mañana.', 'es'],
    ['Sin efectos secundarios.', 'es'],
  ] as const)('is refused: %s', (text, locale) => {
    expect(rulesOf(text, locale)).toContain('forbidden_phrase');
  });

  test.each([
    'Ketamine is not safe for everyone.',
    'Ask first. Many things can be unsafe with ketamine.',
    'It is not a first choice for migraine.',
    'Staff check your oxygen levels.',
    'Do not ride a horse.',
    'The room has a mild light.',
  ])('is no more than the words say: %s', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });
});

describe('the driving rule C1', () => {
  const rule =
    'Do not drive until 24 hours have passed **and** you have had a full night of sleep.';
  const regla = 'No maneje hasta que pasen 24 horas **y** haya dormido bien toda una noche.';
  const driving = (text: string, locale: Locale = 'en') =>
    rulesOf(text, locale, 'driving.after_treatment');

  test('is both conditions, in either language', () => {
    expect(driving(`Do not drive yourself home. ${rule}`)).toEqual([]);
    expect(driving(regla, 'es')).toEqual([]);
  });

  test.each([
    'Do not drive until 24 hours have passed.',
    'Do not drive until you have had a full night of sleep.',
    'Do not drive until 24 hours have passed or you have had a full night of sleep.',
    'You had a full night of sleep and 24 hours have passed.',
    `${rule} Wait 2 hours for a scooter.`,
    `${rule} A short trip is another matter.`,
    `${rule} Drive the same day with care.`,
    `${rule} Ride a bike when you feel fine.`,
    'Plan a ride with an adult.',
  ])('is not: %s', (text) => {
    expect(driving(text)).toContain('driving_rule');
  });

  test.each([
    'No maneje hasta que pasen 24 horas.',
    'No maneje hasta que pasen 24 horas o haya dormido bien toda una noche.',
    `${regla} Espere hasta el día siguiente.`,
    `${regla} Espere 2 horas para la moto.`,
  ])('is not: %s', (text) => {
    expect(driving(text, 'es')).toContain('driving_rule');
  });

  test('holds wherever an answer puts a time to driving', () => {
    expect(rulesOf('Do not drive for 2 hours.')).toContain('driving_rule');
    expect(rulesOf('No maneje por 24 horas.', 'es')).toContain('driving_rule');
    expect(rulesOf(rule)).toEqual([]);
  });
});

describe('the other decided rules', () => {
  test('an answer on food names no time (C2)', () => {
    const fasting = (text: string) => rulesOf(text, 'en', 'prep.food_drink');
    expect(fasting('Eat nothing for 2 hours before.')).toContain('fasting_rule');
    expect(fasting('Eat nothing after midnight.')).toContain('fasting_rule');
    expect(fasting('Your clinic will tell you when to stop eating.')).toEqual([]);
  });

  test('staying takes at least 2 hours and until staff say so (C3)', () => {
    expect(rulesOf('Plan to stay 2 hours.')).toContain('staying_rule');
    expect(rulesOf('Plan to stay at least 2 hours.')).toContain('staying_rule');
    expect(rulesOf('Quédese 2 horas.', 'es')).toContain('staying_rule');
  });
});

describe('links, slots and marks', () => {
  test.each([
    '[here](javascript:alert(1))',
    '[here](JaVaScRiPt:alert)',
    '[here](data:text/html,hello)',
    '[here](//example.org/x)',
    '[here](/etc/passwd)',
    '[here](https://user:word@example.org/)',
    '[here](https://user@example.org/)',
    '[here](https://127.0.0.1/)',
    '[here](https://localhost/)',
    '[here](https://example.org:8443/)',
    '[here](https://example.org "and more")',
    '[](https://example.org)',
    '[www.clinic.org](https://example.org)',
    '<https://example.org>',
    'Look at https://example.org for it.',
    'Look at clinic.org for it.',
    'See [the label](http://www.fda.gov/page).',
  ])('a link of another form is refused: %s', (text) => {
    expect(rulesOf(text)).toContain('link');
  });

  test.each([
    'Look at the [price rules](http://www.cms.gov/nosurprises).',
    'Look at [this](https://www.fda.gov/page).',
    'Look at [this](https://cms.gov.example.net/).',
    'Look at [this](https://example.org/other).',
  ])('a link that is not https to a listed host is refused: %s', (text) => {
    expect(rulesOf(text)).toEqual(['link']);
  });

  test('the refusal of a host says which there are, and that pages of the clinic are slots', () => {
    const text = 'Look at [our page](https://clinic.example.net/).';
    const [refused] = lintContent(aContent({ text }), 'en');
    expect(refused?.problem).toMatch(/cms\.gov.*docinfo\.org.*\{clinic\.portalUrl\}/);
  });

  test.each([
    'Look at the [price rules](https://www.cms.gov/nosurprises).',
    'Look up the [license](https://docinfo.org).',
    '{if clinic.portalUrl}Use the [portal]({clinic.portalUrl}).{else}Ask us.{end}',
  ])('a link goes to a listed host, or to a page of the clinic: %s', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  test('a source that is no web address is refused, since the console shows it as a link', () => {
    const source = {
      title: 'A',
      publisher: 'B',
      checked: '2026-11-22',
      url: 'javascript:alert(1)',
    };
    const problems = lintContent(aContent({ sources: [source] }), 'en');
    expect(problems.map(({ field, rule }) => `${field} ${rule}`)).toEqual(['sources link']);
  });

  test.each([
    'A <b>bold</b> word.',
    'Words <!-- not seen --> words.',
    '<script>alert</script>',
    '![a picture](https://example.org/a.png)',
    '# A heading',
    '> A quote',
    'Some `code` here.',
    'One\n\n---\n\nTwo',
    '3. Sprays',
    '[words][1]\n\n[1]: https://example.org',
  ])('Markdown that a channel may show otherwise is refused: %s', (text) => {
    expect(rulesOf(text)).toContain('format');
  });

  test.each(['Call {clinic.fax}.', 'Call {phone}.', 'Call {clinic.phone.', 'Hi {{name}}.'])(
    'a slot that does not exist is refused: %s',
    (text) => {
      expect(rulesOf(text)).toContain('slot');
    },
  );

  test.each(['Ask TODO first.', 'Stay TBD.', 'See C3 first.', 'Stay [time].', 'Stay ____ there.'])(
    'a place left open is refused: %s',
    (text) => {
      expect(rulesOf(text)).toContain('open_place');
    },
  );

  test.each([
    ['a zero-width space', 'Ask the cli\u200bnic.'],
    ['a text direction mark', 'Ask \u202ethe clinic.'],
    ['a Cyrillic letter', 'Ask the cl\u0456nic.'],
    ['a mathematical letter', 'Ask 𝐦𝐠 here.'],
    ['a keycap', 'Press 5\ufe0f\u20e3 here.'],
    ['a tab', 'Ask\tthe clinic.'],
  ])('%s can hide words and is refused', (_name, text) => {
    expect(rulesOf(text)).toContain('characters');
  });
});

describe('what an answer owes its readers later', () => {
  const intervalOf = (intent: string, reviewEveryMonths: number) =>
    lintContent(aContent({ intents: [intent], reviewEveryMonths, text: DRIVING }), 'en').map(
      ({ field, rule }) => `${field} ${rule}`,
    );
  const DRIVING = 'Do not drive until 24 hours have passed and you have had a full night of sleep.';

  test.each(['insurance.cost', 'evidence.legal', 'evidence.employment', 'evidence.travel'])(
    'one on law or insurance is reviewed every 6 months at least: %s',
    (intent) => {
      expect(intervalOf(intent, 6)).toEqual([]);
      expect(intervalOf(intent, 7)).toEqual(['reviewEveryMonths review_interval']);
    },
  );

  test('any other is reviewed every 12 months at least', () => {
    expect(intervalOf('driving.after_treatment', 12)).toEqual([]);
    expect(intervalOf('driving.after_treatment', 13)).toEqual([
      'reviewEveryMonths review_interval',
    ]);
  });

  test.each([
    ['2026-11-23', 0],
    ['2026-11-24', 1],
    ['2062-11-22', 1],
  ])('a source was looked at before the day after tomorrow: %s', (checked, problems) => {
    const { sources } = aContent({ sources: [{ title: 'A', publisher: 'B', checked }] });
    expect(lintDates({ sources }, '2026-11-22T12:00:00.000Z')).toHaveLength(problems);
  });
});

describe('the end of a text', () => {
  test.each([
    'Ask the clinic for the',
    'Ask the clinic first,',
    'Ask the clinic first...',
    'Ask the clinic. Then (if you can',
    '- Ask first\n\nThen ask',
  ])('in the middle of a sentence is refused: %s', (text) => {
    expect(rulesOf(text)).toEqual(['cut_off']);
  });

  test.each([
    'Ask the clinic.',
    'Ask. (Or call us.)',
    'Say: "Can I come?"',
    'Ask:\n\n- your doctor\n- the clinic',
    'Ask [these people](https://www.docinfo.org/)',
    '**Call 911 now!**',
  ])('is whole: %s', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });
});

describe('plain language', () => {
  test('a sentence of more than 20 words is refused', () => {
    expect(rulesOf(`${'ask '.repeat(20).trim()}.`)).toEqual([]);
    expect(rulesOf(`${'ask '.repeat(21).trim()}.`)).toEqual(['sentence']);
  });

  test('a text of more than 75 words is refused', () => {
    expect(rulesOf('Ask the clinic first. '.repeat(18).trim())).toEqual([]);
    expect(rulesOf('Ask the clinic first. '.repeat(19).trim())).toEqual(['length']);
  });

  test('an English text above grade 8 is refused', () => {
    const hard = 'Multidisciplinary anesthesiological consultation necessitates authorization.';
    expect(rulesOf(hard)).toEqual(['reading_grade']);
  });

  test('an empty text is refused', () => {
    expect(rulesOf('-')).toContain('format');
  });

  test('a text past 10,000 characters is refused for its size alone', () => {
    expect(rulesOf('['.repeat(10_001))).toEqual(['too_large']);
  });

  test.each(['[', '*', '`', '<', '&#', '{clinic.', 'two two ', 'a.', '> ', '- '])(
    'a large text of %s is judged in well under five seconds',
    (piece) => {
      const start = performance.now();
      rulesOf(piece.repeat(Math.floor(9_900 / piece.length)));
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );

  test('any text at all gets a judgement', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(text, (words) => {
        expect(Array.isArray(rulesOf(words))).toBe(true);
      }),
    );
  });
});
