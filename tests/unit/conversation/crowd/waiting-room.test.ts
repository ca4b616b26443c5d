import { expect, test } from 'vitest';
import {
  createWaitingRoom,
  type Rank,
  TurnedAwayError,
} from '../../../../src/conversation/crowd/create-waiting-room.ts';
import { T0 } from '../../../support/turn-kit.ts';

const calm = () => 'ordinary' as const;
const dose = () => 'concern' as const;
const inDanger = () => 'emergency' as const;
const turnEnd = () => new Promise((done) => setImmediate(done));

/** A room whose turns end, and whose waiting is over, when the test says so. */
function aRoom({ places = 1, seats = 2 } = {}) {
  const ends: (() => void)[] = [];
  const waits: { ms: number; over: () => void }[] = [];
  const begun: string[] = [];
  const warnings: unknown[] = [];
  let nowMs = Date.parse(T0);
  const room = createWaitingRoom({
    places,
    seats,
    wait: (ms, signal) =>
      new Promise((over) => {
        waits.push({ ms, over });
        signal.addEventListener('abort', () => over());
      }),
    now: () => new Date(nowMs).toISOString(),
    log: { warn: (crowd) => void warnings.push(crowd) },
  });
  const enter = (name: string, rank: () => Rank = calm) =>
    room.take(() => {
      begun.push(name);
      return new Promise<string>((end) => ends.push(() => end(name)));
    }, rank);
  const endOne = async () => {
    ends.shift()?.();
    await turnEnd();
  };
  const later = (ms: number) => {
    nowMs += ms;
  };
  return { room, enter, endOne, later, begun, waits, warnings };
}

test('nobody is looked at while a place is free', async () => {
  const { room } = aRoom();
  const asked = () => {
    throw new Error('looked at');
  };
  expect(await room.take(async () => 'taken', asked)).toBe('taken');
});

test('who is in danger does not wait for those who came earlier', async () => {
  const { enter, endOne, begun } = aRoom();
  const all = [enter('first'), enter('a question'), enter('another'), enter('a cry', inDanger)];
  expect(begun).toEqual(['first', 'a cry']);
  for (const _ of all) await endOne();
  expect(await Promise.all(all)).toEqual(['first', 'a question', 'another', 'a cry']);
  expect(begun).toEqual(['first', 'a cry', 'a question', 'another']);
});

test('when every seat is taken one more is turned away and not begun, and one in danger still finds a seat', async () => {
  const { enter, room, endOne, begun } = aRoom({ seats: 1 });
  const taken = [enter('first'), enter('a question')];
  await expect(enter('one too many')).rejects.toThrow(TurnedAwayError);
  const cries = [enter('a cry', inDanger), enter('a second cry', inDanger)];
  await expect(enter('a third cry', inDanger)).rejects.toThrow(TurnedAwayError);
  expect(room.crowd()).toEqual({
    underWay: 2,
    waiting: 2,
    turnedAway: { emergency: 1, concern: 0, ordinary: 1 },
  });
  for (const _ of [...taken, ...cries]) await endOne();
  await Promise.all([...taken, ...cries]);
  expect(begun).toEqual(['first', 'a cry', 'a second cry', 'a question']);
});

test('while a cry waits, no other turn begins, and a dose question waits only for cries', async () => {
  const { enter, endOne, begun } = aRoom();
  const all = [
    enter('first'),
    enter('a question'),
    enter('a dose', dose),
    enter('a second dose', dose),
    enter('a cry', inDanger),
    enter('a second cry', inDanger),
  ];
  expect(begun).toEqual(['first', 'a dose', 'a cry']);
  await endOne();
  await endOne();
  expect(begun).toHaveLength(3);
  for (const _ of all) await endOne();
  await Promise.all(all);
  expect(begun.slice(3)).toEqual(['a second cry', 'a second dose', 'a question']);
});

test('who has waited too long is turned away, and is not begun later either', async () => {
  const { enter, endOne, begun, waits, room } = aRoom();
  const taken = [enter('first'), enter('a cry', inDanger)];
  const question = enter('a question');
  const cry = enter('a second cry', inDanger);
  expect(waits.map(({ ms }) => ms)).toEqual([1000, 1500, 1000]);
  for (const { over } of waits) over();
  await expect(question).rejects.toThrow(TurnedAwayError);
  await expect(cry).rejects.toThrow(TurnedAwayError);
  for (const _ of taken) await endOne();
  await Promise.all(taken);
  expect(begun).toEqual(['first', 'a cry']);
  expect(room.crowd()).toMatchObject({ underWay: 0, waiting: 0 });
});

test('a turn that was begun in time is not turned away by its clock', async () => {
  const { enter, endOne, waits } = aRoom();
  const first = enter('first');
  const question = enter('a question');
  await endOne();
  waits[0]?.over();
  await endOne();
  expect(await Promise.all([first, question])).toEqual(['first', 'a question']);
});

test('a turn that fails frees its place', async () => {
  const { room } = aRoom();
  await expect(room.take(() => Promise.reject(new Error('disk full')), calm)).rejects.toThrow(
    'disk full',
  );
  expect(await room.take(async () => 'taken', calm)).toBe('taken');
});

test('admins are warned once a minute, not once a message', async () => {
  const { enter, later, warnings } = aRoom({ seats: 1 });
  void enter('first');
  void enter('a question');
  for (let n = 0; n < 50; n += 1) await enter('one too many').catch(() => undefined);
  expect(warnings).toHaveLength(1);
  later(60_000);
  await enter('one too many').catch(() => undefined);
  expect(warnings).toEqual([
    { underWay: 1, waiting: 1, turnedAway: { emergency: 0, concern: 0, ordinary: 1 } },
    { underWay: 1, waiting: 1, turnedAway: { emergency: 0, concern: 0, ordinary: 51 } },
  ]);
});
