import { expect, test } from 'vitest';
import {
  DELIVERED,
  type Deliver,
  DeliveryError,
  type DeliveryFailure,
} from '../../../src/conversation/outbox/delivery.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/shared/clock.ts';
import { simulatedTime } from '../../support/simulated-time.ts';
import { aTicket, T0 } from '../../support/turn-kit.ts';
import { anItem, anOutbox, left, waitingFor } from './outbox-kit.ts';

/** A place that takes what it is told to take, and notes who knocked when. */
function aPlace(now: () => string) {
  const place = {
    tries: [] as { id: string; at: number }[],
    taken: [] as string[],
    /** What is wrong with this item just now. */
    fault: (_id: string): DeliveryFailure | undefined => undefined,
    deliver: (async ({ id }) => {
      place.tries.push({ id, at: Date.parse(now()) - Date.parse(T0) });
      const failure = place.fault(id);
      if (failure) throw new DeliveryError(failure);
      place.taken.push(id);
      return DELIVERED;
    }) satisfies Deliver,
    triesOf: (id: string) => place.tries.filter((one) => one.id === id).map(({ at }) => at),
  };
  return place;
}

const UNKNOWN: DeliveryFailure = { kind: 'unknown', problem: 'timeout' };

test('what a conversation has for one place is delivered in order, and a failure holds up only that place', async () => {
  const time = simulatedTime(T0);
  const [mail, hook] = [aPlace(time.now), aPlace(time.now)];
  const deliver = { email: mail.deliver, webhook: hook.deliver };
  const { store } = await anOutbox({ deliver, time });
  mail.fault = () => UNKNOWN;

  await waitingFor(store, 'pat', [
    anItem('mail 1', { to: 'email' }),
    anItem('hook 1'),
    anItem('mail 2', { to: 'email' }),
    anItem('hook 2'),
  ]);
  await time.pass(10 * SECOND_MS);

  expect(hook.taken).toEqual(['hook 1', 'hook 2']);
  expect(mail.taken).toEqual([]);
  expect(new Set(mail.tries.map(({ id }) => id))).toEqual(new Set(['mail 1']));
  mail.fault = () => undefined;
  await time.pass(5 * MINUTE_MS);
  expect(mail.taken).toEqual(['mail 1', 'mail 2']);
  expect(await left(store)).toEqual([]);
});

test('a page to one person does not wait for another person’s mailbox', async () => {
  const time = simulatedTime(T0);
  const mail = aPlace(time.now);
  const { store } = await anOutbox({ deliver: { email: mail.deliver }, time });
  const [ana, ben] = ['a', 'b'].map((letter) => StaffId.parse(`s_${letter.repeat(16)}`));
  if (!ana || !ben) throw new Error('nobody');
  mail.fault = (id) =>
    id === 'to ana' ? { kind: 'unknown', problem: 'smtp_450', reach: 'place' } : undefined;

  await waitingFor(store, 'pat', [
    anItem('to ana', { to: 'email', person: ana }),
    anItem('to ben', { to: 'email', person: ben }),
  ]);
  await time.pass(0);

  expect(mail.taken).toEqual(['to ben']);
});

test('an item that can never be taken is dead at once, tells so, and holds up nothing behind it', async () => {
  const time = simulatedTime(T0);
  const hook = aPlace(time.now);
  const { store, outbox, log } = await anOutbox({ deliver: { webhook: hook.deliver }, time });
  hook.fault = (id) => (id === 'bad' ? { kind: 'refused', problem: 'http_400' } : undefined);

  const { id } = await waitingFor(store, 'pat', [anItem('bad'), anItem('good')]);
  await time.pass(0);

  expect(hook.tries.map((one) => one.id)).toEqual(['bad', 'good']);
  expect(await outbox.failed()).toEqual([
    {
      conversation: id,
      item: 'bad',
      to: 'webhook',
      kind: 'page',
      about: 1,
      at: T0,
      problem: 'http_400',
      attempts: 1,
    },
  ]);
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  await time.pass(48 * HOUR_MS);
  expect(hook.triesOf('bad')).toHaveLength(1);
});

