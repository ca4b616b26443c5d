import type { AddressInfo } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { createSessions, type SessionClock } from '../../../src/console/sessions.ts';
import type { OwnSessionView, SessionView } from '../../../src/console/wire/session.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/shared/clock.ts';
import { aMachine } from '../../support/a-machine.ts';
import {
  aCaller,
  anAdmin,
  aStaffMember,
  aTicket,
  type Caller,
  openConsole,
  PASSWORD,
} from '../../support/console.ts';

const movableClock = () => {
  const clock = { at: Date.parse('2026-11-22T15:00:00.000Z') };
  return { clock, now: () => new Date(clock.at).toISOString() };
};

test('the one-time link makes the first admin, once', async () => {
  const opened = await openConsole();
  const link = await opened.setupLink('http://localhost:3000');
  expect(link).toMatch(/^http:\/\/localhost:3000\/console\/setup\?token=[0-9a-f]{64}$/);
  const token = new URL(link ?? '').searchParams.get('token');
  const person = { token, login: 'ada', firstName: 'Ada', password: PASSWORD };

  const first = await aCaller(opened.app).post('/setup', person);
  expect(first.json<SessionView>().staff).toMatchObject({ firstName: 'Ada', role: 'admin' });
  expect(await opened.setupLink('http://localhost:3000')).toBeUndefined();

  const second = await aCaller(opened.app).post('/setup', { ...person, login: 'eve' });
  expect(second.statusCode).toBe(403);
  expect(second.json()).toMatchObject({ code: 'setup_over' });
});

test('a wrong token makes no admin', async () => {
  const { app, store } = await openConsole();
  const token = '0'.repeat(64);
  const response = await aCaller(app).post('/setup', {
    token,
    login: 'eve',
    firstName: 'Eve',
    password: PASSWORD,
  });
  expect(response.statusCode).toBe(403);
  expect(await store.staff.all()).toEqual([]);
});

test('a short password is refused by name, and what was typed is not repeated', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const response = await admin.post('/people', {
    login: 'ana',
    firstName: 'Ana',
    role: 'responder',
    password: 'elevenchars',
  });
  expect(response.statusCode).toBe(400);
  expect(response.json()).toEqual({
    code: 'invalid',
    problem: 'password: a password has 12 characters or more',
  });
});

test('a wrong password, an unknown name, a locked and a disabled account get the same answer', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  await aStaffMember(opened, admin, { login: 'locked', role: 'responder' });
  const out = await aStaffMember(opened, admin, { login: 'out', role: 'responder' });
  await admin.post(`/people/${out.id}/disabled`, { disabled: true });
  for (let attempt = 0; attempt < 5; attempt++) {
    await aCaller(opened.app).signIn('locked', 'wrong wrong wrong');
  }
  const answers = await Promise.all([
    aCaller(opened.app).signIn('ada', 'wrong wrong wrong'),
    aCaller(opened.app).signIn('nobody'),
    aCaller(opened.app).signIn('locked'),
    aCaller(opened.app).signIn('out'),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
});

test('signing in gives a new session: neither the cookie nor the token from before is worth anything', async () => {
  const opened = await openConsole();
  await anAdmin(opened);
  const caller = aCaller(opened.app);
  const { csrfToken } = (await caller.get('/session')).json<SessionView>();
  const planted = caller.cookie();
  await caller.signIn('ada');
  const withPlanted = await opened.app.inject({
    url: '/console/api/session',
    headers: { cookie: planted },
  });
  expect(withPlanted.json<SessionView>().staff).toBeNull();
  const withOldToken = await caller.post('/sign-out', {}, { 'csrf-token': csrfToken });
  expect(withOldToken.json()).toMatchObject({ code: 'csrf' });
});

test('the session cookie is kept from scripts and other sites', async () => {
  const { app } = await openConsole();
  const response = await app.inject({ url: '/console/api/session' });
  const set = String(response.headers['set-cookie']);
  expect(set).toContain('HttpOnly');
  expect(set).toContain('SameSite=Lax');
  expect(set).toContain('Path=/console');
});

test('a session ends after twelve hours', async () => {
  const { clock, now } = movableClock();
  const opened = await openConsole({ now, idleMinutes: 720 });
  const admin = await anAdmin(opened);
  clock.at += 11 * HOUR_MS;
  await admin.post('/still-here');
  clock.at += HOUR_MS;
  expect((await admin.get('/people')).statusCode).toBe(200);
  clock.at += 1;
  expect((await admin.get('/people')).statusCode).toBe(401);
});

test.each([
  ['ahead by an hour', HOUR_MS],
  ['ahead by a month', 30 * 24 * HOUR_MS],
  ['back by an hour', -HOUR_MS],
  ['back by a month', -30 * 24 * HOUR_MS],
])('a clock that is set %s ends no session, and brings none back that is over', async (_, byMs) => {
  const machine = aMachine();
  const opened = await openConsole({
    now: machine.clock.now,
    clock: machine.clock,
    idleMinutes: 24 * 60,
  });
  const admin = await anAdmin(opened);
  const answered = async () => (await admin.get('/people')).statusCode;
  machine.pass(11 * HOUR_MS);
  machine.set(byMs);
  expect(await answered()).toBe(200);
  machine.pass(2 * HOUR_MS);
  expect(await answered()).toBe(401);
  machine.set(-byMs);
  expect(await answered()).toBe(401);
});

test('a session from a time that has not come is none: another clock gave it', async () => {
  const machine = aMachine();
  const opened = await openConsole({ now: machine.clock.now, clock: machine.clock });
  await anAdmin(opened);
  const behind = aMachine('2026-10-23T15:00:00.000Z').clock;
  const { store } = opened;
  const withClock = (clock: SessionClock) =>
    createSessions({ store, idleMs: HOUR_MS, clock, now: clock.latest });
  const [ada] = await store.staff.all();
  const cookie = { staffId: ada?.id, sessionId: ada?.sessions?.at(-1)?.id };
  const request = { session: { data: () => cookie } } as unknown as FastifyRequest;
  expect(await withClock(machine.clock).visitOf(request)).toMatchObject({ kind: 'signed_in' });
  expect(await withClock(behind).visitOf(request)).toMatchObject({ kind: 'signed_out' });
});

test('signing out ends the session on every device', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const phone = aCaller(opened.app);
  await phone.signIn('ada');
  const before = admin.cookie();
  await admin.post('/sign-out');
  expect((await phone.get('/people')).statusCode).toBe(401);
  const replayed = await opened.app.inject({
    url: '/console/api/people',
    headers: { cookie: before },
  });
  expect(replayed.statusCode).toBe(401);
});

