import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readAnswerFolder } from '../../../src/answer-bank/files/read-answer-folder.ts';
import { lintContent } from '../../../src/answer-bank/lint/lint-content.ts';
import type { AnswerContent } from '../../../src/domain/answer.ts';
import type { Locale } from '../../../src/domain/ids.ts';
import { aContent } from './an-answer.ts';

const { answers } = readAnswerFolder(fileURLToPath(new URL('../../../answers/', import.meta.url)));

function shipped(id: string, locale: Locale): AnswerContent {
  const found = answers.find((answer) => answer.id === id && answer.locale === locale);
  if (!found) throw new Error(`the bank has no ${id} ${locale}`);
  return found.content;
}

/** The numbers of the decided rules that an answer breaks. */
function broken(content: AnswerContent, locale: Locale): string[] {
  const problems = lintContent(content, locale).map(({ problem }) => problem);
  return [...new Set(problems.flatMap((problem) => /\((C\d+)\)/.exec(problem)?.[1] ?? []))];
}

/** Sentences of the seeds, in other words, that the fact base decided against (its section 24). */
const PLANTED: [rule: string, answer: string, locale: Locale, sentence: string][] = [
  ['C1', 'driving.after-treatment', 'en', 'You can be on the road a few hours after.'],
  ['C1', 'expect.after', 'en', 'With a low dose you may drive right away.'],
  ['C1', 'driving.after-treatment', 'es', 'Espere cuatro horas.'],
  ['C2', 'prep.food-drink', 'en', 'Eat nothing for six hours before.'],
  ['C2', 'prep.before-visit', 'en', 'Stop eating at midnight.'],
  ['C2', 'prep.food-drink', 'es', 'No coma nada seis horas antes.'],
  ['C3', 'expect.monitoring', 'en', 'Staff watch you for 2 hours.'],
  ['C3', 'expect.monitoring', 'es', 'Le vigilan 2 horas.'],
  ['C4', 'options.home-or-clinic', 'en', 'You can get ketamine in the comfort of your home.'],
  ['C4', 'expect.visit', 'en', 'Treatment at home is just as good.'],
  ['C4', 'prep.escort', 'en', 'No nurse needs to watch you.'],
  ['C4', 'options.home-or-clinic', 'es', 'Puede recibir la ketamina en casa.'],
  ['C5', 'insurance.cost', 'en', 'Each infusion costs a few hundred dollars.'],
  ['C5', 'insurance.coverage', 'en', 'Medicare pays for it.'],
  ['C5', 'insurance.self-pay', 'en', 'It is quite affordable.'],
  ['C5', 'insurance.cost', 'es', 'Es un tratamiento barato.'],
  ['C5', 'insurance.coverage', 'es', 'Su plan cubre la ketamina.'],
  ['C6', 'evidence.approval', 'en', 'The FDA approved it for pain.'],
  ['C6', 'evidence.legal', 'en', 'Ketamine is approved to treat migraine.'],
  ['C6', 'evidence.approval', 'es', 'La FDA aprueba la ketamina para el dolor.'],
  ['C7', 'eligibility.who-should-not', 'en', 'If none of these fit you, you can have it.'],
  ['C7', 'eligibility.who-should-not', 'es', 'Si nada de esto le pasa, puede usarla.'],
  ['C8', 'evidence.does-it-work', 'en', 'Over half of them get better.'],
  ['C8', 'expect.onset', 'en', 'Ketamine stops migraine.'],
  ['C8', 'evidence.does-it-work', 'es', 'La mayoría se siente mejor.'],
  ['C9', 'side-effects.common', 'en', 'Side effects are usually short.'],
  ['C9', 'side-effects.long-term', 'en', 'It rarely harms anyone.'],
  ['C9', 'side-effects.common', 'es', 'Los efectos son pequeños.'],
  ['C10', 'options.forms', 'en', 'You can adjust how much ketamine you use.'],
  ['C10', 'options.home-or-clinic', 'en', 'You are in control of your own treatment.'],
  ['C10', 'aftercare.follow-up', 'en', 'Listen to your body.'],
  ['C10', 'options.forms', 'es', 'Puede ajustar la cantidad.'],
  ['C1', 'expect.after', 'en', 'Use your own judgment about driving.'],
  ['C1', 'expect.after', 'en', 'You can take the wheel again that night.'],
  ['C1', 'expect.after', 'es', 'Puede volver a usar el auto esa tarde.'],
  ['C2', 'prep.arrival', 'en', 'Skip breakfast that day.'],
  ['C2', 'prep.food-drink', 'en', 'Eat your last meal the evening before.'],
  ['C2', 'prep.arrival', 'es', 'Venga sin desayunar.'],
  ['C3', 'expect.visit', 'en', 'You may leave after a short rest.'],
  ['C3', 'expect.visit', 'en', 'You can leave the clinic once you are awake.'],
  ['C3', 'expect.visit', 'es', 'Puede irse después de descansar un poco.'],
  ['C4', 'prep.escort', 'en', 'A family member can watch you in place of staff.'],
  ['C4', 'prep.escort', 'es', 'Un familiar puede vigilarle.'],
  ['C4', 'options.forms', 'en', 'A nurse can give you the infusion at home.'],
  ['C4', 'options.forms', 'en', 'You can have treatment at home, never mind the trip.'],
  ['C4', 'options.forms', 'es', 'Una enfermera puede darle la infusión en su casa.'],
  ['C5', 'insurance.coverage', 'en', 'Your insurance will pay for this.'],
  ['C5', 'insurance.cost', 'en', 'Expect four hundred USD.'],
  ['C5', 'insurance.cost', 'en', 'If you ask, it is cheap.'],
  ['C5', 'insurance.coverage', 'es', 'Su seguro le pagará todo, y no lo dude.'],
  ['C6', 'evidence.approval', 'en', 'Ketamine is approved for surgery, pain, and migraine.'],
  ['C6', 'evidence.approval', 'en', 'The FDA has okayed ketamine for migraine.'],
  ['C6', 'evidence.approval', 'en', 'The FDA approved it for migraine, so ask your plan.'],
  ['C6', 'evidence.approval', 'es', 'Está aprobada para la cirugía y la migraña.'],
  ['C7', 'eligibility.who-can', 'en', 'People with heart disease do well on it.'],
  ['C7', 'eligibility.who-can', 'es', 'A quienes tienen presión alta les va bien.'],
  ['C8', 'expect.onset', 'en', 'Three in four people get relief.'],
  ['C8', 'expect.onset', 'en', 'It works within minutes.'],
  ['C8', 'expect.onset', 'en', 'Ketamine works, whether or not other drugs did.'],
  ['C8', 'expect.onset', 'en', 'It also eases low mood.'],
  ['C8', 'expect.onset', 'es', 'Tres de cada cuatro mejoran.'],
  ['C9', 'side-effects.common', 'en', 'Side effects are usually not bad.'],
  ['C9', 'side-effects.common', 'es', 'Los efectos casi nunca son graves.'],
  ['C10', 'options.forms', 'en', 'Raise it until it works.'],
  ['C10', 'options.forms', 'en', 'Take what you need when you need it.'],
  ['C10', 'prep.medicine-list', 'en', 'Do not take your triptan that day.'],
  ['C10', 'options.forms', 'es', 'Úsela cada vez que haga falta.'],
  ['C10', 'prep.medicine-list', 'es', 'No tome su triptán ese día.'],
  ['C1', 'expect.after', 'en', 'Most folks are back in their car by dinner time.'],
  ['C2', 'prep.arrival', 'en', 'Come with nothing in your stomach.'],
  ['C4', 'prep.escort', 'en', 'Your sister can keep an eye on you.'],
  ['C5', 'insurance.coverage', 'en', 'Blue Cross picks up the bill.'],
];

