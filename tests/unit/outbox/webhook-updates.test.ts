import { expect, test } from 'vitest';
import { createWebhook } from '../../../src/channels/webhook/create-webhook.ts';
import { createStaffActions } from '../../../src/conversation/desk/staff-actions.ts';
import type { Outgoing } from '../../../src/domain/conversation.ts';
import { conversationIdOf, StaffId, type TicketNumber } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { simulatedTime } from '../../support/simulated-time.ts';
import { aTicket, T0, turnDeps } from '../../support/turn-kit.ts';
import { anHttpReceiver } from './http-receiver.ts';
import { anItem, anOutbox, left, waitingFor } from './outbox-kit.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};

/** A desk whose pages go to a receiver. */
async function aDesk() {
  const receiver = await anHttpReceiver();
  const time = simulatedTime(T0);
  const store = await openMemoryStore({ now: time.now });
  const { deliver: webhook } = createWebhook({
    settings: {
      PAGE_WEBHOOK_URL: receiver.url,
      PAGE_WEBHOOK_SECRET: 'a secret of the receiver',
      PAGE_WEBHOOK_FORMAT: 'askwell',
    },
    consoleUrl: 'https://chat.example.org/console',
    now: time.now,
    log: silentLog,
  });
  const { outbox } = await anOutbox({ store, time, deliver: { webhook } });
  const { sender } = turnDeps();
  const staff = createStaffActions({ store, sender, now: time.now, posts: false });
  return { receiver, time, store, staff, outbox };
}

/** A patient whose emergency is on the desk, with these items to deliver. */
async function anEmergency(store: Store, items: Outgoing[]): Promise<TicketNumber> {
  const number = await store.conversations.reserveTicketNumber(conversationIdOf('pat'));
  const pages = [{ at: T0, step: 0, to: [] }];
  const tickets = [aTicket({ number, urgency: 'emergency', pages })];
  await waitingFor(store, 'pat', items, { tickets });
  return number;
}

const aPage = anItem('page_1_0_webhook', { about: 1 });

test('whoever was paged learns that a ticket was claimed, is in the queue again, and was resolved', async () => {
  const { receiver, time, store, staff } = await aDesk();
  const number = await anEmergency(store, [aPage]);
  await time.pass(0);

  await staff.claim(number, ANA);
  await staff.claim(number, ANA);
  await time.pass(0);
  await staff.reply(number, ANA, { text: 'We call you now.', actionId: 'r1' });
  await time.pass(0);
  await staff.release(number, ANA);
  await time.pass(0);
  await staff.claim(number, ANA);
  await staff.resolve(number, ANA);
  await time.pass(0);

  const types = receiver.posts.map(({ body }) => body.type);
  // The last claim was already over when it could be posted; the receiver learns what holds.
  expect(types.slice(0, 3)).toEqual(['ticket.page', 'ticket.claimed', 'ticket.released']);
  expect(types.at(-1)).toBe('ticket.resolved');
  expect(new Set(receiver.accepted).size).toBe(receiver.posts.length);
  expect(await left(store)).toEqual([]);
});

test('a claim while the receiver is down is told after the page that it answers', async () => {
  const { receiver, time, store, staff } = await aDesk();
  receiver.answer((_post, response) => void response.writeHead(503).end());
  const number = await anEmergency(store, [aPage]);
  await time.pass(MINUTE_MS);
  await staff.claim(number, ANA);
  receiver.answer('as usual');
  await time.pass(HOUR_MS);

  expect(receiver.accepted[0]).toBe('page_1_0_webhook');
  expect(receiver.posts.slice(-2).map(({ body }) => body.type)).toEqual([
    'ticket.page',
    'ticket.claimed',
  ]);
});

test('a page that was given up and is tried again after the ticket was claimed opens no new alert', async () => {
  const { receiver, time, store, staff, outbox } = await aDesk();
  receiver.answer((_post, response) => void response.writeHead(422).end());
  const number = await anEmergency(store, [aPage]);
  await time.pass(0);
  receiver.answer('as usual');
  await staff.claim(number, ANA);
  await time.pass(0);

  const [dead] = await outbox.failed();
  await outbox.retry(conversationIdOf('pat'), dead?.item ?? '');
  await time.pass(0);

  expect(receiver.accepted).toHaveLength(1);
  expect(receiver.posts.at(-1)?.body.type).toBe('ticket.claimed');
  expect(await left(store)).toEqual([]);
});

test('of a ticket that nobody was paged about by webhook the receiver learns nothing', async () => {
  const { receiver, time, store, staff } = await aDesk();
  const number = await anEmergency(store, []);

  await staff.claim(number, ANA);
  await staff.resolve(number, ANA);
  await time.pass(0);

  expect(receiver.posts).toEqual([]);
  expect(await left(store)).toEqual([]);
});
