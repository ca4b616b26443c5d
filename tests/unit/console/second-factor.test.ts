import { TOTP } from 'otpauth';
import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { stepOfCode } from '../../../src/console/second-factor/one-time-code.ts';
import type { KeyOffer, SecondFactorView, SessionView } from '../../../src/console/wire/session.ts';
import type { PersonView } from '../../../src/console/wire.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/shared/clock.ts';
import {
  aCaller,
  anAdmin,
  aStaffMember,
  type Caller,
  openConsole,
  PASSWORD,
} from '../../support/console.ts';

/** The key of RFC 6238, appendix B: "12345678901234567890". */
const RFC_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const STEP_MS = 30 * SECOND_MS;

const at = (seconds: number) => new Date(seconds * SECOND_MS).toISOString();

type Opened = Awaited<ReturnType<typeof aClinic>>;

async function aClinic(options: Parameters<typeof openConsole>[0] = {}) {
  const clock = { at: Date.parse('2026-11-22T15:00:00.000Z') };
  const now = () => new Date(clock.at).toISOString();
  const opened = await openConsole({ now, ...options });
  const actions = async () => (await opened.store.audit.latest(50)).map(({ action }) => action);
  return { ...opened, clock, actions };
}

const codeOf = ({ clock }: Pick<Opened, 'clock'>, key: string, stepsOff = 0) =>
  new TOTP({ secret: key }).generate({ timestamp: clock.at + stepsOff * STEP_MS });

/** What a camera sees of the picture. */
function drawn({ size, path }: KeyOffer['picture']) {
  const dots = 4;
  const side = size * dots;
  const data = new Uint8Array(side * side * 3).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dot = 0; dot < dots * dots; dot++) {
      const [left, top] = [
        Number(x) * dots + (dot % dots),
        Number(y) * dots + Math.floor(dot / dots),
      ];
      data.fill(0, (top * side + left) * 3, (top * side + left + 1) * 3);
    }
  }
  return { width: side, height: side, data };
}

async function offeredKey(caller: Caller): Promise<string> {
  const { key } = (await caller.post('/second-factor/offer')).json<KeyOffer>();
  return key.replaceAll(' ', '');
}

/** Goes through both steps, and on to the next code. */
async function withSecondFactor(opened: Opened, caller: Caller) {
  const key = await offeredKey(caller);
  const proof = { password: PASSWORD, code: codeOf(opened, key) };
  const on = await caller.post('/second-factor/on', proof);
  opened.clock.at += STEP_MS;
  return { key, recoveryCodes: on.json<{ recoveryCodes: string[] }>().recoveryCodes };
}

const signIn = (opened: Opened, login: string, code?: string) =>
  aCaller(opened.app).post('/sign-in', { login, password: PASSWORD, ...(code && { code }) });

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('the code of RFC 6238 at second %i is %s', (second, code) => {
  const step = Math.floor(second / 30);
  const known = { key: RFC_KEY, at: at(second), lastStep: -1 };
  expect(stepOfCode(code, known)).toBe(step);
  expect(stepOfCode(code, { ...known, key: `${RFC_KEY.slice(1)}A` })).toBeUndefined();
});

test('a phone may be half a minute off in either direction, and no more', () => {
  const steps = [-60, -30, 0, 30, 60].map((off) =>
    stepOfCode('287082', { key: RFC_KEY, at: at(45 + off), lastStep: -1 }),
  );
  expect(steps).toEqual([undefined, 1, 1, 1, undefined]);
});