describe('what the fact base decided among contradicting sources', () => {
  test.each(answers.map(({ file, content, locale }) => [file, content, locale] as const))(
    '%s keeps C1 to C10 in every way it can come out',
    (_file, content, locale) => {
      expect(broken(content, locale)).toEqual([]);
    },
  );

  test.each(PLANTED)('%s is seen broken in %s (%s): %s', (rule, id, locale, sentence) => {
    const content = shipped(id, locale);
    expect(broken({ ...content, text: `${content.text}\n\n${sentence}` }, locale)).toContain(rule);
  });

  test.each(PLANTED)(
    '%s is seen broken in a passage of %s (%s): %s',
    (rule, id, locale, sentence) => {
      const content = shipped(id, locale);
      const text = `${content.text}\n\n{if clinic.stepFree}${sentence}{end}`;
      expect(broken({ ...content, text }, locale)).toContain(rule);
    },
  );

  test('every rule of the ten is planted in both languages', () => {
    const planted = new Set(PLANTED.map(([rule, , locale]) => `${rule} ${locale}`));
    for (let number = 1; number <= 10; number += 1) {
      expect(planted).toContain(`C${number} en`);
      expect(planted).toContain(`C${number} es`);
    }
  });
});

/** Wordings that come near to a planted one and contradict nothing. */
const ALLOWED: [locale: Locale, sentence: string][] = [
  ['en', 'Never drive yourself home.'],
  ['en', 'You may leave when staff say so.'],
  ['en', 'You can leave your coat with us.'],
  ['en', 'A friend does not take the place of staff.'],
  ['en', 'You may never take it at home.'],
  ['en', 'Ask if your plan pays for it.'],
  ['en', 'Ketamine is approved for surgery, and not for migraine.'],
  ['en', 'It is not approved to treat pain.'],
  ['en', 'Ask whether it helps with migraine.'],
  ['en', 'Do not raise it on your own.'],
  ['es', 'Puede irse cuando el personal lo diga.'],
  ['es', 'Nunca puede usarlo en casa.'],
  ['es', 'Pregunte si su plan paga la ketamina.'],
  ['es', 'La FDA no la ha aprobado para el dolor.'],
];

