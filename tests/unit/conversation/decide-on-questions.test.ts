import { expect, test } from 'vitest';
import { decideOnQuestions } from '../../../src/conversation/decide/questions/decide-on-questions.ts';
import { questionContext } from '../../../src/conversation/decide/questions/question-context.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import type { Classification } from '../../../src/domain/classification.ts';
import { AnswerId, IntentId } from '../../../src/domain/ids.ts';
import { aConversation, turnDeps } from '../../support/turn-kit.ts';

const bank: TurnDeps['bank'] = {
  find: (intent, locale) =>
    intent === 'human.request'
      ? { missing: 'no_answer' as const }
      : {
          id: AnswerId.parse(intent.replaceAll('_', '-')),
          locale,
          revision: 1,
          title: intent,
          besideDose: false,
          sample: false,
        },
  revision: (id) => ({ title: id, text: 'Ask your care team.' }),
};
const context = questionContext('en', aConversation(), turnDeps({ bank }));

/** Sure of the first; the others follow with the confidence they have. */
function about(...shares: [intent: string, confidence: number][]): Classification {
  const ranked = shares.map(([intent, confidence]) => ({
    intent: IntentId.parse(intent),
    confidence,
  }));
  const [best] = ranked;
  if (!best) return { kind: 'abstained', ranked };
  return { kind: 'confident', intent: best.intent, ranked };
}

function answered(whole: Classification, each: Classification[]): string[] {
  return decideOnQuestions({ whole, each }, context).answers.map(({ id }) => id);
}

test('what the message is mostly about is answered first', () => {
  const each = [about(['expect.during', 0.9]), about(['insurance.coverage', 0.9])];
  const mostly = about(['insurance.coverage', 0.8], ['expect.during', 0.2]);
  expect(answered(mostly, each)).toEqual(['insurance.coverage', 'expect.during']);
});

test('what the message is mostly about does not come before what is safer to read first', () => {
  const each = [about(['insurance.coverage', 0.9]), about(['driving.ride_home', 0.9])];
  const mostly = about(['insurance.coverage', 0.8], ['driving.ride_home', 0.2]);
  expect(answered(mostly, each)).toEqual(['driving.ride-home', 'insurance.coverage']);
});

test('a question that is open alone is answered by what the whole message is about', () => {
  const each = [about(['expect.during', 0.9]), about()];
  expect(answered(about(['insurance.coverage', 0.8]), each)).toEqual([
    'insurance.coverage',
    'expect.during',
  ]);
});

test('where every question is clear alone, the whole message adds nothing', () => {
  const each = [about(['expect.during', 0.9]), about(['insurance.coverage', 0.9])];
  expect(answered(about(['prep.food_drink', 0.8]), each)).toEqual([
    'expect.during',
    'insurance.coverage',
  ]);
});

test('what a question seems to be alone and the message is not is offered, not said', () => {
  const each = [about(['evidence.travel', 0.9]), about(['aftercare.storage', 0.9])];
  const whole = about(['evidence.travel', 0.97], ['aftercare.storage', 0.01]);
  const decision = decideOnQuestions({ whole, each }, context);
  expect(decision.topics).toEqual(['evidence']);
  expect(decision.choices).toMatchObject([{ intent: 'aftercare.storage' }]);
});

test('a question about driving is answered however little of the message it is', () => {
  const each = [about(['insurance.cost', 0.9]), about(['driving.ride_home', 0.9])];
  const whole = about(['insurance.cost', 0.97], ['driving.ride_home', 0.01]);
  expect(answered(whole, each)[0]).toBe('driving.ride-home');
});

test('who asks for a person beside a question gets both', () => {
  const each = [about(['insurance.cost', 0.9]), about(['human.request', 0.9])];
  const whole = about(['insurance.cost', 0.97], ['human.request', 0.01]);
  const decision = decideOnQuestions({ whole, each }, context);
  expect(decision.topics).toEqual(['insurance']);
  expect(decision.escalation).toMatchObject({ reason: 'human' });
});