test('the key is shown as picture, link and text, and counts for nothing before a first code fits', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const offer = (await admin.post('/second-factor/offer')).json<KeyOffer>();
  const key = offer.key.replaceAll(' ', '');
  expect(offer.address).toMatch(
    new RegExp(`^otpauth://totp/.*ada\\?issuer=Askwell.*&secret=${key}`),
  );
  expect(decodeQR(drawn(offer.picture))).toBe(offer.address);
  expect((await signIn(opened, 'ada')).json<SessionView>().staff).not.toBeNull();

  const wrong = { password: PASSWORD, code: codeOf(opened, RFC_KEY) };
  expect((await admin.post('/second-factor/on', wrong)).json()).toMatchObject({
    code: 'wrong_code',
  });
  opened.clock.at += 15 * MINUTE_MS + 1;
  const late = { password: PASSWORD, code: codeOf(opened, key) };
  expect((await admin.post('/second-factor/on', late)).json()).toMatchObject({ code: 'no_offer' });
  const again = (await admin.post('/second-factor/offer')).json<KeyOffer>();
  const code = codeOf(opened, again.key.replaceAll(' ', ''));
  const noPassword = await admin.post('/second-factor/on', { password: 'a wrong one here', code });
  expect(noPassword.json()).toMatchObject({ code: 'not_proved' });
  expect((await admin.post('/second-factor/on', { password: PASSWORD, code })).statusCode).toBe(
    200,
  );
  const view = (await admin.get('/second-factor')).json<SecondFactorView>();
  expect(view).toMatchObject({ recoveryLeft: 10, isAsked: false });
  expect(view.since).not.toBeNull();
  expect((await admin.post('/second-factor/offer')).json()).toMatchObject({ code: 'is_on' });
});

test('turning it on ends other sessions; a password alone signs nobody in then, and a code works once', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const phone = aCaller(opened.app);
  await phone.signIn('ada');
  const { key } = await withSecondFactor(opened, admin);
  expect((await phone.get('/people')).statusCode).toBe(401);
  expect((await admin.post('/still-here')).statusCode).toBe(200);
  const caller = aCaller(opened.app);
  expect((await caller.signIn('ada')).json()).toEqual({ codeNeeded: true });
  expect((await caller.get('/session')).json<SessionView>().staff).toBeNull();
  const code = codeOf(opened, key);
  // A wrong password uses no code up.
  const wrong = { login: 'ada', password: 'wrong wrong wrong', code };
  expect((await caller.post('/sign-in', wrong)).json()).toMatchObject({ code: 'not_signed_in' });
  const both = await Promise.all([signIn(opened, 'ada', code), signIn(opened, 'ada', code)]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
  expect((await signIn(opened, 'ada', codeOf(opened, key, -1))).json()).toMatchObject({
    code: 'wrong_code',
  });
  opened.clock.at += STEP_MS;
  const next = codeOf(opened, key);
  const spaced = `${next.slice(0, 3)} ${next.slice(3)}`;
  expect((await signIn(opened, 'ada', spaced)).statusCode).toBe(200);
  expect(await opened.actions()).toEqual(
    expect.arrayContaining([
      'second factor turned on',
      'password right, code asked for',
      'signed in',
    ]),
  );
});

test('five wrong codes lock the account, and the password alone between them forgets none', async () => {
  const opened = await aClinic();
  const { key } = await withSecondFactor(opened, await anAdmin(opened));
  for (let attempt = 0; attempt < 5; attempt++) {
    await signIn(opened, 'ada', codeOf(opened, RFC_KEY));
    await signIn(opened, 'ada');
  }
  const right = () => signIn(opened, 'ada', codeOf(opened, key));
  expect((await right()).json()).toMatchObject({ code: 'not_signed_in' });
  opened.clock.at += 15 * MINUTE_MS;
  expect((await right()).statusCode).toBe(200);
});

test('a recovery code signs in once, however it is typed, and is not kept in the clear', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const { recoveryCodes } = await withSecondFactor(opened, admin);
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  const typed = first.toUpperCase().replaceAll('-', ' ');
  expect((await signIn(opened, 'ada', typed)).statusCode).toBe(200);
  expect((await signIn(opened, 'ada', first)).statusCode).toBe(401);
  expect(await opened.actions()).toContain('signed in with a recovery code');
  const kept = JSON.stringify(await opened.store.staff.all());
  for (const code of recoveryCodes) expect(kept).not.toContain(code.replaceAll('-', ''));
  expect((await admin.get('/second-factor')).json()).toMatchObject({ recoveryLeft: 9 });
  expect(kept).not.toContain(second);
});

