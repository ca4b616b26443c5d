import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { createSessions, type SessionClock } from '../../../src/console/sessions.ts';
import type { SessionView } from '../../../src/console/wire.ts';
import { HOUR_MS } from '../../../src/shared/clock.ts';
import { aMachine } from '../../support/a-machine.ts';
import { aCaller, anAdmin, aStaffMember, openConsole, PASSWORD } from '../../support/console.ts';

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
  const opened = await openConsole({ now });
  const admin = await anAdmin(opened);
  clock.at += 12 * HOUR_MS;
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
  const opened = await openConsole({ now: machine.clock.now, clock: machine.clock });
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
  const withClock = (clock: SessionClock) => createSessions({ store: opened.store, clock });
  const [ada] = await opened.store.staff.all();
  const cookie = { staffId: ada?.id, epoch: ada?.sessionEpoch };
  const asked = { session: { data: () => ({ ...cookie, signedInAt: machine.clock.now() }) } };
  const request = asked as unknown as FastifyRequest;
  expect(await withClock(machine.clock).staffOf(request)).toBeDefined();
  expect(await withClock(behind).staffOf(request)).toBeUndefined();
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
