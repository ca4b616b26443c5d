import { chmodSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../../../src/cli/doctor/finding.ts';
import { checkAddress } from '../../../../src/cli/doctor/machine/check-address.ts';
import { checkBackups } from '../../../../src/cli/doctor/machine/check-backups.ts';
import { checkClock } from '../../../../src/cli/doctor/machine/check-clock.ts';
import {
  checkDatabase,
  type DatabaseState,
} from '../../../../src/cli/doctor/machine/check-database.ts';
import { checkFolder } from '../../../../src/cli/doctor/machine/check-folder.ts';
import { checkProgram } from '../../../../src/cli/doctor/machine/check-program.ts';
import { lockFolder } from '../../../../src/store/lowdb/files/folder-lock.ts';
import { isFolderInUse } from '../../../../src/store/lowdb/files/is-folder-in-use.ts';

const NOW = '2026-11-23T15:00:00.000Z';
const aFolder = () => mkdtempSync(join(tmpdir(), 'askwell-doctor-'));
const levels = (findings: Finding[]) => findings.map(({ id, level }) => `${level} ${id}`);

function aProgram(built: string[]): URL {
  const folder = aFolder();
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3","engines":{"node":">=20.19"}}');
  for (const path of built) {
    mkdirSync(join(folder, 'dist', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'dist', path), '');
  }
  return pathToFileURL(`${folder}/`);
}

const ALL_BUILT = [
  'widget/askwell-chat.js',
  'console/browser/index.html',
  'help/index.html',
  'models/concerns-1.model',
  'models/classifier-1.model',
];

test('a program on a Node that is new enough, with all of it built, is in order', () => {
  for (const nodeVersion of ['v20.19.0', 'v20.20.2', 'v24.0.0']) {
    const found = checkProgram({ root: aProgram(ALL_BUILT), nodeVersion });
    expect(levels(found)).toEqual(['ok program.node', 'ok program.built', 'ok program.models']);
  }
});

test('an old Node, a page that was not built and a model that was not trained are named', () => {
  const root = aProgram(ALL_BUILT.filter((path) => !/console|concerns/.test(path)));
  const found = checkProgram({ root, nodeVersion: 'v20.9.0' });
  expect(levels(found)).toEqual(['fail program.node', 'fail program.built', 'warn program.models']);
  expect(found[1]?.found).toBe('not built: the console');
  expect(found[2]?.found).toBe('not trained yet: concerns');
});

const RIGHT = { now: NOW, aheadMs: {}, past: {}, isSynchronised: undefined };

test('a clock is doubted when another is seconds away, and wrong when it is minutes', () => {
  expect(levels(checkClock({ ...RIGHT, aheadMs: { 'the database': 1500 } }))).toEqual(['ok clock']);
  expect(levels(checkClock({ ...RIGHT, aheadMs: { 'the database': -3000 } }))).toEqual([
    'warn clock.apart',
  ]);
  const far = checkClock({ ...RIGHT, aheadMs: { 'the database': 3_600_000 } });
  expect(levels(far)).toEqual(['fail clock.apart']);
  expect(far[0]?.found).toBe('the database is 3600 s ahead of this machine');
});

test('a clock that was set back is known by what happened after now', () => {
  const past = { 'the newest audit entry': '2026-11-23T16:00:00.000Z' };
  expect(levels(checkClock({ ...RIGHT, past }))).toEqual(['fail clock.past']);
  expect(levels(checkClock({ ...RIGHT, past: { build: '2026-11-22T16:00:00.000Z' } }))).toEqual([
    'ok clock',
  ]);
});

test('a machine whose clock nothing keeps right is told, one that cannot be asked is not', () => {
  expect(levels(checkClock({ ...RIGHT, isSynchronised: false }))).toEqual(['warn clock.ntp']);
  expect(levels(checkClock({ ...RIGHT, isSynchronised: true }))).toEqual(['ok clock']);
});

test('a folder that no server has and one that a server works on are told apart, and neither is changed', async () => {
  const path = aFolder();
  const look = () => checkFolder({ path, isInUse: isFolderInUse });
  expect((await look()).at(-1)?.found).toContain('no server works on');
  const release = await lockFolder(path);
  onTestFinished(release);
  expect(levels(await look())).toEqual(['ok store.folder', 'ok store.space', 'ok store.process']);
  expect((await look()).at(-1)?.found).toContain('a server works on');
});

test('a folder that other accounts can enter is doubted', async () => {
  const path = aFolder();
  chmodSync(path, 0o755);
  const [rights] = await checkFolder({ path, isInUse: isFolderInUse });
  expect(rights).toMatchObject({ level: 'warn', todo: `chmod 700 ${path}` });
});

test('a file where the folder should be is a failure, and a folder yet to be made is none', async () => {
  const path = join(aFolder(), 'data');
  expect(levels(await checkFolder({ path, isInUse: isFolderInUse }))).toEqual(['ok store.folder']);
  writeFileSync(path, '');
  expect(levels(await checkFolder({ path, isInUse: isFolderInUse }))).toEqual([
    'fail store.folder',
  ]);
});

const WELL: DatabaseState = {
  version: '18.1',
  encoding: 'UTF8',
  isReplica: false,
  mayCreate: true,
  durable: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  connections: { most: 97, inUse: 22 },
  migrations: { pending: [], unknown: [] },
  roundTripMs: 1,
};

test('a database that is well is one line', () => {
  expect(levels(checkDatabase(WELL))).toEqual(['ok store.database']);
  const first = { ...WELL, migrations: { pending: ['001_begin'], unknown: [] } };
  expect(levels(checkDatabase(first))).toEqual(['ok store.database', 'ok store.migrations']);
});

test.each<[string, Partial<DatabaseState>]>([
  ['warn store.version', { version: '12.4' }],
  ['fail store.encoding', { encoding: 'SQL_ASCII' }],
  ['fail store.replica', { isReplica: true }],
  ['fail store.durable', { durable: { ...WELL.durable, fsync: 'off' } }],
  ['fail store.durable', { durable: { ...WELL.durable, synchronous_commit: 'off' } }],
  ['fail store.migrations', { migrations: { pending: [], unknown: ['009_later'] } }],
  [
    'fail store.migrations',
    { migrations: { pending: ['002_keys'], unknown: [] }, mayCreate: false },
  ],
  ['warn store.connections', { connections: { most: 97, inUse: 80 } }],
  ['warn store.slow', { roundTripMs: 55 }],
])('%s: a database that is %o', (line, state) => {
  expect(levels(checkDatabase({ ...WELL, ...state }))).toEqual([line]);
});

test('the newest backup counts, and one older than a day is a failure', async () => {
  const folder = aFolder();
  expect(levels(await checkBackups(folder, NOW))).toEqual(['fail backups']);
  const write = (name: string, at: string) => {
    writeFileSync(join(folder, name), 'kept');
    utimesSync(join(folder, name), new Date(at), new Date(at));
  };
  write('old', '2026-11-20T03:00:00.000Z');
  const [old] = await checkBackups(folder, NOW);
  expect(old).toMatchObject({ level: 'fail', found: 'old is 84 hours old, 0.0 MB' });
  write('new', '2026-11-23T03:00:00.000Z');
  expect(levels(await checkBackups(folder, NOW))).toEqual(['ok backups']);
  expect(levels(await checkBackups(undefined, NOW))).toEqual(['warn backups']);
  expect(levels(await checkBackups(join(folder, 'none'), NOW))).toEqual(['fail backups']);
});

async function aServer(body: string): Promise<number> {
  const server = createServer((_request, response) => void response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('a port that another program has is a failure, and one where Askwell answers is in order', async () => {
  const at = (PORT: number) => checkAddress({ settings: { HOST: '127.0.0.1', PORT }, now: NOW });
  expect(levels(await at(0))).toEqual(['ok address.port']);
  const [ours] = await at(await aServer('{"ok":true}'));
  expect(ours).toMatchObject({ level: 'ok', found: expect.stringContaining('a server answers') });
  const [others] = await at(await aServer('hello'));
  expect(others).toMatchObject({ level: 'fail', found: expect.stringContaining('EADDRINUSE') });
});

test('a public address that leads to Askwell is in order, and one that does not answer is doubted', async () => {
  const port = await aServer('{"ok":true}');
  const look = (PUBLIC_URL: string) =>
    checkAddress({ settings: { HOST: '127.0.0.1', PORT: 0, PUBLIC_URL }, now: NOW });
  expect(levels(await look(`http://127.0.0.1:${port}`))).toEqual([
    'ok address.port',
    'ok address.public',
  ]);
  expect(levels(await look('https://127.0.0.1:1'))).toEqual([
    'ok address.port',
    'warn address.tls',
    'warn address.public',
  ]);
});
