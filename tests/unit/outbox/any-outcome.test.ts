import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutbox } from '../../../src/conversation/outbox/create-outbox.ts';
import {
  DELIVERED,
  type Deliver,
  DeliveryError,
  type DeliveryFailure,
} from '../../../src/conversation/outbox/delivery.ts';
import type { Outgoing } from '../../../src/domain/conversation.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { simulatedTime } from '../../support/simulated-time.ts';
import { T0 } from '../../support/turn-kit.ts';
import { anItem, left, timed, waitingFor } from './outbox-kit.ts';

const refused = (reach: 'item' | 'place' | 'destination'): DeliveryFailure => ({
  kind: 'refused',
  problem: reach,
  reach,
});

/** What a place does with one attempt: whether it takes it, and what it lets us know. */
const OUTCOMES: Record<string, { takes: boolean; says: DeliveryFailure | undefined }> = {
  ok: { takes: true, says: undefined },
  'lost answer': { takes: true, says: { kind: 'unknown', problem: 'timeout' } },
  'lost answer of one': { takes: true, says: { kind: 'unknown', problem: 'slow', reach: 'place' } },
  down: { takes: false, says: { kind: 'unknown', problem: 'ECONNREFUSED' } },
  'too fast': { takes: false, says: { kind: 'rate_limited', afterMs: 5000 } },
  'too fast here': { takes: false, says: { kind: 'rate_limited', afterMs: 0, reach: 'place' } },
  'not this one': { takes: false, says: refused('item') },
  'not here': { takes: false, says: refused('place') },
  'not from us': { takes: false, says: refused('destination') },
};

/** So many attempts meet the same, as they do in an outage. */
const weatherOf = (names: string[], longest: number) =>
  fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: longest })), {
    maxLength: 12,
  });

type Weather = [string, number][];

/** A place that takes an id once, under this weather; the sky is clear afterwards. */
async function aWorld(weather: Weather) {
  const time = simulatedTime(T0);
  const store = await openMemoryStore({ now: time.now });
  const sky = weather.flatMap(([name, times]) => Array<string>(times).fill(name));
  /** Each id once, in the order in which they came. */
  const arrived = new Set<string>();
  const deliver: Deliver = async ({ id }) => {
    const { takes, says } = OUTCOMES[sky.shift() ?? 'ok'] ?? { takes: true, says: undefined };
    if (takes) arrived.add(id);
    if (says) throw new DeliveryError(says);
    return DELIVERED;
  };
  const start = () => {
    const outbox = createOutbox({
      store: timed(store, time),
      deliver: { webhook: deliver, slack_patient: deliver },
      timing: { wait: time.wait, random: () => 0, firstRetryMs: 1000, longestRetryMs: 300_000 },
      now: time.now,
      log: silentLog,
    });
    outbox.start();
    return outbox;
  };
  return { time, store, sky, arrived, start };
}

const sentItems = fc.array(
  fc.record({
    patient: fc.constantFrom('pat', 'sam', 'kim'),
    to: fc.constantFrom<Outgoing['to']>('webhook', 'slack_patient'),
  }),
  { minLength: 1, maxLength: 12 },
);

async function write(store: Store, sent: { patient: string; to: Outgoing['to'] }[]) {
  const items = sent.map(({ patient, to }, index) => ({
    patient,
    item: anItem(`${index}`, { to }),
  }));
  for (const name of new Set(items.map(({ patient }) => patient))) {
    const own = items.filter(({ patient }) => patient === name);
    await waitingFor(
      store,
      name,
      own.map(({ item }) => item),
    );
  }
  return items.map(({ item }) => item.id);
}

test('whatever a place does, each item arrives or is listed as dead, and in the end each has arrived', async () => {
  const weather = weatherOf(Object.keys(OUTCOMES), 40);
  const restartsAfterMinutes = fc.array(fc.nat(90), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(sentItems, weather, restartsAfterMinutes, async (sent, storms, pauses) => {
      const { time, store, sky, arrived, start } = await aWorld(storms);
      let outbox = start();
      const ids = await write(store, sent);
      for (const minutes of pauses) {
        await time.pass(minutes * MINUTE_MS);
        await outbox.stop();
        outbox = start();
      }
      await time.pass(20 * HOUR_MS);

      const waiting = new Set((await left(store)).map(({ id }) => id));
      const dead = await outbox.failed();
      expect(ids.filter((id) => !arrived.has(id) && !waiting.has(id))).toEqual([]);
      if (sky.length === 0) expect(waiting.size).toBe(dead.length);

      sky.length = 0;
      for (const { conversation, item } of dead) await outbox.retry(conversation, item);
      await time.pass(HOUR_MS);
      expect(await left(store)).toEqual([]);
      expect([...arrived].sort()).toEqual([...ids].sort());
      await outbox.stop();
    }),
    { numRuns: 120 },
  );
});

test('as long as nothing is given up, each conversation’s items arrive at a place in their order', async () => {
  const weather = weatherOf(['ok', 'lost answer', 'down', 'too fast', 'not from us'], 8);
  await fc.assert(
    fc.asyncProperty(sentItems, weather, async (sent, storms) => {
      const { time, store, arrived, start } = await aWorld(storms);
      const outbox = start();
      const ids = await write(store, sent);
      await time.pass(20 * HOUR_MS);

      const lanes = new Map<string, string[]>();
      for (const id of arrived) {
        const { patient, to } = sent[Number(id)] ?? { patient: '', to: '' };
        lanes.set(`${patient} ${to}`, [...(lanes.get(`${patient} ${to}`) ?? []), id]);
      }
      const byNumber = (a: string, b: string) => Number(a) - Number(b);
      for (const lane of lanes.values()) expect(lane).toEqual([...lane].sort(byNumber));
      expect(arrived.size).toBe(ids.length);
      await outbox.stop();
    }),
    { numRuns: 120 },
  );
});