test('disabling someone and giving them a new password both end their session at once', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const ben = await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  await admin.post(`/people/${ana.id}/disabled`, { disabled: true });
  await admin.post(`/people/${ben.id}/password`, { password: 'another good sentence' });
  expect((await ana.get('/tickets')).statusCode).toBe(401);
  expect((await ben.get('/tickets')).statusCode).toBe(401);
});

test('changing the own password needs the current one, and keeps this session alone', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const phone = aCaller(opened.app);
  await phone.signIn('ada');
  const next = 'another good sentence';
  const refused = await admin.post('/password', { current: 'wrong wrong wrong', next });
  expect(refused.json()).toMatchObject({ code: 'wrong_password' });
  expect((await admin.post('/password', { current: PASSWORD, next })).statusCode).toBe(200);
  expect((await admin.get('/people')).statusCode).toBe(200);
  expect((await phone.get('/people')).statusCode).toBe(401);
});

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

async function aClinic() {
  const { clock, now } = movableClock();
  const opened = await openConsole({ now });
  return { ...opened, clock, admin: await anAdmin(opened) };
}

const sessionOf = async (caller: Caller) => (await caller.get('/session')).json<SessionView>();
const openOf = async (caller: Caller) =>
  (await caller.get('/sessions')).json<{ sessions: OwnSessionView[] }>().sessions;

test('a session ends when nobody did anything for eight hours, and the page is told why', async () => {
  const { admin, clock } = await aClinic();
  expect((await sessionOf(admin)).ends).toEqual({ inMs: 8 * HOUR_MS, because: 'idle' });
  clock.at += 8 * HOUR_MS;
  expect((await admin.get('/people')).statusCode).toBe(200);
  clock.at += 1;
  expect((await admin.get('/people')).json()).toMatchObject({ code: 'signed_out' });
  expect(await sessionOf(admin)).toMatchObject({ staff: null, signedOutBecause: 'idle' });
});

test('what a page asks for and says by itself keeps no session alive; what a person does, does', async () => {
  const { admin, clock, store } = await aClinic();
  const number = await aTicket(store);
  clock.at += 7 * HOUR_MS;
  await admin.get('/tickets');
  await admin.post(`/tickets/${number}/presence`, { doing: 'looking' });
  expect((await sessionOf(admin)).ends).toEqual({ inMs: HOUR_MS, because: 'idle' });
  expect((await admin.post(`/tickets/${number}/note`, { text: 'Known here.' })).statusCode).toBe(
    200,
  );
  clock.at += 4 * HOUR_MS;
  expect((await sessionOf(admin)).ends).toEqual({ inMs: HOUR_MS, because: 'long' });
  clock.at += HOUR_MS + 1;
  expect(await sessionOf(admin)).toMatchObject({ staff: null, signedOutBecause: 'long' });
});

