import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ConversationId, TicketNumber } from '../../../src/domain/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { StoreError } from '../../../src/store/store.ts';
import { AT, aConversationId } from '../../contract/examples.ts';
import { aFolder } from './a-folder.ts';
import { bundleScript } from './processes/bundle-script.ts';

const LIVES = Number(process.env.STORE_KILLS ?? 10);
const Acknowledged = z.object({ id: ConversationId, number: TicketNumber, entry: z.string() });
type Acknowledged = z.infer<typeof Acknowledged>;

let script: Awaited<ReturnType<typeof bundleScript>>;
beforeAll(async () => {
  script = await bundleScript(new URL('./processes/write-until-killed.ts', import.meta.url));
});
afterAll(() => script.remove());

test('nothing that was acknowledged is lost when the process is killed, 10 times over', async () => {
  const folder = await aFolder();
  const acknowledged: Acknowledged[] = [];

  for (let life = 1; life <= LIVES; life++) {
    acknowledged.push(...(await liveAndDie(folder, life)));
  }

  expect(acknowledged.length).toBeGreaterThan(LIVES);
  const numbers = acknowledged.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  await expectAllThere(folder, acknowledged);
  await expectEveryFileToParse(folder);
}, 120_000);

test('a second process is kept out while the first lives, and let in once it was killed', async () => {
  const folder = await aFolder();
  const child = run(folder, 1);
  await once(createInterface({ input: child.stdout }), 'line');

  const second = openStore(folder);
  await expect(second).rejects.toThrow(StoreError);
  await expect(second).rejects.toThrow(`${folder}: another Askwell runs on this folder`);

  child.kill('SIGKILL');
  await once(child, 'close');
  await (await openStore(folder)).close();
});

async function liveAndDie(folder: string, life: number): Promise<Acknowledged[]> {
  const child = run(folder, life);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    // The moment of death is counted from the first sign of life: starting Node takes longer than it lives.
    if (lines.length === 1) setTimeout(() => child.kill('SIGKILL'), randomInt(150));
  }
  return lines.slice(1).map((line) => Acknowledged.parse(JSON.parse(line)));
}

function run(folder: string, life: number) {
  const child = spawn(process.execPath, [script.path, folder, String(life)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => stop(child));
  return child;
}

function stop(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}

async function expectAllThere(folder: string, acknowledged: Acknowledged[]): Promise<void> {
  const store = await openStore(folder);
  const trail = new Set((await store.audit.latest(1_000_000)).map((entry) => entry.id));
  const missing: Acknowledged[] = [];
  for (const said of acknowledged) {
    const conversation = await store.conversations.find(said.id);
    const isThere = conversation?.delivered[said.number] !== undefined && trail.has(said.entry);
    if (!isThere) missing.push(said);
  }
  expect(missing).toEqual([]);
  expect((await store.audit.verify()).brokenAt).toBeUndefined();
  const next = await store.conversations.reserveTicketNumber(aConversationId());
  expect(next).toBeGreaterThan(Math.max(...acknowledged.map(({ number }) => number)));
  await store.close();
}

async function expectEveryFileToParse(folder: string): Promise<void> {
  const paths = await readdir(folder, { recursive: true });
  for (const path of paths.filter((name) => name.endsWith('.json'))) {
    JSON.parse(await readFile(join(folder, path), 'utf8'));
  }
  expect(paths.filter((path) => path.startsWith('tmp/'))).toEqual([]);
}

function openStore(folder: string) {
  return openLowdbStore({ folder, now: () => AT, log: silentLog });
}
