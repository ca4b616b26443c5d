import { expect, onTestFinished, test } from 'vitest';
import { createWebhook } from '../../../src/channels/webhook/create-webhook.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openDiskFiles } from '../../../src/store/lowdb/files/disk-files.ts';
import type { Files } from '../../../src/store/lowdb/files/files.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { simulatedTime } from '../../support/simulated-time.ts';
import { aTicket, T0 } from '../../support/turn-kit.ts';
import { aFolder } from '../store/a-folder.ts';
import { anHttpReceiver, type Post } from './http-receiver.ts';
import { anItem, anOutbox, left, waitingFor } from './outbox-kit.ts';

/** The outbox and its webhook, posting to a receiver over real sockets, at a time that is set. */
async function aWebhookOutbox(but: { store?: Store; withinMs?: number } = {}) {
  const receiver = await anHttpReceiver();
  const time = simulatedTime(T0);
  const store = but.store ?? (await openMemoryStore({ now: time.now }));
  const { deliver: webhook } = createWebhook({
    settings: {
      PAGE_WEBHOOK_URL: receiver.url,
      PAGE_WEBHOOK_SECRET: 'a secret of the receiver',
      PAGE_WEBHOOK_FORMAT: 'askwell',
    },
    consoleUrl: 'https://chat.example.org/console',
    now: time.now,
    log: silentLog,
    withinMs: but.withinMs ?? 2000,
  });
  return { receiver, webhook, ...(await anOutbox({ store, time, deliver: { webhook } })) };
}

const PATIENTS = 60;
const EACH = 3;

/** Pages of many conversations, each with ids in order. */
async function manyPages(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for (let patient = 0; patient < PATIENTS; patient += 1) {
    const items = Array.from({ length: EACH }, (_, index) =>
      anItem(`${patient}/${index}`, { about: 100 }),
    );
    await waitingFor(store, `patient ${patient}`, items, { tickets: [aTicket()] });
    ids.push(...items.map(({ id }) => id));
  }
  return ids;
}

/** In the order of their arrival, the items of each conversation. */
function byPatient(ids: string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const [patient = ''] = id.split('/');
    groups.set(patient, [...(groups.get(patient) ?? []), id]);
  }
  return [...groups.values()];
}

const hungUp = (_post: Post, response: { destroy(): unknown }) => void response.destroy();

test('a receiver that is down for an hour gets no storm, then everything once and in order, and nothing is lost', async () => {
  const { receiver, time, store, outbox } = await aWebhookOutbox();
  receiver.answer(hungUp);
  const ids = await manyPages(store);

  await time.pass(HOUR_MS);

  const inVain = receiver.posts.length;
  expect(inVain).toBeLessThan(40);
  expect(inVain).toBeGreaterThan(10);
  expect(outbox.state().webhook).toEqual({
    kind: 'down',
    since: expect.any(String),
    problem: expect.any(String),
    waiting: PATIENTS * EACH,
  });
  receiver.answer('as usual');
  receiver.atOnce = 0;
  await time.pass(5 * MINUTE_MS);

  expect([...receiver.accepted].sort()).toEqual([...ids].sort());
  expect(receiver.posts).toHaveLength(inVain + ids.length);
  for (const group of byPatient(receiver.accepted)) expect(group).toEqual([...group].sort());
  expect(receiver.atOnce).toBeLessThanOrEqual(4);
  expect(outbox.state().webhook).toEqual({ kind: 'ok' });
  expect(await left(store)).toEqual([]);
});

test('a restart in the middle of an outage loses nothing, and what arrived is not posted again', async () => {
  const folder = await aFolder();
  const open = () => openLowdbStore({ folder, now: () => T0, log: silentLog });
  const before = await aWebhookOutbox({ store: await open() });
  const { receiver, time } = before;
  const ids = await manyPages(before.store);
  receiver.answer((post, response) => {
    if (receiver.accepted.length >= 50) return hungUp(post, response);
    response.writeHead(202).end();
  });
  await time.pass(10 * MINUTE_MS);
  await before.stop();
  await before.store.close();

  const store = await open();
  onTestFinished(() => store.close());
  receiver.answer('as usual');
  await anOutbox({ store, time, deliver: { webhook: before.webhook } });
  await time.pass(MINUTE_MS);

  expect([...receiver.accepted].sort()).toEqual([...ids].sort());
  for (const group of byPatient(receiver.accepted)) expect(group).toEqual([...group].sort());
  expect(await left(store)).toEqual([]);
});

