import { expect, onTestFinished, test } from 'vitest';
import type { DeliveriesView, DeskHealth } from '../../../src/console/wire.ts';
import { DELIVERED, type Deliver } from '../../../src/conversation/outbox/delivery.ts';
import type { Outgoing } from '../../../src/domain/conversation.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { anAdmin, aStaffMember, aTicket, openConsole } from '../../support/console.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';

async function withDead(store: Store, ...items: Partial<Outgoing>[]): Promise<void> {
  await store.conversations.update(conversationIdOf(SECRET), async (current) => {
    if (!current) throw new Error('write a ticket first');
    const outbox = items.map(
      (item, index): Outgoing => ({
        id: `o_${index}`,
        to: 'slack_staff',
        kind: 'ticket_card',
        about: 1,
        attempts: 3,
        notBefore: '2026-11-22T14:50:00.000Z',
        dead: { at: '2026-11-22T14:55:00.000Z', problem: 'channel_is_archived' },
        ...item,
      }),
    );
    return { next: { ...current, outbox }, result: undefined };
  });
}

async function aDesk() {
  const arrived: string[] = [];
  const deliver: Deliver = async ({ id }) => {
    arrived.push(id);
    return DELIVERED;
  };
  const opened = await openConsole({ deliver: { slack_staff: deliver, slack_patient: deliver } });
  onTestFinished(() => opened.outbox.stop());
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const number = await aTicket(opened.store, { secret: SECRET });
  const seen = async () => (await ana.get('/deliveries')).json<DeliveriesView>();
  return { ...opened, admin, ana, number, arrived, seen };
}

test('staff see what was given up, for which ticket, when, why and after how many tries', async () => {
  const { store, number, seen, ana } = await aDesk();
  expect(await seen()).toEqual({
    destinations: [
      { to: 'slack_patient', down: null },
      { to: 'slack_staff', down: null },
    ],
    dead: [],
  });
  await withDead(store, { about: number }, { to: 'slack_patient', kind: 'message', about: 2 });
  const { dead } = await seen();
  expect(dead).toMatchObject([
    { kind: 'ticket_card', ticket: number, problem: 'channel_is_archived', tries: 3 },
    { kind: 'message', ticket: number, at: '2026-11-22T14:55:00.000Z' },
  ]);
  expect((await ana.get('/desk-health')).json<DeskHealth>().deliveries).toEqual({
    down: [],
    dead: 2,
  });
});

test('"Try again" delivers one thing, leaves the others, and is audited', async () => {
  const { store, number, ana, arrived, outbox, seen } = await aDesk();
  await withDead(store, { about: number }, { about: number });
  outbox.start();
  const [first] = (await seen()).dead;
  await ana.post('/deliveries/retry', { conversation: first?.conversation, item: first?.item });
  await expect.poll(() => arrived).toEqual(['o_0']);
  expect((await seen()).dead.map(({ item }) => item)).toEqual(['o_1']);
  expect(await store.audit.latest(1)).toMatchObject([
    { by: ana.id, action: 'delivery tried again', subject: `ticket ${number}` },
  ]);
});

test('all can be tried again at once', async () => {
  const { store, ana, arrived, outbox, seen } = await aDesk();
  await withDead(store, {}, {}, {});
  outbox.start();
  await ana.post('/deliveries/retry-all');
  await expect.poll(() => arrived.length).toBe(3);
  await expect.poll(async () => (await seen()).dead).toEqual([]);
});

test('what is on its way again is said to be, and nothing changes', async () => {
  const { ana } = await aDesk();
  const response = await ana.post('/deliveries/retry', {
    conversation: conversationIdOf(SECRET),
    item: 'o_7',
  });
  expect(response.json()).toMatchObject({ code: 'not_dead' });
});
