import { expect, test } from 'vitest';
import { createAccounts } from '../../../src/console/accounts.ts';
import { createPasswords, type Passwords } from '../../../src/console/passwords.ts';
import type { Role } from '../../../src/domain/staff.ts';
import { MINUTE_MS } from '../../../src/shared/clock.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';

const START = Date.parse('2026-11-22T15:00:00.000Z');
const PASSWORD = 'a sentence nobody guesses';

/** Argon2 is slow on purpose: where it is not the matter, a plain comparison stands in its place. */
const plainPasswords: Passwords = {
  hash: async (password) => `plain ${password}`,
  fits: async (password, hash) => hash === `plain ${password}`,
};

async function someAccounts(passwords: Passwords = plainPasswords) {
  const clock = { at: START };
  const now = () => new Date(clock.at).toISOString();
  const store = await openMemoryStore({ now });
  const accounts = createAccounts({ store, passwords, now });
  const made = await accounts.createFirstAdmin({
    login: 'ada',
    firstName: 'Ada',
    password: PASSWORD,
  });
  if (made.kind !== 'created') throw new Error('the first admin could not be made');
  const add = async (login: string, role: Role) => {
    const outcome = await accounts.create(
      { login, firstName: login, role, password: PASSWORD },
      made.staff.id,
    );
    if (outcome.kind !== 'created') throw new Error('the person could not be made');
    return outcome.staff;
  };
  const actions = async () => (await store.audit.latest(100)).map(({ action }) => action);
  return { accounts, store, admin: made.staff, add, clock, actions };
}

const wrong = { login: 'ada', password: 'wrong wrong wrong' };
const right = { login: 'ada', password: PASSWORD };

test('staff sign in with their own password and no other', async () => {
  const { accounts, admin } = await someAccounts(await createPasswords());
  expect(await accounts.signIn(right)).toMatchObject({
    kind: 'signed_in',
    staff: { id: admin.id },
  });
  expect(await accounts.signIn(wrong)).toEqual({ kind: 'refused' });
});

test('a password is stored as an argon2id hash', async () => {
  const { admin } = await someAccounts(await createPasswords());
  expect(admin.passwordHash).toMatch(/^\$argon2id\$/);
  expect(admin.passwordHash).not.toContain(PASSWORD);
});

test('an unknown login is checked against a hash too, so that it takes as long as a known one', async () => {
  const checked: (string | undefined)[] = [];
  const passwords: Passwords = {
    ...plainPasswords,
    fits: async (_password, hash) => {
      checked.push(hash);
      return false;
    },
  };
  const { accounts } = await someAccounts(passwords);
  expect(await accounts.signIn({ login: 'nobody', password: PASSWORD })).toEqual({
    kind: 'refused',
  });
  expect(checked).toEqual([undefined]);
  const real = await createPasswords();
  expect(await real.fits(PASSWORD, undefined)).toBe(false);
});

test('five wrong passwords lock an account for fifteen minutes, even for the right one', async () => {
  const { accounts, clock } = await someAccounts();
  for (let attempt = 0; attempt < 5; attempt++) await accounts.signIn(wrong);
  expect(await accounts.signIn(right)).toEqual({ kind: 'refused' });
  clock.at += 15 * MINUTE_MS - 1;
  expect(await accounts.signIn(right)).toEqual({ kind: 'refused' });
  clock.at += 1;
  expect(await accounts.signIn(right)).toMatchObject({ kind: 'signed_in' });
});

test('four wrong passwords and the right one forget the wrong ones', async () => {
  const { accounts } = await someAccounts();
  for (let round = 0; round < 2; round++) {
    for (let attempt = 0; attempt < 4; attempt++) await accounts.signIn(wrong);
    expect(await accounts.signIn(right)).toMatchObject({ kind: 'signed_in' });
  }
});

test('of a hundred guesses sent at once no more than five count', async () => {
  const { accounts } = await someAccounts();
  const guesses = Array.from({ length: 100 }, (_, index) => (index === 50 ? right : wrong));
  const outcomes = await Promise.all(guesses.map((guess) => accounts.signIn(guess)));
  expect(outcomes.filter(({ kind }) => kind !== 'refused')).toEqual([]);
});

test('a new password from an admin ends a lock and every session', async () => {
  const { accounts, add, admin, store } = await someAccounts();
  const ana = await add('ana', 'responder');
  for (let attempt = 0; attempt < 5; attempt++) {
    await accounts.signIn({ login: 'ana', password: 'wrong wrong wrong' });
  }
  await accounts.resetPassword(ana.id, 'another good sentence', admin.id);
  const after = await accounts.signIn({ login: 'ana', password: 'another good sentence' });
  expect(after).toMatchObject({ staff: { sessionEpoch: ana.sessionEpoch + 1 } });
  expect((await store.staff.find(ana.id))?.lockedUntil).toBeUndefined();
});

test('someone who is disabled cannot sign in, until they are let in again', async () => {
  const { accounts, add, admin } = await someAccounts();
  const ana = await add('ana', 'responder');
  await accounts.setDisabled(ana.id, true, admin.id);
  expect(await accounts.signIn({ login: 'ana', password: PASSWORD })).toEqual({ kind: 'refused' });
  await accounts.setDisabled(ana.id, false, admin.id);
  expect(await accounts.signIn({ login: 'ana', password: PASSWORD })).toMatchObject({
    kind: 'signed_in',
  });
});

test('the last admin cannot be disabled, and of two who disable each other one stays', async () => {
  const { accounts, add, admin } = await someAccounts();
  expect(await accounts.setDisabled(admin.id, true, admin.id)).toEqual({ kind: 'last_admin' });
  const second = await add('bob', 'admin');
  const outcomes = await Promise.all([
    accounts.setDisabled(second.id, true, admin.id),
    accounts.setDisabled(admin.id, true, second.id),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'last_admin']);
});

test('two people never share a sign-in name, whatever its case', async () => {
  const { accounts, add, admin } = await someAccounts();
  await add('ana', 'responder');
  const second = await accounts.create(
    { login: 'ANA', firstName: 'Ana', role: 'admin', password: PASSWORD },
    admin.id,
  );
  expect(second.kind).toBe('login_taken');
});

test('of two who use the one-time link at once one becomes admin', async () => {
  const now = () => '2026-11-22T15:00:00.000Z';
  const store = await openMemoryStore({ now });
  const accounts = createAccounts({ store, passwords: plainPasswords, now });
  const outcomes = await Promise.all(
    ['ada', 'eve'].map((login) =>
      accounts.createFirstAdmin({ login, firstName: login, password: PASSWORD }),
    ),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'not_first']);
});

test('the audit trail tells of sign-ins, failures, the lock and account changes, and holds no password', async () => {
  const { accounts, add, admin, store, actions } = await someAccounts();
  const ana = await add('ana', 'responder');
  await accounts.signIn(right);
  await accounts.signIn({ login: 'nobody', password: PASSWORD });
  for (let attempt = 0; attempt < 5; attempt++) await accounts.signIn(wrong);
  await accounts.setDisabled(ana.id, true, admin.id);
  await accounts.resetPassword(ana.id, 'another good sentence', admin.id);
  expect(await actions()).toEqual(
    expect.arrayContaining([
      'account created as admin',
      'account created as responder',
      'signed in',
      'sign-in failed',
      'account locked',
      'account disabled',
      'password reset',
    ]),
  );
  expect((await actions()).filter((action) => action === 'account locked')).toHaveLength(1);
  expect(JSON.stringify(await store.audit.latest(100))).not.toMatch(/sentence|wrong|nobody/);
});
