import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readAnswerFolder } from '../../../src/answer-bank/files/read-answer-folder.ts';
import { render } from '../../../src/answer-bank/slots/render.ts';
import { slotValues } from '../../../src/answer-bank/slots/slot-values.ts';
import {
  ClinicFacts,
  FACT_NAMES,
  PriceItem,
  SAMPLE_CLINIC,
  SpokenLanguage,
} from '../../../src/domain/clinic.ts';
import type { Locale } from '../../../src/domain/ids.ts';

const { answers } = readAnswerFolder(fileURLToPath(new URL('../../../answers/', import.meta.url)));

/** Facts as long and as large as they may be. */
const FULL = ClinicFacts.parse({
  name: 'The Old Springfield Headache and Pain Center',
  phone: '+1 (555) 555-0100',
  phone24: '+1 (555) 555-0199',
  address: 'Old Mill Hill Medical Arts Plaza, North Tower, Suite B, West Springfield, New York',
  hours: [
    { from: 'mo', to: 'tu', opens: '10:30', closes: '22:30' },
    { from: 'we', to: 'sa', opens: '10:30', closes: '22:30' },
    { from: 'su', to: 'su', opens: '10:30', closes: '22:30' },
  ],
  languages: SpokenLanguage.options.slice(0, 6),
  arriveEarlyMinutes: 60,
  fastingFoodHours: 24,
  fastingDrinkHours: 12,
  prices: PriceItem.options.map((item) => ({ item, dollars: 20_000, from: true })),
  plans: Array.from({ length: 12 }, (_, at) => `Longname Health ${'x'.repeat(20 + at)}`),
  finderUrl: 'https://finder.example.org/a/b',
  financialHelpUrl: 'https://help.example.org/a',
  portalUrl: 'https://portal.example.org/in',
  ...Object.fromEntries(
    [
      'interpreter',
      'parking',
      'stepFree',
      'guestMayStay',
      'paymentPlan',
      'savingsCards',
      'videoVisits',
    ].map((fact) => [fact, true]),
  ),
});

/** Nothing known, everything known, and each fact alone: what a clinic that begins to fill in facts goes through. */
const STATES: ClinicFacts[] = [
  {},
  FULL,
  ...FACT_NAMES.map((fact) => ({ [fact]: FULL[fact] }) as ClinicFacts),
];

type Shown = { name: string; text: string; locale: Locale };

const shown: Shown[] = answers.flatMap(({ id, locale, content }) => {
  const texts = STATES.map((facts) =>
    render(content.text, slotValues(SAMPLE_CLINIC, facts, locale)),
  );
  return [...new Set(texts)].map((text) => ({
    name: `${id} ${locale}`,
    text: `${content.title}\n${text}`,
    locale,
  }));
});

