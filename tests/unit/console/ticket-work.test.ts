import { expect, test } from 'vitest';
import type {
  ColleagueView,
  StepView,
  TicketLists,
  TicketView,
} from '../../../src/console/wire.ts';
import { anAdmin, aStaffMember, aTicket, openConsole } from '../../support/console.ts';

async function aDesk() {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const ben = await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  return { ...opened, admin, ana, ben, mia };
}

test('a responder gives a ticket back, and another one takes it', async () => {
  const { store, ana, ben } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  expect((await ben.post(`/tickets/${number}/release`)).json()).toMatchObject({
    code: 'not_yours',
  });
  const released = (await ana.post(`/tickets/${number}/release`)).json<TicketView>();
  expect(released).toMatchObject({ state: 'new', assignee: null });
  expect((await ben.post(`/tickets/${number}/claim`)).statusCode).toBe(200);
});

test('a ticket is handed to a colleague who works at the desk, and to nobody else', async () => {
  const { store, admin, ana, ben, mia } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const handTo = (to: string) => ana.post(`/tickets/${number}/reassign`, { to });
  expect((await handTo(mia.id)).json()).toMatchObject({ code: 'not_at_desk' });
  await admin.post(`/people/${ben.id}/disabled`, { disabled: true });
  expect((await handTo(ben.id)).json()).toMatchObject({ code: 'not_at_desk' });
  await admin.post(`/people/${ben.id}/disabled`, { disabled: false });
  const handed = (await handTo(ben.id)).json<TicketView>();
  expect(handed.assignee).toEqual({ id: ben.id, firstName: 'Ben' });
  expect((await handTo(ana.id)).json()).toMatchObject({ code: 'not_yours' });
  const byAdmin = await admin.post(`/tickets/${number}/reassign`, { to: ana.id });
  expect(byAdmin.json()).toMatchObject({ assignee: { firstName: 'Ana' } });
});

test('those who can be handed a ticket are responders and admins who may sign in, with who is away', async () => {
  const { admin, ana, ben } = await aDesk();
  await ben.post('/contact', { email: null, away: true });
  const { colleagues } = (await ana.get('/colleagues')).json<{ colleagues: ColleagueView[] }>();
  expect(colleagues.map(({ firstName, away }) => [firstName, away])).toEqual([
    ['Ada', false],
    ['Ana', false],
    ['Ben', true],
  ]);
  await admin.post(`/people/${ben.id}/disabled`, { disabled: true });
  expect((await ana.get('/colleagues')).json().colleagues).toHaveLength(2);
});

test('the open tickets of a conversation become one, by the person who has it', async () => {
  const { store, ana } = await aDesk();
  const first = await aTicket(store);
  const second = await aTicket(store, { reason: 'human', text: 'call me' });
  expect((await ana.post(`/tickets/${first}/merge`)).json()).toMatchObject({
    code: 'not_yours_to_merge',
  });
  await ana.post(`/tickets/${first}/claim`);
  const merged = (await ana.post(`/tickets/${first}/merge`)).json<TicketView>();
  expect(merged.others).toMatchObject([{ number: second, state: 'resolved' }]);
  expect((await ana.get(`/tickets/${second}`)).json()).toMatchObject({ mergedInto: first });
  expect((await ana.post(`/tickets/${first}/merge`)).json()).toMatchObject({
    code: 'nothing_to_merge',
  });
});

test('the history says who did what with a ticket, in order, and nothing of other tickets', async () => {
  const { store, ana, ben } = await aDesk();
  const number = await aTicket(store);
  const other = await aTicket(store, { reason: 'human' });
  await ana.post(`/tickets/${number}/claim`);
  await ana.post(`/tickets/${number}/reassign`, { to: ben.id });
  await ben.post(`/tickets/${other}/claim`);
  await ben.post(`/tickets/${number}/resolve`);
  const { steps } = (await ana.get(`/tickets/${number}/history`)).json<{ steps: StepView[] }>();
  expect(steps.map(({ by, action, to }) => [by.firstName, action, to])).toEqual([
    ['Ana', 'ticket claimed', null],
    ['Ana', 'ticket reassigned', 'Ben'],
    ['Ben', 'ticket resolved', null],
  ]);
});

test('what is overdue stands above what is not, among tickets of one urgency', async () => {
  const { store, ana } = await aDesk();
  const later = await aTicket(store, {
    secret: 'later',
    at: '2026-11-22T14:40:00.000Z',
    reason: 'human',
    urgency: 'urgent',
  });
  const overdue = await aTicket(store, {
    secret: 'overdue',
    at: '2026-11-22T14:41:00.000Z',
    reason: 'self_harm',
    urgency: 'urgent',
  });
  const grave = await aTicket(store, {
    secret: 'grave',
    reason: 'emergency',
    urgency: 'emergency',
    at: '2026-11-22T14:59:00.000Z',
  });
  const { open } = (await ana.get('/tickets')).json<TicketLists>();
  const numbers = open.map(({ number }) => number);
  expect(numbers[0]).toBe(grave);
  expect(new Set(numbers.slice(1))).toEqual(new Set([later, overdue]));
  const dues = open.slice(1).map(({ due }) => due.firstResponse ?? '');
  expect(dues).toEqual([...dues].sort());
});

test('tickets are found by number, reason, redacted words, notes and who has them, open or resolved', async () => {
  const { store, ana } = await aDesk();
  const dose = await aTicket(store, { secret: 'one', text: 'how much per SPRAY?' });
  const human = await aTicket(store, { secret: 'two', text: '¿Qué hago?', reason: 'human' });
  await ana.post(`/tickets/${human}/claim`);
  await ana.post(`/tickets/${human}/note`, { text: 'Known at the front desk.' });
  const find = async (q: string) => {
    const lists = (await ana.get(`/tickets?q=${encodeURIComponent(q)}`)).json<TicketLists>();
    return [...lists.open, ...lists.resolved].map(({ number }) => number);
  };
  expect(await find(`#${dose}`)).toEqual([dose]);
  expect(await find('dose question')).toEqual([dose]);
  expect(await find('spray')).toEqual([dose]);
  expect(await find('que hago')).toEqual([human]);
  expect(await find('front desk')).toEqual([human]);
  expect(await find('ana')).toEqual([human]);
  expect(await find('not a doctor')).toEqual([]); // the bot's own words are in every conversation
  expect(await find('spray ana')).toEqual([]);
  await ana.post(`/tickets/${human}/resolve`);
  expect(await find('front desk')).toEqual([human]);
});

test('a search gives a limited number, and says that there is more', async () => {
  const { store, ana } = await aDesk();
  for (let index = 0; index < 65; index += 1) await aTicket(store, { secret: `s${index}` });
  const lists = (await ana.get('/tickets?q=dose')).json<TicketLists>();
  expect([lists.open.length, lists.cut]).toEqual([60, true]);
  expect((await ana.get(`/tickets?q=${'a'.repeat(101)}`)).statusCode).toBe(400);
});
