import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, postMessage, runAskwell, serveAskwell } from '../support/program.ts';

test('all mistakes in the settings are reported at once and nothing starts', async () => {
  const { code, err } = await runAskwell(['serve'], {
    env: { PORT: 'many', MODE: 'live', CLINIC_NAME: 'Sample Clinic' },
  });
  expect(code).toBe(2);
  for (const name of ['PORT', 'CLINIC_PHONE', 'CLINIC_PHONE_24H', 'SESSION_SECRET'])
    expect(err).toContain(name);
  expect(err).not.toContain('CLINIC_NAME:');
});

test('a port that is taken is named, with what to do', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => blocker.once('listening', done));
  const { port } = blocker.address() as AddressInfo;
  const { code, err } = await runAskwell(['serve'], {
    env: { PORT: String(port), DATA_DIR: aFolder() },
  });
  blocker.close();
  expect(code).toBe(1);
  expect(err).toContain(`127.0.0.1:${port} is in use`);
});

test('a second process on the same data folder refuses to start', async () => {
  const folder = aFolder();
  const { child, ended } = await serveAskwell({ DATA_DIR: folder });
  const second = await runAskwell(['serve'], { env: { PORT: '0', DATA_DIR: folder } });
  child.kill('SIGTERM');
  await ended;
  expect(second.code).toBe(2);
  expect(second.err).toContain(folder);
});

test('a torn conversation is not overwritten: its patient hears that staff were not reached, others are served', async () => {
  const folder = aFolder();
  const first = await serveAskwell({ DATA_DIR: folder });
  const { body } = await postMessage(first.url, { text: 'can i drive home after my infusion?' });
  first.child.kill('SIGTERM');
  await first.ended;
  const file = onlyConversationFile(folder);
  const torn = readFileSync(file, 'utf8').slice(0, 200);
  writeFileSync(file, torn);
  const second = await serveAskwell({ DATA_DIR: folder });
  const again = await postMessage(second.url, {
    conversation: body.conversation,
    text: 'and what about work?',
  });
  const other = await postMessage(second.url, { text: 'can i drive home after my infusion?' });
  second.child.kill('SIGTERM');
  await second.ended;
  expect(again.status).toBe(503);
  expect(again.body.reply.blocks).toContain('R-NOTPASSED');
  expect(other.status).toBe(200);
  expect(readFileSync(file, 'utf8')).toBe(torn);
});

test('while nothing can be written a patient hears that staff were not reached, and later all is well', async () => {
  const folder = aFolder();
  const { url, child, ended } = await serveAskwell({ DATA_DIR: folder, OPENING_HOURS: '24/7' });
  const dose = { text: 'how many sprays should i take' };
  const before = await postMessage(url, dose);
  limitFileSize(child.pid, '0');
  const during = await postMessage(url, {
    ...dose,
    conversation: before.body.conversation,
    messageId: 'm2',
  });
  const ready = await fetch(`${url}/readyz`);
  limitFileSize(child.pid, 'unlimited');
  const after = await postMessage(url, {
    ...dose,
    conversation: before.body.conversation,
    messageId: 'm2',
  });
  const events = await (
    await fetch(`${url}/api/chat/events?conversation=${before.body.conversation}&after=0`)
  ).text();
  child.kill('SIGTERM');
  await ended;
  expect(during.status).toBe(503);
  expect(during.body.reply.blocks).toEqual(['R-DOSE', 'R-NOTPASSED', 'WARNING']);
  expect(ready.status).toBe(503);
  expect(after.status).toBe(200);
  expect(after.body.reply.blocks).toContain('R-PASSED');
  expect(events.split('"id":"m2"')).toHaveLength(2);
});

test('a data folder of a newer Askwell is refused and left as it is', async () => {
  const folder = aFolder();
  const file = join(folder, 'format.json');
  writeFileSync(file, '{"format":99}');
  const { code, err } = await runAskwell(['serve'], { env: { PORT: '0', DATA_DIR: folder } });
  expect(code).toBe(2);
  expect(err).toContain('format.json');
  expect(readFileSync(file, 'utf8')).toBe('{"format":99}');
});

test('the first start gives a one-time link for the first admin, on the port it listens on', async () => {
  const { child, ended, url, setupLink } = await serveAskwell({ DATA_DIR: aFolder() });
  child.kill('SIGTERM');
  await ended;
  expect(setupLink).toMatch(new RegExp(`^${url}/console/setup`));
});

/** No write of the process may pass this size: what a full disk does, without one. */
function limitFileSize(pid: number | undefined, size: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:unlimited`]);
}

function onlyConversationFile(folder: string): string {
  const shards = join(folder, 'conversations');
  mkdirSync(shards, { recursive: true });
  const [file] = readdirSync(shards, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  if (!file) throw new Error('no conversation was stored');
  return join(shards, file);
}