/** The never-publish list of the fact base, section 23, by its numbers: read here without the lint's own words. */
const NEVER: Record<string, { pattern: RegExp; planted: string[] }> = {
  '1 amounts and schedules': {
    pattern:
      /\d\s*(?:mg|mcg|ug|ml|cc|%|milli|micro|kg)|\b(?:\d+|one|two|three|half an?|dos|tres|media) (?:more )?(?:nasal )?(?:sprays?|tablets?|lozenges?|troches?|pills?|infusions?|doses?|pastillas?|infusiones)\b|\b(?:every|each|cada) (?:\w+ )?(?:days?|weeks?|months?|d[ií]as?|semanas?|mes)\b|\b(?:daily|weekly|twice a|once a|diari[oa])\b|microdos|titrat|taper/i,
    planted: [
      'Use 50 mg.',
      'Take two sprays.',
      'Come every two weeks.',
      'Venga cada semana.',
      'Use it daily.',
    ],
  },
  '2 plugs and named clinics': {
    pattern:
      /\b(?:natural drops|book now|free consult\w*|promo|discount code|our sponsor|nervana|jefferson)\b/i,
    planted: ['Book now.', 'Try natural drops.', 'Get a free consultation.'],
  },
  '3 testimonials': {
    pattern:
      /\b(?:one patient|a patient told|my (?:migraine|pain)|changed my life|patients say|un paciente (?:dijo|cont))/i,
    planted: ['One patient had no pain.', 'It changed my life.', 'Un paciente dijo eso.'],
  },
  '4 promises': {
    pattern:
      /\b(?:safest|no side effects|mild|remission|cures?|cured|restores|revolution\w*|gold standard|guaranteed?|leves?|cura|remisi[oó]n)\b|\b(?:is|are) safe\b|\d ?(?:%|percent)/i,
    planted: ['It is safe.', 'It is the gold standard.', 'It cures migraine.', '77% get better.'],
  },
  '5 recreational drugs': {
    pattern:
      /\b(?:party drugs?|special k|k-?hole|street names?|horse|get high|recreational\w*|bliss)\b/i,
    planted: ['It is like a party drug.', 'Some call it special K.'],
  },
  '6 distrust of doctors': {
    pattern:
      /\b(?:doctors (?:don't|do not) know|don't trust|find (?:one|a doctor) who will|without your doctor|stop taking|deje de tomar)\b/i,
    planted: ['Find one who will.', 'Stop taking your pills.'],
  },
  '7 other illnesses': {
    pattern: /\b(?:depression|ptsd|bipolar|treats? anxiety|depresi[oó]n|synapses?)\b/i,
    planted: ['It treats depression.', 'Trata la depresión.'],
  },
  '8 prices, coverage and law': {
    pattern:
      /\$|\bdollars?\b|\d{3,} ?(?:usd)|\b(?:is|are|will be) covered\b|\bfully legal\b|\bperfectly legal\b|\bd[oó]lares\b/i,
    planted: ['It costs $400.', 'It is covered.', 'It is perfectly legal.'],
  },
  '9 one person’s case': {
    pattern:
      /\b(?:in your case|you should be (?:fine|ok)|you qualify|safe for you|your weight|en su caso)\b/i,
    planted: ['In your case it helps.', 'You should be fine.'],
  },
  'a figure that no clinic and no help line gave': {
    pattern: /\d/,
    planted: ['Stay 3 hours.', 'Call 9112.'],
  },
};

/** The words of all facts that hold a figure, longest first. */
function factsWithFigures(locale: Locale): string[] {
  const facts = STATES.flatMap((state) => Object.values(slotValues(SAMPLE_CLINIC, state, locale)));
  return [...new Set(facts)]
    .filter((value) => /\d/.test(value))
    .sort((a, b) => b.length - a.length);
}

const FIGURES: Record<Locale, string[]> = {
  en: factsWithFigures('en'),
  es: factsWithFigures('es'),
};

/** What may hold figures is taken out: facts of the clinic, help lines, and the two times that were decided. */
function withoutAllowed({ text, locale }: Pick<Shown, 'text' | 'locale'>): string {
  const rest = FIGURES[locale].reduce((words, value) => words.replaceAll(value, 'FACT'), text);
  return rest.replace(
    /\b(?:911|988|1-800-662-4357|1-800-222-1222|24 (?:hours|horas)|2 (?:hours|horas))(?![\d-])/g,
    'ALLOWED',
  );
}

describe.each(Object.entries(NEVER))('never published: %s', (_point, { pattern, planted }) => {
  test('no answer says it, in either language, whatever the clinic has filled in', () => {
    const found = shown.filter((one) => pattern.test(withoutAllowed(one)));
    expect(found.map(({ name, text }) => [name, pattern.exec(text)?.[0]])).toEqual([]);
  });

  test.each(planted)('would be seen: %s', (sentence) => {
    const text = `${shown[0]?.text}\n\n${sentence}`;
    expect(pattern.test(withoutAllowed({ text, locale: 'en' }))).toBe(true);
  });
});

describe('facts of a clinic', () => {
  test('reach the answers: the full ones change what a patient reads', () => {
    const of = (id: string) => shown.filter(({ name }) => name === id);
    expect(of('insurance.cost en')).toHaveLength(4); // with and without prices, and with another phone
    expect(of('prep.food-drink es').length).toBeGreaterThanOrEqual(4);
    expect(of('insurance.cost en')[1]?.text).toContain('- First visit: from $20,000');
  });

  test('keep the whole reply within the 160 words of the policy, however long they are', () => {
    const label = 12;
    const warning = 37;
    const long = shown.filter(
      ({ text }) =>
        text.split(/[\s/—–]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length +
          label +
          warning >
        160,
    );
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  test('leave no sentence of more than 20 words but opening hours of three lines', () => {
    const long = shown.flatMap(({ name, text, locale }) => {
      const sentences = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(
        text.replaceAll('; ', '\n'),
      );
      return [...sentences]
        .map(({ segment }) => segment.replace(/\]\([^)]*\)/g, ']'))
        .filter(
          (segment) =>
            segment.split(/[\s/—–]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > 20,
        )
        .map((segment) => [name, segment]);
    });
    expect(long).toEqual([]);
  });
});
