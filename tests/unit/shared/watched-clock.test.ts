import { expect, test } from 'vitest';
import type { Log } from '../../../src/shared/log.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { watchClock } from '../../../src/shared/watched-clock.ts';

const MINUTE = 60_000;

/** A machine whose clock somebody sets while its time goes on. */
function aMachine() {
  let elapsed = 5;
  let wall = Date.parse('2026-11-23T15:00:00.000Z');
  const said: { message: string; byMs: unknown }[] = [];
  const say = (fields: object, message: string) =>
    void said.push({ message, byMs: (fields as { byMs?: unknown }).byMs });
  const log: Log = { ...silentLog, warn: say, error: say };
  const now = () => new Date(wall).toISOString();
  const clock = watchClock({ now, elapsedMs: () => elapsed, log });
  return {
    clock,
    said,
    pass(ms: number) {
      elapsed += ms;
      wall += ms;
    },
    set(byMs: number) {
      wall += byMs;
    },
  };
}

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
