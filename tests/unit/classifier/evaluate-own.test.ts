import { expect, test } from 'vitest';
import { evaluateOwn, HeldOutMessage, proportion } from '../../../src/classifier/evaluate-own.ts';
import type { Classification, Classifier } from '../../../src/domain/classification.ts';
import { IntentId } from '../../../src/domain/ids.ts';

/** Classifies by what the text starts with: an intent's id, two with "/" between, or nothing. */
const spelledOut: Classifier = {
  version: 'test',
  classify(text): Classification {
    const [name = ''] = text.split(' ');
    if (name === '-') return { kind: 'abstained', ranked: [] };
    const [intent, other] = name.split('/').map((id) => IntentId.parse(id));
    if (!intent) return { kind: 'abstained', ranked: [] };
    return other
      ? { kind: 'ambiguous', candidates: [intent, other], ranked: [] }
      : { kind: 'confident', intent, ranked: [] };
  },
};

let count = 0;
function aMessage(text: string, label: string, more: object = {}): HeldOutMessage {
  count += 1;
  return HeldOutMessage.parse({ id: `T${count}`, text, label, ...more });
}

const figuresOf = (...messages: HeldOutMessage[]) => evaluateOwn(spelledOut, messages);

test('right, wrong and unanswered messages are told apart', () => {
  const figures = figuresOf(
    aMessage('prep.bring', 'prep'),
    aMessage('expect.visit', 'prep'),
    aMessage('- what', 'prep'),
    aMessage('prep.bring/expect.visit', 'prep'),
  );
  expect(figures.answered).toMatchObject({ count: 2, of: 4 });
  expect(figures.rightTopic).toMatchObject({ count: 1, of: 2 });
  expect(figures.askedRight).toMatchObject({ count: 1, of: 4 });
  expect(figures.confusions).toEqual([{ truth: 'prep', answered: 'expect', count: 1 }]);
});

test('an acceptable label is as right as the first', () => {
  const figures = figuresOf(aMessage('driving.ride_home', 'prep', { accept: ['driving'] }));
  expect(figures.rightTopic).toMatchObject({ count: 1, of: 1 });
});

test('a secondary question that was answered is not wrong, but does not suffice', () => {
  const message = (text: string) => aMessage(text, 'prep', { secondary: ['insurance_cost'] });
  expect(figuresOf(message('insurance.cost')).rightTopic).toMatchObject({ count: 0, of: 1 });
  expect(figuresOf(message('insurance.cost')).confusions).toEqual([]);
  expect(figuresOf(message('prep.bring ok?\ninsurance.cost ok?')).rightTopic).toMatchObject({
    count: 1,
    of: 1,
  });
});

test('an answer to a message out of scope is counted', () => {
  const figures = figuresOf(
    aMessage('prep.bring', 'out_of_scope'),
    aMessage('- x', 'out_of_scope'),
  );
  expect(figures.outOfScopeAnswered).toMatchObject({ count: 1, of: 2 });
  expect(figures.answered.of).toBe(0);
});

test('a driving message answered with another topic is counted apart', () => {
  const figures = figuresOf(
    aMessage('prep.bring', 'driving'),
    aMessage('driving.machines', 'driving'),
  );
  expect(figures.drivingAnsweredElsewhere).toMatchObject({ count: 1, of: 2 });
});

test("the safety gate's messages are left out", () => {
  const figures = figuresOf(aMessage('prep.bring', 'dose'), aMessage('prep.bring', 'self_harm'));
  expect(figures.answered.of).toBe(0);
  expect(figures.confusions).toEqual([]);
});

test('precision and recall are by topic', () => {
  const figures = figuresOf(
    aMessage('prep.bring', 'prep'),
    aMessage('prep.bring', 'what_to_expect'),
    aMessage('- x', 'prep'),
  );
  const prep = figures.topics.find(({ topic }) => topic === 'prep');
  expect(prep).toMatchObject({ precision: { count: 1, of: 2 }, recall: { count: 1, of: 2 } });
});

test('a message sent in pieces is read as one', () => {
  const message = HeldOutMessage.parse({
    id: 'x',
    turns: ['prep.bring what do i', 'bring'],
    label: 'prep',
  });
  expect(figuresOf(message).rightTopic).toMatchObject({ count: 1, of: 1 });
});

test('forty of forty still leaves bounds that reach down to 91 %', () => {
  const { share, low, high } = proportion(40, 40);
  expect(share).toBe(1);
  expect(low).toBeCloseTo(0.912, 3);
  expect(high).toBe(1);
});
