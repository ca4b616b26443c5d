import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AnswerFile } from '../../../src/answer-bank/files/answer-file.ts';
import { formatAnswerFile } from '../../../src/answer-bank/files/format-answer-file.ts';
import { readAnswerFile } from '../../../src/answer-bank/files/read-answer-file.ts';
import { lintAnswerFile } from '../../../src/answer-bank/lint/lint-answer-file.ts';
import { loadLintRules } from '../../../src/answer-bank/lint/words/load-lint-rules.ts';
import { checkStarterBank, loadStarterBank } from '../../../src/answer-bank/load-starter-bank.ts';
import { loadIntents } from '../../../src/classifier/load-intents.ts';

const root = new URL('../../../', import.meta.url);
const { intents } = loadIntents(fileURLToPath(new URL('intents/', root)));
const bank = loadStarterBank(fileURLToPath(new URL('answers/', root)), intents);

function textOf(id: string, locale = 'en'): string {
  const found = bank.find((file) => file.id === id && file.locale === locale);
  if (!found) throw new Error(`the bank has no ${id} ${locale}`);
  return found.content.text;
}

const named = (file: AnswerFile): [string, AnswerFile] => [file.file, file];

describe('the bank that ships', () => {
  test('answers every intent that is not for staff, in English, and claims no approval', () => {
    expect(bank.length).toBeGreaterThanOrEqual(100);
    const spanish = bank.filter(({ locale }) => locale === 'es');
    expect(spanish.every(({ content }) => content.awaitingTranslator)).toBe(true);
  });

  test.each(bank.map(named))('%s passes the lint', (_name, file) => {
    expect(lintAnswerFile(file, '2026-11-23T12:00:00.000Z')).toEqual([]);
  });

  test('has a translation of each answer at most, made of the English words beside it', () => {
    const { outdated } = checkStarterBank(fileURLToPath(new URL('answers/', root)), intents);
    expect(outdated).toEqual([]);
    const spanish = bank.filter(({ locale }) => locale === 'es');
    expect(spanish.every(({ translates }) => translates !== undefined)).toBe(true);
  });

  test.each(bank.map(named))('%s says of each source where in it to look', (_name, { content }) => {
    for (const { locator } of content.sources) {
      expect(locator).toBeTruthy();
      expect(locator).not.toMatch(/fact base/i);
    }
  });

  test.each(bank.map(named))(
    '%s gives the number where it says to call or ask the clinic',
    (_name, file) => {
      const says =
        /\b(?:ask|call) the clinic\b|\b(?:pregunte|llame|pida) (?:antes )?a la cl[ií]nica\b/i;
      if (says.test(file.content.text)) expect(file.content.text).toContain('{clinic.phone');
    },
  );

  test('is looked at again within a year, and on law and insurance within six months', () => {
    const isLaw = /^(insurance|evidence\.(approval|employment|legal|travel)|driving\.drug-test)/;
    for (const { id, content } of bank) {
      expect(content.reviewEveryMonths, id).toBeLessThanOrEqual(isLaw.test(id) ? 6 : 12);
    }
  });

  test('says of video visits nothing that rests on telehealth law, which changes after 2026', () => {
    const law =
      /telehealth|telesalud|\b(?:laws?|legal|rules?|prescri\w*|ley|leyes|reglas?|recet\w*)\b/i;
    expect(textOf('provider.remote')).not.toMatch(law);
    expect(textOf('provider.remote', 'es')).not.toMatch(law);
  });

  test('links to every host of the list that the lint has, and to no other', () => {
    const texts = bank.map(({ content }) => content.text).join('\n');
    const linked = [...texts.matchAll(/\]\(https:\/\/(?:www\.)?([^/)]+)/g)].map(([, host]) => host);
    expect([...new Set(linked)].sort()).toEqual([...loadLintRules().linkHosts].sort());
  });

  test('reads the same after it was written again', () => {
    for (const file of bank) {
      const read = readAnswerFile(file.file, formatAnswerFile(file, file.content));
      expect(read.kind === 'read' && read.answer).toEqual(file);
    }
  });
});

describe('a Spanish answer says what the English one says', () => {
  test.each([
    ['expect.after', /odd the next day/, /al otro día aún siente algo raro/],
    ['aftercare.when-to-call', /worse or odd/, /siente algo raro/],
    ['prep.arrival', /how early/, /cuánto antes/],
    ['contact.appointment', /days and times/, /días y horas/],
    ['expect.comfort', /dreamy/, /sueña/],
    ['insurance.billing', /ask for billing/, /facturación/],
  ])('%s leaves nothing out', (id, english, spanish) => {
    expect(textOf(id)).toMatch(english);
    expect(textOf(id, 'es')).toMatch(spanish);
  });
});

