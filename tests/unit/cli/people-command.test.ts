import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPeople } from '../../../src/app/commands/open-people.ts';
import { peopleCommand } from '../../../src/cli/people/people-command.ts';
import { readConfig } from '../../../src/config.ts';
import { createAccounts } from '../../../src/console/accounts.ts';
import { createPasswords } from '../../../src/console/passwords.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aStaffId, aStaffMember } from '../../contract/examples.ts';
import { runCommand } from '../../support/a-terminal.ts';

const now = systemClock;
const SECOND_FACTOR = {
  key: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  since: '2026-11-01T12:00:00.000Z',
  lastStep: 0,
  recovery: { salt: 'c2FsdA', hashes: [] },
};

/** A folder with one admin, who has a second factor and is locked, and a nurse who is disabled. */
async function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-people-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const open = () => openLowdbStore({ folder, now, log: silentLog });
  const store = await open();
  const admin = aStaffMember({ login: 'ana', role: 'admin' });
  const locked = { ...admin, schema: 2 as const, secondFactor: SECOND_FACTOR };
  const nurse = aStaffMember({ id: aStaffId('b'), login: 'ben', role: 'responder' });
  for (const next of [
    { ...locked, failedSignIns: 9, lockedUntil: '2999-01-01T00:00:00.000Z' },
    { ...nurse, disabled: true },
  ])
    await store.staff.update(next.id, async () => ({ next, result: undefined }));
  await store.close();
  return { folder, open, admin };
}

function run(folder: string, ...argv: string[]) {
  const open = () => openPeople(readConfig({ DATA_DIR: folder }));
  return runCommand(['people', ...argv], (terminal) => peopleCommand(terminal, open));
}

test('a sole admin who lost everything is let in with a new password alone, and the trail says so', async () => {
  const { folder, open, admin } = await aFolder();
  const { code, out } = await run(folder, 'let-in', 'Ana', '--yes');
  expect(code).toBe(0);
  const password = /shown once: (\S+)/.exec(out)?.[1] ?? '';

  const store = await open();
  const accounts = createAccounts({ store, passwords: await createPasswords(), now });
  expect(await accounts.signIn({ login: 'ana', password })).toMatchObject({ kind: 'signed_in' });
  const known = await store.staff.find(admin.id);
  expect(known?.sessionEpoch).toBeGreaterThan(admin.sessionEpoch);
  const trail = await store.audit.latest(5);
  expect(trail.map(({ by, action }) => `${by}: ${action}`)).toEqual(
    expect.arrayContaining(['system: password reset', 'system: second factor reset']),
  );
  expect(JSON.stringify(trail)).not.toContain(password);
  await store.close();
});

test('nothing changes without --yes, for a disabled person, or for a name that nobody has', async () => {
  const { folder } = await aFolder();
  const before = (await run(folder, 'list')).out;
  expect(before).toBe(
    'ana, admin, second factor, locked until 2999-01-01T00:00:00.000Z\nben, responder, disabled\n',
  );
  expect(await run(folder, 'let-in', 'ana')).toMatchObject({
    code: 2,
    err: expect.stringContaining('say --yes'),
  });
  expect((await run(folder, 'let-in', 'ben', '--yes')).err).toContain('An admin enables people');
  expect((await run(folder, 'let-in', 'cid', '--yes')).err).toContain('Nobody signs in as cid');
  expect((await run(folder, 'list')).out).toBe(before);
});

test('an empty folder says where to begin', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-people-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect((await run(folder, 'list')).out).toContain('askwell serve');
});