test('a receiver that asks for two minutes gets them, from everyone', async () => {
  const { receiver, time, store } = await aWebhookOutbox();
  receiver.answer(
    (_post, response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
  );
  const ids = await manyPages(store);

  await time.pass(119 * SECOND_MS);
  expect(receiver.posts.length).toBeLessThanOrEqual(4);

  receiver.answer('as usual');
  await time.pass(SECOND_MS);
  expect([...receiver.accepted].sort()).toEqual([...ids].sort());
});

test('a date in Retry-After is honoured too, and one that never comes is not', async () => {
  const { receiver, time, store } = await aWebhookOutbox();
  const answerWith = (status: number, after: string) =>
    receiver.answer(
      (_post, response) => void response.writeHead(status, { 'retry-after': after }).end(),
    );
  answerWith(503, new Date(Date.parse(T0) + 90_000).toUTCString());
  await waitingFor(store, 'pat', [anItem('one', { about: 100 })], { tickets: [aTicket()] });
  await time.pass(89 * SECOND_MS);
  expect(receiver.posts).toHaveLength(1);

  answerWith(429, '99999999');
  await time.pass(SECOND_MS);
  expect(receiver.posts).toHaveLength(2);
  receiver.answer('as usual');
  await time.pass(HOUR_MS);
  expect(receiver.accepted).toEqual(['one']);
});

test('a page that the receiver refuses is dead over a restart, and "Try again" delivers it', async () => {
  const folder = await aFolder();
  const open = () => openLowdbStore({ folder, now: () => T0, log: silentLog });
  const before = await aWebhookOutbox({ store: await open() });
  before.receiver.answer((_post, response) => void response.writeHead(422).end());
  const { id } = await waitingFor(before.store, 'pat', [anItem('one', { about: 100 })], {
    tickets: [aTicket()],
  });
  await before.time.pass(0);
  expect(await before.outbox.failed()).toHaveLength(1);
  await before.stop();
  await before.store.close();

  const after = await aWebhookOutbox({ store: await open() });
  onTestFinished(() => after.store.close());
  await after.time.pass(HOUR_MS);
  expect(after.receiver.posts).toEqual([]);
  expect((await after.outbox.failed()).map(({ item, problem }) => [item, problem])).toEqual([
    ['one', 'http_422'],
  ]);
  await after.outbox.retry(id, 'one');
  await after.time.pass(0);

  expect(after.receiver.accepted).toEqual(['one']);
  expect(await left(after.store)).toEqual([]);
});

test('what was delivered is not delivered again because the disk is full', async () => {
  const folder = await aFolder();
  let isFull = false;
  const store = await openLowdbStore({
    folder,
    now: () => T0,
    log: silentLog,
    openFiles: async () => {
      const files = await openDiskFiles(folder);
      const replace: Files['replace'] = (path, text) =>
        isFull ? Promise.reject(new Error('no space left on device')) : files.replace(path, text);
      return { ...files, replace };
    },
  });
  onTestFinished(() => store.close());
  const { receiver, time } = await aWebhookOutbox({ store });
  receiver.answer((_post, response) => {
    isFull = true;
    response.writeHead(202).end();
  });
  await waitingFor(store, 'pat', [anItem('one', { about: 100 }), anItem('two', { about: 100 })], {
    tickets: [aTicket()],
  });

  await time.pass(20 * MINUTE_MS);
  expect(receiver.accepted).toEqual(['one']);
  expect(await left(store)).toHaveLength(2);

  isFull = false;
  receiver.answer('as usual');
  await time.pass(5 * MINUTE_MS);
  expect(receiver.accepted).toEqual(['one', 'two']);
  expect(await left(store)).toEqual([]);
});

test('a receiver that never answers is given up on in time, and then tried again', async () => {
  const { receiver, time, store } = await aWebhookOutbox({ withinMs: 50 });
  receiver.answer(() => undefined);
  await waitingFor(store, 'pat', [anItem('one', { about: 100 })], { tickets: [aTicket()] });

  await time.pass(0);
  const [item] = await left(store);
  expect(item).toMatchObject({ attempts: 1, failingSince: T0 });
  receiver.answer('as usual');
  await time.pass(MINUTE_MS);
  expect(receiver.accepted).toEqual(['one']);
});

test('stopping lets a post under way end and keeps what came of it; the rest waits for the next start', async () => {
  const { receiver, time, store, stop } = await aWebhookOutbox();
  const answers: (() => void)[] = [];
  const posted = new Promise<void>((resolve) => {
    receiver.answer((_post, response) => {
      answers.push(() => void response.writeHead(202).end());
      resolve();
    });
  });
  await waitingFor(store, 'pat', [anItem('one', { about: 100 }), anItem('two', { about: 100 })], {
    tickets: [aTicket()],
  });
  await posted;

  let hasStopped = false;
  const stopped = stop().then(() => {
    hasStopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasStopped).toBe(false);
  answers[0]?.();
  await stopped;
  await time.pass(HOUR_MS);

  expect((await left(store)).map(({ id }) => id)).toEqual(['two']);
  expect(receiver.posts).toHaveLength(1);
});

test('a lost answer is followed by the same id, so that the receiver can tell', async () => {
  const { receiver, time, store } = await aWebhookOutbox();
  receiver.answer((post, response) => {
    receiver.accepted.push(post.id);
    response.destroy();
  });
  await waitingFor(store, 'pat', [anItem('one', { about: 100 })], { tickets: [aTicket()] });
  await time.pass(0);
  receiver.answer('as usual');
  await time.pass(MINUTE_MS);

  expect(receiver.accepted).toEqual(['one', 'one']);
  const [first, second] = receiver.posts;
  expect(second?.text).toBe(first?.text);
});
