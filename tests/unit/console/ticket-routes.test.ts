import { expect, test } from 'vitest';
import type { TicketLists, TicketView } from '../../../src/console/wire.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import { anAdmin, aStaffMember, aTicket, openConsole } from '../../support/console.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';

async function aDesk() {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const ben = await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  const conversation = async () => {
    const found = await opened.store.conversations.find(conversationIdOf(SECRET));
    if (!found) throw new Error('the conversation is not there');
    return found;
  };
  return { ...opened, admin, ana, ben, conversation };
}

const anActionId = 'a'.repeat(26);

test('the queue shows the most urgent ticket first, then the one that waits longest', async () => {
  const { store, ana } = await aDesk();
  const opened = [
    { secret: 'one', at: '2026-11-22T14:58:00.000Z' },
    { secret: 'two', at: '2026-11-22T14:50:00.000Z' },
    { secret: 'three', at: '2026-11-22T14:59:00.000Z', reason: 'self_harm', urgency: 'emergency' },
  ] as const;
  const numbers: number[] = [];
  for (const ticket of opened) numbers.push(await aTicket(store, ticket));
  const { open } = (await ana.get('/tickets')).json<TicketLists>();
  const [first, second, third] = numbers;
  expect(open.map(({ number }) => number)).toEqual([third, second, first]);
  expect(open[0]).toMatchObject({
    due: { firstResponse: '2026-11-22T15:04:00.000Z', resolve: '2026-11-22T15:09:00.000Z' },
    urgency: 'emergency',
  });
});

test('a ticket is due by the settings, a routine one in opening hours, and from when it became urgent', async () => {
  const { store, ana } = await aDesk();
  const number = await aTicket(store, { at: '2026-11-22T14:30:00.000Z' }); // a Sunday
  const due = async () => (await ana.get(`/tickets/${number}`)).json<TicketView>().due;
  expect(await due()).toMatchObject({ firstResponse: '2026-11-23T15:00:00.000Z' });
  await aTicket(store, { urgency: 'urgent', at: '2026-11-22T14:50:00.000Z' });
  expect(await due()).toEqual({
    firstResponse: '2026-11-22T15:05:00.000Z',
    resolve: '2026-11-22T15:50:00.000Z',
  });
});

