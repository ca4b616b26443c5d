import { expect, test } from 'vitest';
import { KEYS } from '../../../src/console/browser/keys/key-map.ts';
import type { SearchView } from '../../../src/console/wire/search.ts';
import type { DeskNowView, TicketLists, TicketView } from '../../../src/console/wire.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import {
  anAdmin,
  aStaffMember,
  aTicket,
  type Caller,
  DRIVING,
  openConsole,
} from '../../support/console.ts';
import { aDialogue } from '../../support/past-kit.ts';

async function aDesk() {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  return { ...opened, admin, ana };
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 14, minute)).toISOString();

test('one search finds tickets, answers and people, and gives each reader the kinds of their pages', async () => {
  const opened = await aDesk();
  const { store, admin, ana } = opened;
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  const number = await aTicket(store, { text: 'may I drive after the spray?' });
  const find = async (who: Caller, q: string) =>
    (await who.get(`/search?q=${encodeURIComponent(q)}`)).json<SearchView>();
  const ofAdmin = await find(admin, 'drive');
  expect(ofAdmin.tickets.found).toMatchObject([
    { number, excerpt: 'may I drive after the spray?' },
  ]);
  expect(ofAdmin.answers?.found).toMatchObject([{ id: DRIVING, locale: 'en' }]);
  expect((await find(admin, 'moderator')).people?.found).toMatchObject([{ login: 'mia' }]);
  expect(await find(mia, 'drive')).toMatchObject({ answers: { more: false }, people: null });
  expect(await find(ana, 'drive')).toMatchObject({
    tickets: { found: [{ number }] },
    answers: null,
    people: null,
  });
  expect((await ana.get('/search?q=')).statusCode).toBe(400);
});

test('a search over everything gives six of a kind, and says that there are more', async () => {
  const { store, ana } = await aDesk();
  for (let index = 0; index < 7; index += 1) await aTicket(store, { secret: `s${index}` });
  const { tickets } = (await ana.get('/search?q=dose')).json<SearchView>();
  expect([tickets.found.length, tickets.more]).toEqual([6, true]);
});

test('a long queue comes in stretches that leave no ticket out, what nobody has first', async () => {
  const { store, ana } = await aDesk();
  const numbers: number[] = [];
  for (let index = 0; index < 104; index += 1) {
    numbers.push(await aTicket(store, { secret: `s${index}`, at: at(index % 60) }));
  }
  const mine = numbers[50];
  await ana.post(`/tickets/${mine}/claim`);
  const read = async (from: number) => (await ana.get(`/tickets?from=${from}`)).json<TicketLists>();
  const first = await read(0);
  expect(first.totals).toEqual({ needs: 103, yours: 1, others: 0 });
  expect([first.open.length, first.stretch]).toEqual([100, 100]);
  const rest = await read(first.stretch);
  expect(rest.open.at(-1)?.number).toBe(mine);
  const all = [...first.open, ...rest.open].map(({ number }) => number);
  expect(all.sort((a, b) => a - b)).toEqual(numbers);
  expect((await read(500)).open).toEqual([]);
});

test('the queue is narrowed on the server: urgencies widen each other, the rest narrows', async () => {
  const { store, ana } = await aDesk();
  const grave = await aTicket(store, {
    secret: 'grave',
    reason: 'emergency',
    urgency: 'emergency',
    at: at(40),
  });
  const urgent = await aTicket(store, { secret: 'urgent', urgency: 'urgent', at: at(58) });
  await aTicket(store, { secret: 'routine', at: at(59) });
  const shown = async (show: string) =>
    (await ana.get(`/tickets?show=${show}`)).json<TicketLists>().open.map(({ number }) => number);
  expect(await shown('emergency,urgent')).toEqual([grave, urgent]);
  expect(await shown('emergency,urgent,overdue')).toEqual([grave]);
  expect(await shown('spanish')).toEqual([]);
  expect(await shown('no-such-chip')).toHaveLength(3);
});

test('every page is told how many wait, how grave it is, and what came last', async () => {
  const { store, ana } = await aDesk();
  const now = async () => (await ana.get('/desk-now')).json<DeskNowView>();
  expect(await now()).toMatchObject({ unclaimed: 0, gravest: null, newest: [] });
  const older = await aTicket(store, { secret: 'older', urgency: 'urgent', at: at(10) });
  const newer = await aTicket(store, { secret: 'newer', at: at(59) });
  expect(await now()).toMatchObject({
    unclaimed: 2,
    gravest: 'urgent',
    newest: [{ number: newer }, { number: older, since: at(10) }],
    needs: { late: { count: 1, only: older }, fresh: { count: 1, only: newer } },
    figures: { needSomeone: 2, inHand: 0, overdue: 1 },
  });
  await ana.post(`/tickets/${older}/claim`);
  await ana.post(`/tickets/${older}/resolve`);
  expect(await now()).toMatchObject({ unclaimed: 1, gravest: 'routine', resolvedMore: false });
  expect((await now()).resolvedAt).toHaveLength(1);
});

test('an answer that was withdrawn since is marked in the conversation of the ticket', async () => {
  const { store, admin } = await aDesk();
  const secret = 'told';
  const driving = { answer: DRIVING, intent: 'driving.after_treatment' };
  await aDialogue(store, {
    secret,
    asked: [
      { text: 'can I drive home', at: at(1), ...driving },
      { text: 'a person please', at: at(2), reply: 'escalation', reason: 'human' },
    ],
  });
  const [ticket] = (await store.conversations.find(conversationIdOf(secret)))?.tickets ?? [];
  const marks = async () =>
    (await admin.get(`/tickets/${ticket?.number}`))
      .json<TicketView>()
      .messages.flatMap(({ parts }) => parts)
      .flatMap((part) => (part.kind === 'answer' ? [part.withdrawn] : []));
  expect(await marks()).toEqual([false]);
  await admin.post(`/answers/en/${DRIVING}/revisions/1/withdraw`, { why: 'the hours are wrong' });
  expect(await marks()).toEqual([true]);
});

test('no key stands for two things at one place, or for one thing here and another everywhere', () => {
  const everywhere = Object.values(KEYS.everywhere.keys).flatMap(({ keys }) => [...keys]);
  for (const [place, { keys }] of Object.entries(KEYS)) {
    const all = Object.values<{ keys: readonly string[] }>(keys).flatMap((one) => one.keys);
    expect([place, all.length]).toEqual([place, new Set(all).size]);
    if (place === 'everywhere' || place === 'editor') continue;
    expect(all.filter((key) => everywhere.some((other) => other === key))).toEqual([]);
  }
});