test('new recovery codes need password and code, and take the old ones away', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const { key, recoveryCodes } = await withSecondFactor(opened, admin);
  const refused = await admin.post('/second-factor/recovery-codes', {
    password: PASSWORD,
    code: codeOf(opened, RFC_KEY),
  });
  expect(refused.json()).toMatchObject({ code: 'not_proved' });
  const renewed = await admin.post('/second-factor/recovery-codes', {
    password: PASSWORD,
    code: codeOf(opened, key),
  });
  const [fresh = ''] = renewed.json<{ recoveryCodes: string[] }>().recoveryCodes;
  expect((await signIn(opened, 'ada', recoveryCodes[0])).statusCode).toBe(401);
  expect((await signIn(opened, 'ada', fresh)).statusCode).toBe(200);
});

test('turning it off, and another password, need password and code', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const { key } = await withSecondFactor(opened, admin);
  const next = 'another good sentence';
  const noCode = await admin.post('/password', { current: PASSWORD, next });
  expect(noCode.json()).toMatchObject({ code: 'not_proved' });
  const code = codeOf(opened, key);
  expect((await admin.post('/password', { current: PASSWORD, next, code })).statusCode).toBe(200);
  const again = await admin.post('/second-factor/off', { password: next, code });
  expect(again.json()).toMatchObject({ code: 'not_proved' });
  opened.clock.at += STEP_MS;
  const proof = { password: next, code: codeOf(opened, key) };
  expect((await admin.post('/second-factor/off', proof)).statusCode).toBe(200);
  expect((await admin.get('/second-factor')).json()).toMatchObject({ since: null });
  expect(JSON.stringify(await opened.store.staff.all())).not.toContain(key);
  expect(await opened.actions()).toContain('second factor turned off');
});

test('wrong proofs of somebody who is signed in lock the account like wrong sign-ins', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const { key } = await withSecondFactor(opened, admin);
  for (let attempt = 0; attempt < 5; attempt++) {
    await admin.post('/second-factor/off', { password: PASSWORD, code: codeOf(opened, RFC_KEY) });
  }
  const off = () =>
    admin.post('/second-factor/off', { password: PASSWORD, code: codeOf(opened, key) });
  expect((await off()).json()).toMatchObject({ code: 'not_proved' });
  expect(await opened.actions()).toContain('account locked');
});

test('an admin resets the second factor of somebody who lost it, and it is audited; not their own', async () => {
  const opened = await aClinic();
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  await withSecondFactor(opened, ana);
  const people = (await admin.get('/people')).json<{ people: PersonView[] }>().people;
  expect(people.filter(({ secondFactorSince }) => secondFactorSince).map(({ id }) => id)).toEqual([
    ana.id,
  ]);
  const reset = await admin.post(`/people/${ana.id}/second-factor/reset`);
  expect(reset.json<PersonView>().secondFactorSince).toBeNull();
  expect((await ana.get('/tickets')).statusCode).toBe(401);
  expect((await signIn(opened, 'ana')).json<SessionView>().staff).toMatchObject({ login: 'ana' });
  expect(await opened.actions()).toContain('second factor reset');
  const [ada] = people.filter(({ login }) => login === 'ada');
  const own = await admin.post(`/people/${ada?.id}/second-factor/reset`);
  expect(own.json()).toMatchObject({ code: 'own' });
});

test('where admins are asked for it, they do nothing else before it is set up; others work without', async () => {
  const opened = await aClinic({ whoMust: 'admins' });
  const admin = await anAdmin(opened);
  const session = (await admin.get('/session')).json<SessionView>();
  expect(session.staff).toMatchObject({ lacksSecondFactor: true });
  for (const path of ['/people', '/tickets', '/contact', '/sessions']) {
    const refused = await admin.get(path);
    expect([path, refused.statusCode, refused.json().code]).toEqual([
      path,
      403,
      'second_factor_first',
    ]);
  }
  const made = await admin.post('/people', {
    login: 'eve',
    firstName: 'Eve',
    role: 'admin',
    password: PASSWORD,
  });
  expect(made.statusCode).toBe(403);
  await withSecondFactor(opened, admin);
  expect((await admin.get('/people')).statusCode).toBe(200);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  expect((await ana.get('/tickets')).statusCode).toBe(200);
});