test('of two responders who claim at once one gets the ticket, and the other learns who has it', async () => {
  const { store, ana, ben, conversation } = await aDesk();
  const number = await aTicket(store);
  const outcomes = await Promise.all(
    [ana, ben].map((responder) => responder.post(`/tickets/${number}/claim`)),
  );
  expect(outcomes.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const refused = outcomes.find(({ statusCode }) => statusCode === 409);
  expect(refused?.json()).toMatchObject({
    code: 'already_claimed',
    problem: expect.stringMatching(/^(Ana|Ben) has claimed this ticket/),
  });
  expect((await conversation()).ownership).toMatchObject({ owner: 'staff' });
});

test('a message to the patient that is sent twice arrives once', async () => {
  const { store, ana, conversation } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const message = { text: 'Your doctor will call you.', actionId: anActionId };
  const [first, second] = [
    await ana.post(`/tickets/${number}/reply`, message),
    await ana.post(`/tickets/${number}/reply`, message),
  ];
  expect([first?.statusCode, second?.statusCode]).toEqual([200, 200]);
  const fromStaff = (await conversation()).messages.filter(({ from }) => from === 'staff');
  expect(fromStaff).toHaveLength(1);
  expect(fromStaff[0]?.text).toMatch(
    /^Your doctor will call you\.\n— Ana, clinic support staff\n\nI am a bot/,
  );
});

test('only the person who claimed a ticket writes to the patient and resolves it', async () => {
  const { store, ana, ben, conversation } = await aDesk();
  const number = await aTicket(store);
  const message = { text: 'Hello.', actionId: anActionId };
  expect((await ben.post(`/tickets/${number}/reply`, message)).statusCode).toBe(409);
  await ana.post(`/tickets/${number}/claim`);
  expect((await ben.post(`/tickets/${number}/reply`, message)).json()).toMatchObject({
    code: 'not_yours',
  });
  expect((await ben.post(`/tickets/${number}/resolve`)).json()).toMatchObject({
    code: 'not_yours',
  });
  expect((await conversation()).messages.some(({ from }) => from === 'staff')).toBe(false);
});

test('resolving hands the conversation back, once', async () => {
  const { store, ana, conversation } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const resolved = (await ana.post(`/tickets/${number}/resolve`)).json<TicketView>();
  expect(resolved).toMatchObject({ state: 'resolved', owner: 'bot' });
  expect((await ana.post(`/tickets/${number}/resolve`)).json()).toMatchObject({
    code: 'already_resolved',
  });
  const told = (await conversation()).messages.at(-1);
  expect(told?.parts[0]).toMatchObject({ id: 'R-STAFF-LEFT' });
});

test('the preview is what the patient reads, byte for byte', async () => {
  const { store, ana, conversation } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const text = 'Line one.\nLine **two**.';
  const preview = await ana.post(`/tickets/${number}/preview`, { text });
  await ana.post(`/tickets/${number}/reply`, { text, actionId: anActionId });
  expect(preview.json()).toEqual({ text: (await conversation()).messages.at(-1)?.text });
});

test('control characters and hidden marks of direction are taken out of a message', async () => {
  const { store, ana, conversation } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const text = 'Call\u0000 us\u202e now.\r\n';
  await ana.post(`/tickets/${number}/reply`, { text, actionId: anActionId });
  expect((await conversation()).messages.at(-1)?.text).toMatch(/^Call us now\.\n— Ana/);
});

test('an empty, a far too long and a warning-repeating message are refused in words', async () => {
  const { store, ana } = await aDesk();
  const number = await aTicket(store);
  await ana.post(`/tickets/${number}/claim`);
  const send = (text: string) =>
    ana.post(`/tickets/${number}/reply`, { text, actionId: anActionId });
  expect((await send(' \u0000 ')).json()).toMatchObject({
    problem: 'text: write something first',
  });
  expect((await send('a'.repeat(2001))).json()).toMatchObject({
    problem: 'text: use 2000 characters or less',
  });
  const warning = (await ana.post(`/tickets/${number}/preview`, { text: 'x' }))
    .json<{ text: string }>()
    .text.split('\n\n')
    .at(-1);
  expect(warning).toContain('I am a bot, not a doctor.');
  expect((await send(`Mind this: ${warning}`)).json()).toMatchObject({ code: 'holds_warning' });
});

test('a note stays inside: staff see it on the ticket, the patient gets no message', async () => {
  const { store, ana, ben, conversation } = await aDesk();
  const number = await aTicket(store);
  const before = (await conversation()).messages.length;
  await ana.post(`/tickets/${number}/note`, { text: 'Known patient of Dr. Lee.' });
  const seen = (await ben.get(`/tickets/${number}`)).json<TicketView>();
  expect(seen.notes).toMatchObject([
    { by: { firstName: 'Ana' }, text: 'Known patient of Dr. Lee.' },
  ]);
  expect((await conversation()).messages).toHaveLength(before);
});

test('a ticket shows what was said and why, and nothing that opens the chat', async () => {
  const { store, ana } = await aDesk();
  const number = await aTicket(store, { secret: SECRET });
  const response = await ana.get(`/tickets/${number}`);
  const ticket = response.json<TicketView>();
  expect(ticket.messages.map(({ from }) => from)).toEqual(['patient', 'bot']);
  expect(ticket.turns[0]).toMatchObject({
    concerns: [{ concern: 'dose', detector: 'rule', cue: 'amount' }],
  });
  expect(response.body).not.toContain(SECRET);
  expect(response.body).not.toMatch(/"address"|"outbox"|"dialogue"|"delivered"/);
});

test('staff see which message of a patient is an edit, beside what it was before', async () => {
  const { store, ana } = await aDesk();
  const number = await aTicket(store, { text: 'how much should I take?' });
  await aTicket(store, { text: 'how much should I take tonight?', replaces: 1 });
  const { messages } = (await ana.get(`/tickets/${number}`)).json<TicketView>();
  const said = messages.filter(({ from }) => from === 'patient');
  expect(said.map(({ edited, parts }) => [edited, parts[0]?.text])).toEqual([
    [false, 'how much should I take?'],
    [true, 'how much should I take tonight?'],
  ]);
});

test('a ticket that does not exist is said to be none', async () => {
  const { ana } = await aDesk();
  for (const path of ['/tickets/77', '/tickets/77/claim'] as const) {
    const response = path.endsWith('claim') ? await ana.post(path) : await ana.get(path);
    expect([path, response.statusCode]).toEqual([path, 404]);
  }
});