test('pressing keys all day writes the person’s record every five minutes at most', async () => {
  const { admin, clock, store } = await aClinic();
  const seen = async () => (await store.staff.findByLogin('ada'))?.sessions?.[0]?.activeAt;
  const first = await seen();
  clock.at += 5 * MINUTE_MS - 1;
  await admin.post('/still-here');
  expect(await seen()).toBe(first);
  clock.at += 1;
  await admin.post('/still-here');
  expect(await seen()).not.toBe(first);
});

test('an open page is cut off when nobody did anything for long, and the page of an ended session at once', async () => {
  const { app, admin, clock } = await aClinic();
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const listen = async (caller: Caller) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/console/live`, {
      headers: { cookie: caller.cookie(), origin: `http://127.0.0.1:${port}` },
    });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    return { closed };
  };
  const [phone, tablet] = [aCaller(app), aCaller(app)];
  await phone.signIn('ada');
  const onPhone = await listen(phone);
  const onDesk = await listen(admin);
  const other = (await openOf(admin)).find(({ isThis }) => !isThis);
  await admin.post(`/sessions/${other?.id}/end`, { password: PASSWORD });
  expect(await onPhone.closed).toBe(4401);
  clock.at += 8 * HOUR_MS + 1;
  await tablet.signIn('ada'); // any change of the person’s record makes the server look
  expect(await onDesk.closed).toBe(4401);
});

test('people see where they are signed in, this browser marked, and never a secret', async () => {
  const { app, admin, clock } = await aClinic();
  clock.at += HOUR_MS;
  const laptop = aCaller(app);
  await laptop.post('/sign-in', { login: 'ada', password: PASSWORD }, { 'user-agent': FIREFOX });
  const open = await openOf(laptop);
  expect(open.map(({ browser, isThis }) => ({ browser, isThis }))).toEqual([
    { browser: 'Firefox on Windows', isThis: true },
    { browser: 'An unknown browser', isThis: false },
  ]);
  expect((await openOf(admin)).map(({ isThis }) => isThis)).toEqual([false, true]);
  clock.at += 7.5 * HOUR_MS;
  expect(await openOf(laptop)).toHaveLength(1);
});

test('a person ends one of their sessions, or all others, with their password, and nobody else’s', async () => {
  const opened = await aClinic();
  const { app, admin, store } = opened;
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const [anas] = await openOf(ana);
  const end = (id = '', password = PASSWORD) => admin.post(`/sessions/${id}/end`, { password });
  expect((await end(anas?.id)).json()).toEqual({ ended: 0 });
  expect((await ana.get('/tickets')).statusCode).toBe(200);

  const [phone, tablet] = [aCaller(app), aCaller(app)];
  await phone.signIn('ada');
  await tablet.signIn('ada');
  const stolen = phone.cookie();
  const phones = (await openOf(phone)).find(({ isThis }) => isThis);
  expect((await end(phones?.id, 'wrong wrong wrong')).json()).toMatchObject({ code: 'not_proved' });
  expect((await phone.get('/people')).statusCode).toBe(200);
  expect((await end(phones?.id)).json()).toEqual({ ended: 1 });
  expect(await sessionOf(phone)).toMatchObject({ staff: null, signedOutBecause: 'ended' });
  const replayed = await app.inject({
    url: '/console/api/people',
    headers: { cookie: stolen, host: 'localhost' },
  });
  expect(replayed.statusCode).toBe(401);
  expect((await tablet.get('/people')).statusCode).toBe(200);

  const all = await admin.post('/sessions/end-others', { password: PASSWORD });
  expect(all.json()).toEqual({ ended: 1 });
  expect((await tablet.get('/people')).statusCode).toBe(401);
  expect((await admin.get('/people')).statusCode).toBe(200);
  const deeds = (await store.audit.latest(20)).map(({ action }) => action);
  expect(deeds).toEqual(expect.arrayContaining(['session ended', 'all other sessions ended']));
});

test('nobody has more than twenty sessions: the oldest ends with the next', async () => {
  const { app, admin, store } = await aClinic();
  const ada = await store.staff.findByLogin('ada');
  const [first] = ada?.sessions ?? [];
  if (!ada || !first) throw new Error('nobody is signed in');
  const more = Array.from({ length: 19 }, (_, index) => ({ ...first, id: `another ${index}` }));
  await store.staff.update(ada.id, async () => ({
    next: { ...ada, sessions: [first, ...more] },
    result: undefined,
  }));
  expect((await sessionOf(admin)).staff).not.toBeNull();
  await aCaller(app).signIn('ada');
  expect(await sessionOf(admin)).toMatchObject({ staff: null, signedOutBecause: 'ended' });
});