describe('what the fact base decided among contradicting sources', () => {
  const driving = bank.filter(({ content }) =>
    content.intents.some((intent) => intent.startsWith('driving.')),
  );

  test('every answer on driving has a Spanish one beside it', () => {
    expect(driving.filter(({ locale }) => locale === 'es')).toHaveLength(driving.length / 2);
    expect(driving.length).toBeGreaterThan(0);
  });

  test.each(driving.map(named))(
    '%s says 24 hours and a night of sleep, and no other time (C1)',
    (_name, { content, locale }) => {
      const [rule, times] = {
        en: [
          'until 24 hours have passed **and** you have had a full night of sleep',
          /\b(\d+|one|two|few) (hour|day)s?\b/g,
        ] as const,
        es: [
          'hasta que pasen 24 horas **y** haya dormido bien toda una noche',
          /\b(\d+|una|dos) (hora|día)s?\b/g,
        ] as const,
      }[locale];
      expect(content.text).toContain(rule);
      expect(content.text.match(times)).toHaveLength(1);
      expect(content.text).toMatch(/every form of ketamine|toda forma de ketamina/);
    },
  );

  test('food and drink before a visit: the clinic’s own times, no number (C2)', () => {
    expect(textOf('prep.food-drink')).toMatch(/clinic will tell you when to stop eating/);
    expect(textOf('prep.food-drink')).not.toMatch(/\d|hour/);
    expect(textOf('prep.food-drink', 'es')).not.toMatch(/\d|\bhoras?\b/);
  });

  test('getting ready: other times of the care team, diabetes and migraine come before the clinic’s hours (C2)', () => {
    expect(textOf('prep.before-visit')).toMatch(
      /fastingFoodHours\}.*Follow your care team's times if they differ.*\{else\}/,
    );
    expect(textOf('prep.before-visit')).toMatch(/diabetes.*not eating brings on migraine/);
    expect(textOf('prep.before-visit', 'es')).toMatch(
      /fastingFoodHours\}.*otros horarios, sígalos.*\{else\}.*diabetes.*no comer le causa migraña/,
    );
  });

  test('staying: at least 2 hours, and until staff say so (C3)', () => {
    expect(textOf('expect.monitoring')).toMatch(/at least 2 hours, and until staff say you can go/);
    expect(textOf('expect.monitoring', 'es')).toMatch(/2 horas y hasta que el personal/);
  });

  test('at home: the FDA warning (C4)', () => {
    expect(textOf('options.home-or-clinic')).toContain(
      'The FDA warns that ketamine at home adds risk',
    );
  });

  test('cost: a written estimate and no figure (C5)', () => {
    expect(textOf('insurance.cost')).toMatch(/full price in writing/);
    expect(textOf('insurance.self-pay')).toMatch(/right to a written cost estimate/);
  });

  test.each(['insurance.cost', 'insurance.billing', 'insurance.self-pay'])(
    '%s links the federal rules on cost estimates in both languages (C5)',
    (id) => {
      expect(textOf(id)).toContain('](https://www.cms.gov/nosurprises)');
      expect(textOf(id, 'es')).toContain('](https://www.cms.gov/nosurprises)');
    },
  );

  test('cost: people without insurance, or who pay on their own, can ask for an estimate (C5)', () => {
    expect(textOf('insurance.cost')).toMatch(/no insurance or pay on your own.*cost estimate/);
    expect(textOf('insurance.cost', 'es')).toMatch(
      /seguro o paga por su cuenta.*cálculo del costo/,
    );
  });

  test.each(['provider.find', 'provider.which-doctor', 'provider.referral'])(
    '%s links a page to find a headache specialist in both languages',
    (id) => {
      for (const text of [textOf(id), textOf(id, 'es')]) {
        expect(text).toContain(']({clinic.finderUrl})');
        expect(text).toContain('](https://americanmigrainefoundation.org/find-a-doctor/)');
      }
    },
  );

  test.each(['insurance.denied', 'insurance.prior-approval', 'insurance.visit-limits'])(
    '%s names plain advice as its source, not the federal rules that say nothing of it (C5)',
    (id) => {
      for (const { content } of bank.filter((file) => file.id === id)) {
        const titles = content.sources.map(({ title }) => title);
        expect(titles).toContain('Plain advice, from no outside source');
        expect(titles.join()).not.toContain('No Surprises Act');
      }
    },
  );

  test('approval: for surgery, not for migraine or pain (C6)', () => {
    expect(textOf('evidence.approval')).toMatch(/has not approved it for migraine or pain/);
  });

  test.each([
    'heart disease',
    'high blood pressure',
    'stroke',
    'brain bleed',
    'head injury',
    'bulging blood vessel',
    'head or eye',
    'liver',
    'bladder',
    'seeing or hearing things',
    'very high moods',
    'drug or alcohol problem',
    'bad reaction',
    'pregnant',
    'breastfeeding',
  ])('who should not have it: the union of all lists names %s (C7)', (condition) => {
    expect(textOf('eligibility.who-should-not')).toContain(condition);
  });

  test('benefit: small and mixed (C8)', () => {
    expect(textOf('evidence.does-it-work')).toMatch(/Studies are small and mixed/);
  });

  test('harm: the serious list sends to 911 (C9)', () => {
    expect(textOf('side-effects.serious')).toMatch(/Call 911.*trouble breathing.*chest pain/s);
  });

  test.each(['en', 'es'])(
    'a child who took ketamine: Poison Help and 911, in %s (C9)',
    (locale) => {
      expect(textOf('aftercare.storage', locale)).toMatch(/Poison Help.*1-800-222-1222.*911/);
    },
  );

  test('care after a visit gives the number of all hours, and no other (C9)', () => {
    for (const { file, content } of bank.filter(({ id }) => id.startsWith('aftercare.'))) {
      expect(content.text, file).not.toContain('{clinic.phone}');
    }
  });

  test('amounts: they go to staff (C10)', () => {
    expect(textOf('smalltalk.capabilities')).toMatch(/can't help with doses/);
  });
});