test('"Try again" brings a dead item to life, in its old place, and it is delivered', async () => {
  const time = simulatedTime(T0);
  const hook = aPlace(time.now);
  const { store, outbox } = await anOutbox({ deliver: { webhook: hook.deliver }, time });
  hook.fault = () => ({ kind: 'refused', problem: 'http_400' });
  const { id } = await waitingFor(store, 'pat', [anItem('one'), anItem('two')]);
  await time.pass(0);
  hook.fault = () => undefined;

  expect(await outbox.retry(id, 'one')).toBe(true);
  await time.pass(0);

  expect(hook.taken).toEqual(['one']);
  expect((await outbox.failed()).map(({ item }) => item)).toEqual(['two']);
  expect(await outbox.retry(id, 'one')).toBe(false);
  expect(await outbox.retry(id, 'no such')).toBe(false);
});

test('a place that refuses is asked a few times over minutes, and then its item is dead', async () => {
  const time = simulatedTime(T0);
  const place = aPlace(time.now);
  const { store, outbox } = await anOutbox({ deliver: { slack_patient: place.deliver }, time });
  place.fault = (id) =>
    id === 'in a closed channel'
      ? { kind: 'refused', problem: 'not_in_channel', reach: 'place' }
      : undefined;
  const message = { to: 'slack_patient', kind: 'message' } as const;

  await waitingFor(store, 'pat', [anItem('in a closed channel', message)]);
  await waitingFor(store, 'sam', [anItem('elsewhere', message)]);
  await time.pass(10 * MINUTE_MS);

  const tries = place.triesOf('in a closed channel');
  expect(tries).toHaveLength(5);
  expect(tries.at(-1)).toBeGreaterThan(2 * MINUTE_MS);
  expect(place.taken).toEqual(['elsewhere']);
  expect((await outbox.failed()).map(({ problem }) => problem)).toEqual(['not_in_channel']);
  expect(outbox.state().slack_patient).toEqual({ kind: 'ok' });
});

test('while a token is revoked everything waits, and an hour later all is delivered and nothing was given up', async () => {
  const time = simulatedTime(T0);
  const place = aPlace(time.now);
  const { store, outbox } = await anOutbox({ deliver: { slack_staff: place.deliver }, time });
  place.fault = () => ({ kind: 'refused', problem: 'token_revoked', reach: 'destination' });
  for (const patient of ['pat', 'sam', 'kim']) {
    await waitingFor(store, patient, [anItem(patient, { to: 'slack_staff' })]);
  }

  await time.pass(HOUR_MS);

  expect(outbox.state().slack_staff).toEqual({
    kind: 'down',
    since: T0,
    problem: 'token_revoked',
    waiting: 3,
  });
  expect(place.tries.length).toBeLessThan(30);
  expect(await outbox.failed()).toEqual([]);
  place.fault = () => undefined;
  await time.pass(5 * MINUTE_MS);
  expect(place.taken.sort()).toEqual(['kim', 'pat', 'sam']);
  expect(outbox.state().slack_staff).toEqual({ kind: 'ok' });
});

test('what nobody answered for a day is dead, and what comes after it in the lane goes on', async () => {
  const time = simulatedTime(T0);
  const hook = aPlace(time.now);
  const { store, outbox } = await anOutbox({ deliver: { webhook: hook.deliver }, time });
  hook.fault = (id) => (id === 'old' ? UNKNOWN : undefined);
  await waitingFor(store, 'pat', [anItem('old'), anItem('new')]);

  await time.pass(23 * HOUR_MS);
  expect(await outbox.failed()).toEqual([]);
  await time.pass(2 * HOUR_MS);

  expect((await outbox.failed()).map(({ item, problem }) => [item, problem])).toEqual([
    ['old', 'timeout'],
  ]);
  expect(hook.taken).toEqual(['new']);
});

test('one item that always fails does not keep the place down for others', async () => {
  const time = simulatedTime(T0);
  const hook = aPlace(time.now);
  const { store, outbox } = await anOutbox({ deliver: { webhook: hook.deliver }, time });
  hook.fault = (id) => (id === 'poison' ? UNKNOWN : undefined);
  await waitingFor(store, 'pat', [anItem('poison')]);
  await time.pass(HOUR_MS);
  expect(outbox.state().webhook).toMatchObject({ kind: 'down', waiting: 1 });

  await waitingFor(store, 'sam', [anItem('fine')]);
  await time.pass(0);

  expect(hook.taken).toEqual(['fine']);
  expect(outbox.state().webhook).toEqual({ kind: 'ok' });
});

