import { expect, test } from 'vitest';
import {
  type Card,
  cardOf,
  compareCards,
  figuresOf,
} from '../../../../src/classifier/live/card.ts';
import {
  compareQuestions,
  type TestQuestion,
} from '../../../../src/classifier/live/test-questions.ts';
import type { Classification } from '../../../../src/domain/classification.ts';
import { IntentId } from '../../../../src/domain/ids.ts';

const sure = (name: string): Classification => ({
  kind: 'confident',
  intent: IntentId.parse(name),
  ranked: [],
});
const ABSTAINED: Classification = { kind: 'abstained', ranked: [] };

/** `count` examples of a topic with the same outcome. */
function outcomes(topic: string, outcome: Card[string], count: number, from = 0): Card {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${topic} ${from + at}`, outcome]),
  );
}

test('an answer is right by its topic, and out of scope wants none', () => {
  const held = [
    { example: { text: 'a', topic: 'driving' as const }, found: sure('driving.machines') },
    { example: { text: 'b', topic: 'driving' as const }, found: sure('prep.clothes') },
    { example: { text: 'c', topic: 'out_of_scope' as const }, found: sure('prep.clothes') },
    { example: { text: 'd', topic: 'out_of_scope' as const }, found: sure('out_of_scope.medical') },
    { example: { text: 'e', topic: 'prep' as const }, found: ABSTAINED },
  ];
  expect(figuresOf(cardOf(held))).toMatchObject({
    answered: { count: 2, of: 3 },
    rightTopic: { count: 1, of: 2 },
    drivingElsewhere: { count: 1, of: 2 },
    outOfScopeAnswered: { count: 1, of: 2 },
  });
});

test('one driving example that is newly answered with another topic is a fall, whatever else gets better', () => {
  const before = { ...outcomes('driving', 'right', 100), ...outcomes('prep', 'quiet', 100) };
  const after = { ...before, ...outcomes('prep', 'right', 100), 'driving 7': 'wrong' as const };
  expect(compareCards(before, after).map(({ figure }) => figure)).toContain('drivingElsewhere');
});

test('what chance moves is no fall, and more than that is', () => {
  const before = outcomes('prep', 'right', 1000);
  const quiet = (count: number) => ({ ...before, ...outcomes('prep', 'quiet', count) });
  expect(compareCards(before, quiet(14))).toEqual([]);
  expect(compareCards(before, quiet(16))).toMatchObject([
    { figure: 'answered', before: { count: 1000 }, after: { count: 984 }, allowed: 0.015 },
  ]);
});

test('new examples that are hard are no fall of the old ones', () => {
  const before = outcomes('prep', 'right', 100);
  expect(compareCards(before, { ...before, ...outcomes('prep', 'wrong', 50, 100) })).toEqual([]);
});

test('questions that would get something else are named, and the driving ones that would go astray', () => {
  const questions: TestQuestion[] = [
    { id: 'q1', text: 'car', topic: 'driving' },
    { id: 'q2', text: 'coat', topic: 'prep' },
    { id: 'q3', text: 'patient' },
    { id: 'q4', text: 'same', topic: 'prep' },
  ];
  const by = (answers: Record<string, Classification>) => ({
    classify: (text: string) => answers[text] ?? ABSTAINED,
  });
  const before = by({ car: sure('driving.machines'), same: sure('prep.clothes') });
  const after = by({
    car: sure('prep.clothes'),
    coat: sure('prep.clothes'),
    patient: sure('prep.clothes'),
    same: sure('prep.clothes'),
  });
  const compared = compareQuestions(questions, { before, after });
  expect(compared.changed).toEqual([
    { id: 'q1', before: 'driving.machines', after: 'prep.clothes', verdict: 'worse' },
    { id: 'q2', before: 'abstained', after: 'prep.clothes', verdict: 'better' },
    { id: 'q3', before: 'abstained', after: 'prep.clothes' },
  ]);
  expect(compared.drivingLost).toEqual(['q1']);
  expect(compared.right).toMatchObject({ before: { count: 2, of: 3 }, after: { count: 2, of: 3 } });
});
