import { expect, test } from 'vitest';
import { createRetention } from '../../../../src/conversation/retention/create-retention.ts';
import { whatToForget } from '../../../../src/conversation/retention/what-to-forget.ts';
import type { Conversation, Message } from '../../../../src/domain/conversation.ts';
import { SET_RIGHT_WITHIN_MS } from '../../../../src/shared/clock.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { aConversation, aConversationId, anOutgoing, aTicket } from '../../../contract/examples.ts';
import { write } from '../../../contract/store-under-test.ts';
import { aMachine } from '../../../support/a-machine.ts';

const keeping = { conversationDays: 90, ticketDays: 365 };
const SAID_AT = '2026-01-01T09:00:00.000Z';
const later = (days: number) => new Date(Date.parse(SAID_AT) + days * 86_400_000).toISOString();

function said(at: string): Message {
  const words = { locale: 'en', text: 'planted words', parts: [], choices: [] } as const;
  return { seq: 1, id: 'm1', at, from: 'patient', ...words, parts: [], choices: [] };
}

function quiet(but: Partial<Conversation> = {}): Conversation {
  return aConversation({
    createdAt: SAID_AT,
    updatedAt: SAID_AT,
    messages: [said(SAID_AT)],
    ...but,
  });
}

const resolved = aTicket({ state: 'resolved', openedAt: SAID_AT, resolvedAt: SAID_AT });

test.each([
  ['a patient wrote 89 days ago', quiet(), 89, 'nothing'],
  ['a patient wrote 91 days ago', quiet(), 91, 'all'],
  ['a ticket is still open after a year', quiet({ tickets: [aTicket()] }), 400, 'nothing'],
  ['something waits to be delivered', quiet({ outbox: [anOutgoing()] }), 400, 'nothing'],
  ['a ticket was resolved 91 days ago', quiet({ tickets: [resolved] }), 91, 'words'],
  ['only the ticket is left', quiet({ tickets: [resolved], messages: [] }), 200, 'nothing'],
  ['the ticket is older than a year', quiet({ tickets: [resolved], messages: [] }), 366, 'all'],
  ['it is no patient’s', quiet({ messages: [], delivered: { reminder: '1' } }), 400, 'nothing'],
] as const)('when %s it is forgotten as the clinic promised', (_when, conversation, days, what) => {
  expect(whatToForget(conversation, { keeping, at: later(days) })).toBe(what);
});

test('old words are gone from the store, the bare ticket and an entry without words stay', async () => {
  const now = () => later(100);
  const store = await openMemoryStore({ now });
  const old = quiet();
  const ticketed = quiet({ id: aConversationId('b'), tickets: [resolved] });
  const fresh = quiet({ id: aConversationId('c'), messages: [said(later(99))] });
  for (const one of [old, ticketed, fresh]) await write(store, one);
  const wait = async () => undefined;
  const retention = createRetention({ store, keeping, now, wait, log: silentLog });

  expect(await retention.look()).toEqual({ erased: 1, stripped: 1 });

  expect(await store.conversations.find(old.id)).toBeUndefined();
  const bare = await store.conversations.find(ticketed.id);
  expect(bare?.messages).toEqual([]);
  expect(bare?.tickets).toEqual([resolved]);
  expect(await store.conversations.find(fresh.id)).toEqual(fresh);
  const [entry] = await store.audit.latest(1);
  expect(entry).toMatchObject({ by: 'system', details: { erased: 1, stripped: 1 } });
  expect(await retention.look()).toEqual({ erased: 0, stripped: 0 });
});

test('a clock that was set ahead by a year takes nothing away before somebody can have set it right', async () => {
  const machine = aMachine(later(10));
  const { now } = machine.clock;
  const settled = () => machine.clock.settled(SET_RIGHT_WITHIN_MS);
  const store = await openMemoryStore({ now });
  await write(store, quiet());
  const wait = async () => undefined;
  const retention = createRetention({ store, keeping, now, settled, wait, log: silentLog });
  machine.set(365 * 86_400_000);
  expect(await retention.look()).toEqual({ erased: 0, stripped: 0 });
  machine.pass(SET_RIGHT_WITHIN_MS);
  expect(await retention.look()).toEqual({ erased: 1, stripped: 0 });
});

test('a clock that was two years ahead before a restart takes nothing away after it', async () => {
  const { clock } = aMachine(later(10));
  clock.hasSeen(later(10 + 2 * 365));
  const settled = () => clock.settled(SET_RIGHT_WITHIN_MS);
  const store = await openMemoryStore({ now: clock.now });
  await write(store, quiet());
  const wait = async () => undefined;
  const deps = { store, keeping, now: clock.now, settled, wait, log: silentLog };
  expect(await createRetention(deps).look()).toEqual({ erased: 0, stripped: 0 });
});

test('a patient who writes while the job runs loses nothing', async () => {
  const now = () => later(100);
  const store = await openMemoryStore({ now });
  await write(store, quiet());
  const { conversations } = store;
  const erase: typeof conversations.erase = async (id, unless) => {
    await write(store, quiet({ messages: [said(later(100))] }));
    return conversations.erase(id, unless);
  };
  const wait = async () => undefined;
  const writing = { ...store, conversations: { ...conversations, erase } };
  const retention = createRetention({ store: writing, keeping, now, wait, log: silentLog });

  expect(await retention.look()).toEqual({ erased: 0, stripped: 0 });
  expect((await conversations.find(aConversationId()))?.messages).toHaveLength(1);
});