test('among much that waits a page goes first', async () => {
  const time = simulatedTime(T0);
  const staff = aPlace(time.now);
  const { store } = await anOutbox({ deliver: { slack_staff: staff.deliver }, time });
  staff.fault = () => ({ kind: 'rate_limited', afterMs: 30 * SECOND_MS });
  for (const patient of ['pat', 'sam', 'kim', 'lee', 'max']) {
    const item = anItem(`card of ${patient}`, { to: 'slack_staff', kind: 'ticket_card' });
    await waitingFor(store, patient, [item]);
  }
  await time.pass(SECOND_MS);
  await waitingFor(store, 'ann', [anItem('page', { to: 'slack_staff' })]);
  staff.fault = () => undefined;
  await time.pass(MINUTE_MS);

  expect(staff.taken).toHaveLength(6);
  expect(staff.taken.slice(0, 3)).toContain('page');
});

test('what goes to a place that is not connected is taken out; a patient’s message is kept for "Try again"', async () => {
  const time = simulatedTime(T0);
  const { store, outbox, log } = await anOutbox({ deliver: {}, time });

  await waitingFor(store, 'pat', [
    anItem('card', { to: 'slack_staff', kind: 'ticket_card' }),
    anItem('reply', { to: 'slack_patient', kind: 'message' }),
    anItem('page', { to: 'email' }),
  ]);
  await time.pass(0);

  expect((await left(store)).map(({ id, dead }) => [id, dead?.problem])).toEqual([
    ['reply', 'not_connected'],
  ]);
  expect(await outbox.failed()).toHaveLength(1);
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
});

test('staff read on the ticket which message did not reach the patient, and when it did after all', async () => {
  const time = simulatedTime(T0);
  const place = aPlace(time.now);
  const { store, outbox } = await anOutbox({ deliver: { slack_patient: place.deliver }, time });
  place.fault = () => ({ kind: 'refused', problem: 'user_disabled' });
  const message = { to: 'slack_patient', kind: 'message' } as const;
  const { id } = await waitingFor(
    store,
    'pat',
    [anItem('m4', { ...message, about: 4 }), anItem('m6', { ...message, about: 6 })],
    { tickets: [aTicket()] },
  );
  const notes = async () =>
    (await store.conversations.find(id))?.tickets.flatMap((ticket) => ticket.notes) ?? [];
  await time.pass(0);

  expect(await notes()).toEqual([
    {
      at: T0,
      by: 'bot',
      text: 'Messages that did not reach the patient: message 4 (user_disabled), message 6 (user_disabled). Reach the patient another way, or press "Try again" at the deliveries.',
    },
  ]);
  place.fault = () => undefined;
  await outbox.retry(id, 'm4');
  await outbox.retry(id, 'm6');
  await time.pass(0);
  expect((await notes()).map(({ text }) => text)).toEqual([
    'Messages that did not reach the patient: none any more, all were delivered.',
  ]);
});

test('no line of the log of a failure holds more than ids and codes', async () => {
  const time = simulatedTime(T0);
  const hook = aPlace(time.now);
  const { store, log } = await anOutbox({ deliver: { webhook: hook.deliver }, time });
  hook.fault = () => ({ kind: 'refused', problem: 'http_400' });

  await waitingFor(store, 'pat', [anItem('bad')]);
  await time.pass(0);

  const [line] = log.lines;
  expect({ ...line?.fields, err: undefined }).toEqual({
    outgoing: 'bad',
    to: 'webhook',
    failures: 1,
    kind: 'refused',
    problem: 'http_400',
    err: undefined,
  });
});

test('what was put here before the clock was set back, or before a restart, is looked for before it is sent', async () => {
  const time = simulatedTime(T0);
  const sent: { id: string; doubtful: boolean }[] = [];
  const deliver: Deliver = async ({ id }, _conversation, { doubtful }) => {
    sent.push({ id, doubtful });
    return DELIVERED;
  };
  const { store } = await anOutbox({ deliver: { webhook: deliver }, time });
  const at = (ms: number) => new Date(Date.parse(T0) + ms).toISOString();
  await waitingFor(store, 'before the clock was set back', [
    anItem('hour', { notBefore: at(HOUR_MS) }),
  ]);
  await waitingFor(store, 'before a restart', [anItem('past', { notBefore: at(-HOUR_MS) })]);
  await waitingFor(store, 'just now', [anItem('now')]);
  await time.pass(10 * SECOND_MS);
  expect(sent.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'hour', doubtful: true },
    { id: 'now', doubtful: false },
    { id: 'past', doubtful: true },
  ]);
});
