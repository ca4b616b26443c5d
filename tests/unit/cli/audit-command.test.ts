import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { auditCommand } from '../../../src/cli/audit/audit-command.ts';
import type { Trail } from '../../../src/cli/audit/trail.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { trailOf } from '../../../src/store/archive/trail-of.ts';
import { readTrail } from '../../../src/store/lowdb/audit/read-trail.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { anEntry } from '../../contract/examples.ts';
import { runCommand } from '../../support/a-terminal.ts';

const BY = 's_aaaaaaaaaaaaaaaa';
const names = async () => new Map([[BY, 'ana@clinic.example']]);

/** A server at work on a folder, with entries of two months; it stays open, as beside a real one. */
async function aServer() {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-audit-'));
  let at = '2026-10-31T12:00:00.000Z';
  const store = await openLowdbStore({ folder, now: () => at, log: silentLog });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const entry = (id: string, subject: string) => anEntry(id, { at, by: BY, subject });
  await store.audit.append([entry('e1', 'ticket 1'), entry('e2', 'ticket 12')]);
  at = '2026-11-01T12:00:00.000Z';
  const details = { kind: 'clinical' };
  const approved = { ...entry('e3', 'answer driving.machines en 2'), action: 'answer approved' };
  await store.audit.append([{ ...approved, details }, entry('e4', 'answer driving.machines en 3')]);
  const file = (month: string) => join(folder, 'audit', `${month}.ndjson`);
  return { folder, store, file, october: file('2026-10'), november: file('2026-11') };
}

function run(argv: string[], trail: Omit<Trail, 'names' | 'close'>) {
  const open = async () => ({ ...trail, names, close: async () => undefined });
  return runCommand(['audit', ...argv], (terminal) => auditCommand(terminal, open));
}

const beside = ({ folder }: { folder: string }) => readTrail(folder);

test('verify counts the entries of each month and says that the chain holds, beside a server', async () => {
  const server = await aServer();
  const { code, out } = await run(['verify'], beside(server));
  expect(code).toBe(0);
  expect(out).toMatch(
    /^2026-10 {2}2 entries\n2026-11 {2}2 entries\n4 entries\.\nThe chain holds\. Head: [0-9a-f]{64}\n$/,
  );
  const json = await run(['verify', '--json'], beside(server));
  expect(JSON.parse(json.out)).toMatchObject({
    ok: true,
    entries: 4,
    months: [
      { month: '2026-10', entries: 2 },
      { month: '2026-11', entries: 2 },
    ],
    broken: null,
  });
});

test('a flipped bit anywhere in the trail is noticed, with its file and line', async () => {
  const server = await aServer();
  const before = readFileSync(server.october);
  for (let place = 0; place < before.length; place += 1) {
    const bytes = Buffer.from(before);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(server.october, bytes);
    const { broken } = await readTrail(server.folder).verify();
    expect([place, broken?.line]).toEqual([place, expect.any(Number)]);
  }
  const { code, err } = await run(['verify'], beside(server));
  expect(code).toBe(1);
  expect(err).toMatch(
    /The chain breaks at .*2026-10\.ndjson, line 2: .* Keep this file as evidence/,
  );
}, 60_000);

test('an entry or a whole month that was taken out of the middle is noticed', async () => {
  const server = await aServer();
  const [first = ''] = readFileSync(server.november, 'utf8').split('\n');
  writeFileSync(server.october, `${readFileSync(server.october, 'utf8').split('\n')[0]}\n`);
  expect((await run(['verify'], beside(server))).err).toContain('2026-11.ndjson, line 1');
  writeFileSync(server.november, `${first}\n`);
  rmSync(server.october);
  expect(await run(['verify', '--json'], beside(server))).toMatchObject({ code: 1 });
});

test('entries cut off at the end are noticed by the head that was noted before', async () => {
  const server = await aServer();
  const { head } = await readTrail(server.folder).verify();
  const lines = readFileSync(server.november, 'utf8').split('\n');
  truncateSync(server.november, Buffer.byteLength(`${lines[0]}\n`));
  expect(await run(['verify'], beside(server))).toMatchObject({ code: 0 });
  const { code, err } = await run(['verify', '--head', head], beside(server));
  expect([code, err]).toEqual([1, expect.stringContaining('entries were taken away')]);
  expect((await run(['verify', '--head', 'abc'], beside(server))).code).toBe(2);
});

test('a folder without a trail is no proof', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { code, err } = await run(['verify'], readTrail(folder));
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('there is no audit trail. Set DATA_DIR'),
  ]);
});

test('list names who did what, to one thing and from a day on', async () => {
  const server = await aServer();
  const { out } = await run(['list', '--subject', 'answer driving.machines'], beside(server));
  expect(out).toContain(
    '2026-11-01T12:00:00.000Z  ana@clinic.example  answer approved  answer driving.machines en 2  (kind clinical)\n',
  );
  expect(out).toContain('2 of 4 entries.\n');
  expect((await run(['list', '--subject', 'ticket 1'], beside(server))).out).toContain('1 of 4');
  expect((await run(['list', '--since', '2026-11-01'], beside(server))).out).toContain('2 of 2');
  const { out: json } = await run(
    ['list', '--since', '2026-11-01T00:00:00Z', '--json'],
    beside(server),
  );
  expect(
    json
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual(['e3', 'e4']);
  const { code, err } = await run(['list', '--since', 'yesterday'], beside(server));
  expect([code, err]).toEqual([2, expect.stringContaining('such as 2026-11-22')]);
});

test('an open store gives the same verdict and the same head as its files', async () => {
  const server = await aServer();
  const inside = await trailOf(server.store as Store).verify();
  const outside = await readTrail(server.folder).verify({ head: inside.head });
  expect(inside).toMatchObject({ entries: 4, head: outside.head, broken: undefined });
  expect(outside.holdsHead).toBe(true);
});
