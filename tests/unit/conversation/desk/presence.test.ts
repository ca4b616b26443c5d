import { expect, test } from 'vitest';
import { createPresence } from '../../../../src/conversation/desk/presence.ts';
import { StaffId, TicketNumber } from '../../../../src/domain/ids.ts';
import type { Signature } from '../../../../src/domain/staff.ts';
import { aClock } from '../../../support/test-app.ts';

const ana: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const ben: Signature = { ...ana, id: StaffId.parse('s_bbbbbbbbbbbbbbbb'), firstName: 'Ben' };
const ONE = TicketNumber.parse(1);
const TWO = TicketNumber.parse(2);

test('who writes is seen for six seconds after each sign', () => {
  const { now, wait } = aClock();
  const presence = createPresence({ now });
  presence.writing(ONE, ana);
  wait(3000);
  presence.writing(ONE, ben);
  expect(presence.who(ONE)).toEqual([ana, ben]);
  wait(3000);
  expect(presence.who(ONE)).toEqual([ben]);
  wait(3000);
  expect(presence.who(ONE)).toEqual([]);
});

test('the last sign of a person is known for as long as it holds', () => {
  const { now, wait } = aClock();
  const presence = createPresence({ now });
  presence.writing(ONE, ana);
  const first = now();
  wait(5000);
  expect(presence.lastSign(ONE, ana.id)).toBe(first);
  presence.writing(ONE, ana);
  expect(presence.lastSign(ONE, ana.id)).toBe(now());
  expect(presence.lastSign(ONE, ben.id)).toBeUndefined();
  wait(6000);
  expect(presence.lastSign(ONE, ana.id)).toBeUndefined();
});

test('who goes on writing keeps their place, and is there once', () => {
  const { now, wait } = aClock();
  const presence = createPresence({ now });
  presence.writing(ONE, ana);
  presence.writing(ONE, ben);
  wait(5000);
  presence.writing(ONE, ana);
  expect(presence.who(ONE)).toEqual([ana, ben]);
});

test('who writes on one ticket is not seen on another', () => {
  const presence = createPresence({ now: aClock().now });
  presence.writing(ONE, ana);
  expect(presence.who(TWO)).toEqual([]);
});

test('listeners hear of each sign until they stop', () => {
  const presence = createPresence({ now: aClock().now });
  const heard: number[] = [];
  const stop = presence.watch((number) => heard.push(number));
  presence.writing(ONE, ana);
  presence.writing(TWO, ana);
  stop();
  presence.writing(ONE, ben);
  expect(heard).toEqual([1, 2]);
});