test.each(ALLOWED)('an answer may say (%s): %s', (locale, text) => {
  expect(broken(aContent({ text }), locale)).toEqual([]);
});

/** What an answer must hold: without it, the rule with this number is broken. */
const NEEDED: [rule: string, answer: string, words: RegExp][] = [
  ['C1', 'driving.ride-home', /Do not drive until[^.]*\./],
  ['C4', 'options.home-or-clinic', /The FDA warns[^.]*\./],
  ['C4', 'expect.monitoring', /Trained staff[^.]*\./],
  ['C5', 'insurance.self-pay', /If you have no insurance[^.]*\./],
  ['C6', 'evidence.approval', /The FDA has not[^.]*\./],
  ['C7', 'eligibility.who-should-not', /- being pregnant or breastfeeding/],
  ['C7', 'eligibility.who-should-not', /- liver or bladder disease/],
  ['C7', 'eligibility.who-should-not', /- high pressure in the head or eye/],
  ['C8', 'evidence.does-it-work', /Studies are[^.]*\./],
  ['C8', 'evidence.does-it-work', /In other studies[^.]*\./],
  ['C9', 'side-effects.serious', /Ketamine can slow[^.]*\./],
  ['C9', 'side-effects.serious', /\*\*Call 911\*\*/],
  ['C9', 'side-effects.long-term', /Use over time[^.]*\./],
];

describe('what an answer must hold', () => {
  test.each(NEEDED)('%s is seen broken in %s without %s', (rule, id, words) => {
    const content = shipped(id, 'en');
    const text = content.text.replace(words, 'Ask.');
    expect(text).not.toBe(content.text);
    expect(broken({ ...content, text }, 'en')).toContain(rule);
  });

  test('no rule is broken by an answer that has nothing to do with it', () => {
    expect(broken(aContent({ text: 'Ask the clinic first.' }), 'en')).toEqual([]);
  });
});
