import { expect, test } from 'vitest';
import { decide, type Evidence } from '../../../src/classifier/decide.ts';
import { IntentId } from '../../../src/domain/ids.ts';
import { type Topic, topicOf } from '../../../src/domain/topic.ts';

function evidenceOf(confidences: Record<string, number>, more: Partial<Evidence> = {}): Evidence {
  const ranked = Object.entries(confidences)
    .map(([intent, confidence]) => ({ intent: IntentId.parse(intent), confidence }))
    .sort((a, b) => b.confidence - a.confidence);
  const shareOf = (topic: Topic) =>
    ranked
      .filter(({ intent }) => topicOf(intent) === topic)
      .reduce((sum, { confidence }) => sum + confidence, 0);
  const shares = { driving: shareOf('driving'), outside: shareOf('out_of_scope') };
  return {
    ranked,
    isStrange: false,
    isFragment: false,
    mentionsDriving: false,
    ...shares,
    ...more,
  };
}

test('a clear question is answered', () => {
  const found = decide(evidenceOf({ 'prep.clothes': 0.95, 'prep.bring': 0.03 }));
  expect(found).toMatchObject({ kind: 'confident', intent: 'prep.clothes' });
});

test('a question between two intents of one topic gets the better one', () => {
  const found = decide(evidenceOf({ 'prep.clothes': 0.55, 'prep.bring': 0.4 }));
  expect(found).toMatchObject({ kind: 'confident', intent: 'prep.clothes' });
});

test('a tie between two intents of one topic is asked about', () => {
  const found = decide(evidenceOf({ 'prep.clothes': 0.48, 'prep.bring': 0.47 }));
  expect(found).toMatchObject({ kind: 'ambiguous', candidates: ['prep.clothes', 'prep.bring'] });
});

test('a question between two topics is asked about', () => {
  const found = decide(evidenceOf({ 'prep.clothes': 0.44, 'insurance.cost': 0.4 }));
  expect(found).toMatchObject({
    kind: 'ambiguous',
    candidates: ['prep.clothes', 'insurance.cost'],
  });
});

test('at most three choices are offered', () => {
  const found = decide(
    evidenceOf({
      'prep.bring': 0.25,
      'insurance.cost': 0.25,
      'expect.visit': 0.25,
      'contact.hours': 0.25,
    }),
  );
  expect(found).toMatchObject({ kind: 'ambiguous' });
  expect('candidates' in found && found.candidates).toHaveLength(3);
});

test('what is out of scope is never offered as a choice', () => {
  const found = decide(evidenceOf({ 'out_of_scope.medical': 0.45, 'prep.bring': 0.4 }));
  expect(found.kind).toBe('abstained');
});

test('a message with too little confidence everywhere is not answered', () => {
  const found = decide(evidenceOf({ 'prep.bring': 0.15, 'insurance.cost': 0.1 }));
  expect(found.kind).toBe('abstained');
});

test('a message unlike all examples is out of scope, however confident', () => {
  const found = decide(evidenceOf({ 'prep.bring': 0.99 }, { isStrange: true }));
  expect(found.kind).toBe('out_of_scope');
});

test('a message like the out-of-scope examples is out of scope', () => {
  const found = decide(evidenceOf({ 'out_of_scope.medical': 0.9, 'prep.bring': 0.1 }));
  expect(found.kind).toBe('out_of_scope');
});

test('a driving word keeps another topic from winning narrowly', () => {
  const confidences = { 'expect.after': 0.75, 'driving.after_treatment': 0.25 };
  expect(decide(evidenceOf(confidences, { mentionsDriving: true }))).toMatchObject({
    kind: 'ambiguous',
    candidates: ['expect.after', 'driving.after_treatment'],
  });
});

test('driving as the runner-up keeps another topic from winning narrowly', () => {
  const found = decide(evidenceOf({ 'aftercare.rest': 0.75, 'driving.ride_home': 0.25 }));
  expect(found.kind).toBe('ambiguous');
});

test('driving that only one of the judges sees is in sight all the same', () => {
  const found = decide(evidenceOf({ 'aftercare.rest': 0.89 }, { driving: 0.06 }));
  expect(found.kind).toBe('abstained');
});

test.each([
  [0.8, 'abstained'],
  [0.9, 'confident'],
])('beside what may be out of scope a topic of %d is %s', (confidence, kind) => {
  expect(decide(evidenceOf({ 'prep.bring': confidence }, { outside: 0.1 })).kind).toBe(kind);
});

test('a clear lead over driving is answered', () => {
  const found = decide(
    evidenceOf({ 'insurance.cost': 0.99, 'driving.ride_home': 0.005 }, { mentionsDriving: true }),
  );
  expect(found).toMatchObject({ kind: 'confident', intent: 'insurance.cost' });
});

test('two words that mean nothing alone are asked about, not called out of scope', () => {
  const confidences = { 'out_of_scope.everyday': 0.9 };
  expect(decide(evidenceOf(confidences))).toMatchObject({ kind: 'out_of_scope' });
  expect(decide(evidenceOf(confidences, { isFragment: true }))).toMatchObject({
    kind: 'abstained',
  });
});
