import { describe, expect, test } from 'vitest';
import { factProblems } from '../../../../src/answer-bank/slots/fact-problems.ts';
import { slotValues } from '../../../../src/answer-bank/slots/slot-values.ts';
import { slotList } from '../../../../src/answer-bank/slots/slots.ts';
import { type ClinicFacts, FACT_NAMES, SAMPLE_CLINIC } from '../../../../src/domain/clinic.ts';

const FACTS: ClinicFacts = {
  phone: '+1 555-555-0177',
  hours: [
    { from: 'mo', to: 'th', opens: '08:00', closes: '17:00' },
    { from: 'fr', to: 'fr', opens: '00:30', closes: '12:00' },
  ],
  languages: ['en', 'es', 'ht'],
  fastingFoodHours: 6,
  fastingDrinkHours: 1,
  prices: [
    { item: 'first_visit', dollars: 1200, from: true },
    { item: 'missed_visit', dollars: 50, from: false },
  ],
  plans: ['Example Health', 'Sample Care'],
  parking: true,
};

describe('what slots say', () => {
  // These are the very bytes of messages that were sent: a newer ICU must not change them unseen.
  test('in English', () => {
    expect(slotValues(SAMPLE_CLINIC, FACTS, 'en')).toEqual({
      'clinic.name': 'Sample Clinic',
      'clinic.phone': '+1 555-555-0177',
      'clinic.phone24': SAMPLE_CLINIC.phone24,
      'clinic.address': SAMPLE_CLINIC.address,
      'clinic.hours': 'Monday to Thursday, 8 am to 5 pm; Friday, 12:30 am to 12 pm',
      'clinic.languages': 'English, Spanish, and Haitian Creole',
      'clinic.fastingFoodHours': '6 hours',
      'clinic.fastingDrinkHours': '1 hour',
      'clinic.prices': '- First visit: from $1,200\n- Missed visit: $50',
      'clinic.plans': '- Example Health\n- Sample Care',
      'clinic.parking': 'yes',
    });
  });

  test('in Spanish', () => {
    expect(slotValues(SAMPLE_CLINIC, FACTS, 'es')).toMatchObject({
      'clinic.hours': 'de lunes a jueves, de 8 am a 5 pm; viernes, de 12:30 am a 12 pm',
      'clinic.languages': 'inglés, español y criollo haitiano',
      'clinic.fastingFoodHours': '6 horas',
      'clinic.fastingDrinkHours': '1 hora',
      'clinic.prices': '- Primera visita: desde $1,200\n- Visita perdida: $50',
    });
  });

  test('without facts is what the settings say, and no more', () => {
    expect(Object.keys(slotValues(SAMPLE_CLINIC, undefined, 'en')).sort()).toEqual(
      ['name', 'phone', 'phone24', 'hours', 'address'].map((fact) => `clinic.${fact}`).sort(),
    );
  });

  test('is offered to writers with what it says now, or that nobody has said it', () => {
    const list = slotList(slotValues(SAMPLE_CLINIC, FACTS, 'en'));
    expect(list).toHaveLength(FACT_NAMES.length);
    expect(list).toContainEqual({
      slot: '{clinic.phone}',
      means: 'Phone in opening hours',
      value: '+1 555-555-0177',
    });
    expect(list).toContainEqual(
      expect.objectContaining({ slot: '{if clinic.stepFree}…{end}', value: null }),
    );
  });
});

describe('a fact', () => {
  test.each<[string, unknown]>([
    ['name', { name: 'Clinic 50 mg' }],
    ['name', { name: 'Get 2 sprays Clinic' }],
    ['name', { name: 'The **bold** clinic' }],
    ['name', { name: 'Clinic <b>' }],
    ['name', { name: 'A'.repeat(61) }],
    ['name', { name: 'one two three four five six seven eight nine' }],
    ['name', { name: 'Migraine Cure Clinic' }],
    ['phone', { phone: 'call us' }],
    ['phone', { phone: '911' }],
    ['phone', { phone: '+1 555 555 0100 0100 0100 0100' }],
    ['address', { address: '1. Main Street' }],
    ['finderUrl', { finderUrl: 'javascript:alert(1)' }],
    ['finderUrl', { finderUrl: 'http://example.org/' }],
    ['finderUrl', { finderUrl: 'https://user:word@example.org/' }],
    ['finderUrl', { finderUrl: 'https://example.org:8443/' }],
    ['finderUrl', { finderUrl: 'https://127.0.0.1/' }],
    ['finderUrl', { finderUrl: 'https://example.org/a)b' }],
    ['finderUrl', { finderUrl: 'https://example.org/take-50mg' }],
    ['portalUrl', { portalUrl: `https://example.org/${'a'.repeat(200)}` }],
    ['fastingFoodHours', { fastingFoodHours: 25 }],
    ['fastingFoodHours', { fastingFoodHours: 1.5 }],
    ['fastingFoodHours', { fastingFoodHours: '6 hours' }],
    ['fastingDrinkHours', { fastingFoodHours: 2, fastingDrinkHours: 4 }],
    ['prices.0.item', { prices: [{ item: 'per_mg', dollars: 1, from: false }] }],
    ['prices.0.dollars', { prices: [{ item: 'first_visit', dollars: -1, from: false }] }],
    ['prices', { prices: Array(2).fill({ item: 'first_visit', dollars: 1, from: false }) }],
    ['plans.0', { plans: ['- x\n- y'] }],
    ['plans', { plans: ['Example', 'example'] }],
    [
      'plans',
      { plans: Array.from({ length: 19 }, (_, at) => `Plan Number ${'x'.repeat(at + 1)}`) },
    ],
    ['hours.0.closes', { hours: [{ from: 'mo', to: 'fr', opens: '17:00', closes: '09:00' }] }],
    ['hours.0.to', { hours: [{ from: 'fr', to: 'mo', opens: '09:00', closes: '17:00' }] }],
    ['', { dose: 'a lot' }],
    ['', 'nothing'],
  ])('that could say too much or too little is refused: %s %j', (field, facts) => {
    expect(factProblems(facts).map((problem) => problem.field)).toContain(field);
  });

  test.each<[string, unknown]>([
    ['an ordinary name', { name: "St. Mary's Pain & Headache Center" }],
    ['a name with an accent', { name: 'Clínica Peña' }],
    ['a phone number', { phone: '(555) 555-0100' }],
    ['an address', { address: '12 Second Street, Suite 5, Springfield' }],
    ['a link', { portalUrl: 'https://portal.example.org/in?tab=visits&lang=en' }],
    ['plans', { plans: ['Blue Cross Blue Shield of New York', 'Aetna', 'Medicare'] }],
    ['nothing at all', {}],
  ])('%s is taken', (_name, facts) => {
    expect(factProblems(facts)).toEqual([]);
  });
});
