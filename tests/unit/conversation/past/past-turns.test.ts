import { expect, onTestFinished, test } from 'vitest';
import { createPastTurns } from '../../../../src/conversation/past/create-past-turns.ts';
import { conversationIdOf } from '../../../../src/domain/ids.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { type Asked, aDialogue } from '../../../support/past-kit.ts';

const NOW = '2026-11-22T15:00:00.000Z';
const now = () => NOW;

const parking: Asked = {
  text: 'is there parking?',
  at: '2026-11-22T14:00:00.000Z',
  reply: 'fallback',
};

async function aStore() {
  const store = await openMemoryStore({ now });
  onTestFinished(() => store.close());
  return store;
}

function aReading(store: Store, mostTurns?: number) {
  const past = createPastTurns({
    store,
    now,
    log: silentLog,
    wait: () => Promise.resolve(),
    ...(mostTurns !== undefined && { mostTurns }),
  });
  onTestFinished(() => past.stop());
  past.start();
  return past;
}

const read = async (past: ReturnType<typeof aReading>) =>
  expect.poll(() => past.progress().complete).toBe(true);

test('what was stored before the start is read, the newest first', async () => {
  const store = await aStore();
  await aDialogue(store, { secret: 'a', asked: [parking] });
  await aDialogue(store, {
    secret: 'b',
    asked: [{ ...parking, at: '2026-11-22T14:30:00.000Z' }],
  });
  const past = aReading(store);
  await read(past);
  expect(past.turns().map(({ at }) => at)).toEqual([
    '2026-11-22T14:30:00.000Z',
    '2026-11-22T14:00:00.000Z',
  ]);
  expect(past.progress()).toEqual({ complete: true, turns: 2, backTo: undefined });
});

test('a new turn of a patient is there once changes are caught up with', async () => {
  const store = await aStore();
  const past = aReading(store);
  await aDialogue(store, { asked: [parking] });
  await past.caughtUp();
  expect(past.turns()).toMatchObject([{ replyKind: 'fallback', channel: 'web', seq: 1 }]);
});

test('an erased conversation leaves nothing behind', async () => {
  const store = await aStore();
  const id = await aDialogue(store, { asked: [{ ...parking, reason: 'unclear' }] });
  const past = aReading(store);
  await read(past);
  expect(past.tickets()).toHaveLength(1);
  await store.conversations.erase(id);
  await past.caughtUp();
  expect([past.turns(), past.tickets(), past.progress().turns]).toEqual([[], [], 0]);
});

test('turns of more than 90 days ago are not read, nor kept when they grow so old', async () => {
  const store = await aStore();
  const old = { ...parking, at: '2026-08-01T14:00:00.000Z' };
  await aDialogue(store, { asked: [old, parking] });
  let at = NOW;
  const past = createPastTurns({ store, now: () => at, log: silentLog });
  onTestFinished(() => past.stop());
  past.start();
  await read(past);
  expect(past.turns().map((turn) => turn.at)).toEqual([parking.at]);
  at = '2027-03-01T00:00:00.000Z';
  expect(past.turns()).toEqual([]);
});

test('of more turns than can be held the newest stay', async () => {
  const store = await aStore();
  for (let minute = 10; minute < 40; minute += 1) {
    const at = `2026-11-22T14:${minute}:00.000Z`;
    await aDialogue(store, { secret: `patient ${minute}`, asked: [{ ...parking, at }] });
  }
  const past = aReading(store, 10);
  await read(past);
  for (let minute = 10; minute < 40; minute += 1) {
    await aDialogue(store, {
      secret: `later ${minute}`,
      asked: [{ ...parking, at: `2026-11-22T15:${minute}:00.000Z` }],
    });
  }
  await past.caughtUp();
  expect(past.turns()).toHaveLength(10);
  expect(past.turns().at(-1)?.at).toBe('2026-11-22T15:30:00.000Z');
});

test('words are kept for questions that were not met, and read from the conversation for others', async () => {
  const store = await aStore();
  const answered: Asked = {
    text: 'can I drive home?',
    at: '2026-11-22T14:01:00.000Z',
    answer: 'driving.after-treatment',
    intent: 'driving.after_treatment',
    helped: true,
  };
  await aDialogue(store, { asked: [parking, answered] });
  const past = aReading(store);
  await read(past);
  const [second, first] = past.turns();
  expect(first?.unmet?.text).toBe('is there parking?');
  expect(second).toMatchObject({ helped: true, topics: ['driving'] });
  expect(JSON.stringify(second)).not.toContain('drive home');
  expect(second && (await past.textOf(second))).toBe('can I drive home?');
  expect(await past.textOf({ conversation: conversationIdOf('nobody'), seq: 1 })).toBeUndefined();
});

test('a change during the first reading is not overwritten by what was read before it', async () => {
  const store = await aStore();
  for (let index = 0; index < 40; index += 1) {
    await aDialogue(store, { secret: `patient ${index}`, asked: [parking] });
  }
  const past = aReading(store);
  const answered: Asked = { ...parking, reply: 'answer', answer: 'contact.parking' };
  await aDialogue(store, { secret: 'patient 0', asked: [answered] });
  await store.conversations.erase(conversationIdOf('patient 39'));
  await read(past);
  await past.caughtUp();
  const of = (secret: string) =>
    past.turns().filter(({ conversation }) => conversation === conversationIdOf(secret));
  expect(of('patient 0')).toMatchObject([{ replyKind: 'answer' }]);
  expect(of('patient 39')).toEqual([]);
  expect(past.turns()).toHaveLength(39);
});

test('a conversation that cannot be read stops nothing', async () => {
  const store = await aStore();
  const broken: Store = {
    ...store,
    conversations: {
      ...store.conversations,
      find: (id) =>
        id === conversationIdOf('broken')
          ? Promise.reject(new Error('unreadable'))
          : store.conversations.find(id),
    },
  };
  const past = aReading(broken);
  await aDialogue(store, { secret: 'broken', asked: [parking] });
  await aDialogue(store, { secret: 'sound', asked: [parking] });
  await past.caughtUp();
  expect(past.turns()).toMatchObject([{ conversation: conversationIdOf('sound') }]);
});

test('a language without approved words is named', async () => {
  const store = await aStore();
  const asks = [
    'Quanto custa o tratamento? Eu preciso saber antes de ir',
    'mwen ta renmen konnen konbyen tretman an koute',
    '治疗需要多少钱？我可以开车吗',
    'zzz',
  ];
  for (const [index, text] of asks.entries()) {
    await aDialogue(store, {
      secret: `${index}`,
      asked: [
        {
          ...parking,
          text,
          at: `2026-11-22T14:0${index}:00.000Z`,
          blocks: ['R-LANG'],
          reply: 'escalation',
          reason: 'language',
        },
      ],
    });
  }
  const past = aReading(store);
  await read(past);
  expect(past.turns().map(({ wanted }) => wanted)).toEqual([expect.any(String), 'zh', 'ht', 'pt']);
});

test('a question in Spanish that has no Spanish answer counts as asked for in Spanish', async () => {
  const store = await aStore();
  await aDialogue(store, {
    asked: [{ ...parking, locale: 'es', reply: 'escalation', reason: 'no_answer' }],
  });
  const past = aReading(store);
  await read(past);
  expect(past.turns()).toMatchObject([{ wanted: 'es' }]);
});
