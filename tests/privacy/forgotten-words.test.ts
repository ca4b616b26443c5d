import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { dataTools } from '../../src/app/commands/data-tools.ts';
import { createLog } from '../../src/app/observing/create-log.ts';
import { type App, openApp } from '../../src/app.ts';
import { dataCommand } from '../../src/cli/data/data-command.ts';
import { runCommands } from '../../src/cli/run-commands.ts';
import { readConfig } from '../../src/config.ts';
import { conversationIdOf, StaffId, TicketNumber } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
import { writeBackup } from '../../src/store/archive/backup-file.ts';
import { aClock } from '../support/test-app.ts';
import { bytesOf } from './a-clinic-that-listens.ts';

const DAY_MS = 86_400_000;
const ROOT = new URL('../../', import.meta.url);
const ana: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};

/** Words that nobody but these tests writes; no pattern takes them for an identifier. */
const OLD = ['zorblat-asked', 'zorblat-dose', 'zorblat-note', 'zorblat-reply'];
const FRESH = 'zorblat-fresh';
const wordsIn = (text: string) => [...OLD, FRESH].filter((word) => text.includes(word));

test('after 90 days old words are in no byte of the folder, of a later backup or of the log', async () => {
  const folder = await aTemporaryFolder();
  const clock = aClock();
  const { app, lines } = await aClinic(folder, clock);
  onTestFinished(() => app.close());
  await say(app, 'quiet', 'may I drive to zorblat-asked afterwards');
  await say(app, 'with a ticket', 'how many sprays of zorblat-dose should I take');
  await answerAndResolve(app);
  clock.wait(91 * DAY_MS);
  await say(app, 'fresh', 'may I drive to zorblat-fresh afterwards');
  expect(wordsIn(await bytesOf(folder))).toEqual([...OLD, FRESH]);

  await app.retention.look();

  expect(wordsIn(await bytesOf(folder))).toEqual([FRESH]);
  const backup = join(await aTemporaryFolder(), 'after.backup');
  const how = { madeAt: clock.now(), onProgress: () => undefined };
  await writeBackup(backup, app.store.archive.dump(), how);
  expect(wordsIn(gunzipSync(await readFile(backup)).toString())).toEqual([FRESH]);
  expect(wordsIn(lines.join(''))).toEqual([]);
  expect(lines.join('')).toContain('old conversations were taken away');
  // What was done stays on record, without the words.
  const ticket = await app.store.conversations.findTicket(TicketNumber.parse(1));
  expect(ticket?.ticket).toMatchObject({ state: 'resolved', notes: [] });
  expect((await app.store.audit.verify()).brokenAt).toBeUndefined();
});

test('what one patient wrote is exported whole and erased from every byte, another’s stays', async () => {
  const folder = await aTemporaryFolder();
  const { app, lines } = await aClinic(folder);
  await say(app, 'one', 'may I drive to zorblat-asked afterwards');
  await say(app, 'one', 'how many sprays of zorblat-dose should I take');
  await say(app, 'another', 'may I drive to zorblat-fresh afterwards');
  await app.close();

  const exported = await data(folder, 'export', 'one');
  expect(wordsIn(exported)).toEqual(['zorblat-asked', 'zorblat-dose']);
  await data(folder, 'erase', 'one', '--yes');

  expect(wordsIn(await bytesOf(folder))).toEqual([FRESH]);
  const backup = join(await aTemporaryFolder(), 'after.backup');
  await data(folder, 'backup', backup);
  expect(wordsIn(gunzipSync(await readFile(backup)).toString())).toEqual([FRESH]);
  expect(wordsIn(lines.join(''))).toEqual([]);
});

async function aClinic(folder: string, { now } = aClock()) {
  const lines: string[] = [];
  const app = await openApp({
    config: readConfig({ DATA_DIR: folder, LOG_LEVEL: 'debug' }),
    root: ROOT,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    now,
  });
  return { app, lines };
}

/** What the command prints; throws when it fails. */
async function data(folder: string, ...args: string[]): Promise<string> {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  const terminal = { out: print, err: print, stdin: Readable.from([]), interactive: false };
  const command = dataCommand(terminal, dataTools({ DATA_DIR: folder }));
  const code = await runCommands(['data', ...args], [command], terminal);
  if (code !== 0) throw new Error(`data ${args.join(' ')} ended with ${code}: ${printed}`);
  return printed;
}

async function say(app: App, patient: string, text: string): Promise<void> {
  const conversationId = conversationIdOf(patient);
  await app.receive({ conversationId, messageId: text, text, channel: 'web' });
}

async function answerAndResolve({ staffActions }: App): Promise<void> {
  const number = TicketNumber.parse(1);
  await staffActions.claim(number, ana);
  await staffActions.note(number, ana, 'called about zorblat-note');
  const message = { text: 'Please ask for zorblat-reply.', actionId: 'one' };
  expect((await staffActions.reply(number, ana, message)).kind).toBe('sent');
  await staffActions.resolve(number, ana);
}

async function aTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-forgotten-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
