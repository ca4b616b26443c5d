import { expect, test } from 'vitest';
import { aMachine } from '../../support/a-machine.ts';

const MINUTE = 60_000;

test('a clock that goes evenly is read as it is', () => {
  const { clock, pass, said } = aMachine();
  pass(10 * MINUTE);
  expect(clock.now()).toBe('2026-11-23T15:10:00.000Z');
  expect(clock.latest()).toBe('2026-11-23T15:10:00.000Z');
  expect(clock.ago(2 * MINUTE)).toBe('2026-11-23T15:08:00.000Z');
  expect(said).toEqual([]);
});

test('the latest moment goes on evenly while the clock is set back, and that is logged once', () => {
  const { clock, pass, set, said } = aMachine();
  set(-60 * MINUTE);
  expect(clock.now()).toBe('2026-11-23T14:00:00.000Z');
  pass(5 * MINUTE);
  expect(clock.now()).toBe('2026-11-23T14:05:00.000Z');
  expect(clock.latest()).toBe('2026-11-23T15:05:00.000Z');
  expect(said).toEqual([{ message: 'the clock was set back', byMs: -60 * MINUTE }]);
});

test('what was said a minute before the clock jumped a day ahead is a minute old', () => {
  const { clock, pass, set } = aMachine();
  const saidAt = clock.now();
  pass(MINUTE);
  set(24 * 60 * MINUTE);
  expect(clock.now() > saidAt).toBe(true);
  expect(clock.ago(2 * MINUTE) < saidAt).toBe(true);
  pass(3 * MINUTE);
  expect(clock.ago(2 * MINUTE) > saidAt).toBe(true);
});

test('a time service that corrects a second is no jump', () => {
  const { clock, set, said } = aMachine();
  set(-1000);
  clock.now();
  expect(said).toEqual([]);
});

test('a clock that is behind what was kept counts from there, and says so', () => {
  const { clock, pass, said } = aMachine();
  clock.hasSeen('');
  clock.hasSeen('2026-11-23T14:59:00.000Z');
  expect(said).toEqual([]);
  clock.hasSeen('2027-01-01T00:00:00.000Z');
  pass(MINUTE);
  expect(clock.latest()).toBe('2027-01-01T00:01:00.000Z');
  expect(clock.now()).toBe('2026-11-23T15:01:00.000Z');
  expect(said).toHaveLength(1);
});

const HOUR = 60 * MINUTE;
const MONTH = 30 * 24 * HOUR;

test.each([
  ['ahead by an hour', HOUR],
  ['ahead by a month', MONTH],
  ['back by an hour', -HOUR],
  ['back by a month', -MONTH],
])(
  'how long ago something was stays true when the clock is set %s, and so does what comes after',
  (_, byMs) => {
    const { clock, pass, set } = aMachine();
    const before = clock.latest();
    pass(5 * MINUTE);
    set(byMs);
    expect(clock.since(before)).toBe(5 * MINUTE);
    const after = clock.latest();
    pass(7 * MINUTE);
    expect([clock.since(before), clock.since(after)]).toEqual([12 * MINUTE, 7 * MINUTE]);
    set(-byMs);
    pass(MINUTE);
    expect([clock.since(before), clock.since(after)]).toEqual([13 * MINUTE, 8 * MINUTE]);
  },
);

test('a moment that no clock of ours has come to is not said to be past', () => {
  const { clock } = aMachine();
  expect(clock.since('2026-11-23T15:00:30.000Z')).toBe(0);
  expect(clock.since('2026-12-23T15:00:00.000Z')).toBeUndefined();
});

test('a month passed for what is a month older than what was kept, though the clock is a month behind', () => {
  const { clock } = aMachine();
  clock.hasSeen('2026-12-23T15:00:00.000Z');
  expect(clock.since('2026-11-23T15:00:00.000Z')).toBe(MONTH);
  expect(clock.since('2026-12-23T14:59:00.000Z')).toBe(MINUTE);
});

test('a jump ahead settles after a day, and until then time goes on as before', () => {
  const { clock, pass, set } = aMachine();
  const settled = () => clock.settled(24 * HOUR);
  set(MONTH);
  expect(settled()).toBe('2026-11-23T15:00:00.000Z');
  pass(23 * HOUR);
  expect(settled()).toBe('2026-11-24T14:00:00.000Z');
  pass(HOUR);
  expect(settled()).toBe('2026-12-24T15:00:00.000Z');
  set(-MONTH);
  expect(settled()).toBe('2026-12-24T15:00:00.000Z');
});

test('a jump ahead that is set right within the day never settles', () => {
  const { clock, pass, set } = aMachine();
  set(MONTH);
  expect(clock.settled(24 * HOUR)).toBe('2026-11-23T15:00:00.000Z');
  pass(HOUR);
  set(-MONTH);
  expect(clock.settled(24 * HOUR)).toBe('2026-11-23T16:00:00.000Z');
  pass(48 * HOUR);
  expect(clock.settled(24 * HOUR)).toBe('2026-11-25T16:00:00.000Z');
});
