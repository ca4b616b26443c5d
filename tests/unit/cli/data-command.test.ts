import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dataCommand } from '../../../src/cli/data/data-command.ts';
import { runCommands } from '../../../src/cli/run-commands.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import { readFolder } from '../../../src/store/lowdb/read-folder.ts';
import { rekeyFolder } from '../../../src/store/lowdb/sealing/rekey-folder.ts';
import { createSeal } from '../../../src/store/seal/create-seal.ts';
import { readStoreKeys } from '../../../src/store/seal/store-keys.ts';
import type { Store } from '../../../src/store/store.ts';
import { AT, aConversation, aConversationId, aTicket } from '../../contract/examples.ts';
import { write } from '../../contract/store-under-test.ts';

const now = () => AT;

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The command on a folder, with a store in memory in place of a database. */
function aTerminal(folder: string, database?: Store, keys?: string) {
  const seal = createSeal(keys === undefined ? [] : (readStoreKeys(keys) ?? []));
  const printed = { out: '', err: '' };
  const terminal = {
    out(text: string) {
      printed.out += text;
    },
    err(text: string) {
      printed.err += text;
    },
    stdin: (async function* () {})(),
    interactive: false,
  };
  const open = () => openLowdbStore({ folder, now, log: silentLog, seal });
  const command = () =>
    dataCommand(terminal, {
      read: async () => ({
        ...readFolder(folder, { seal, log: silentLog }),
        close: async () => undefined,
      }),
      seal: () => seal,
      rekey: (onProgress) => rekeyFolder({ folder, seal, onProgress }),
      open,
      openFolder: open,
      openDatabase: async () => database ?? openMemoryStore({ now }),
      now,
    });
  return {
    printed,
    open,
    run: (...args: string[]) => runCommands(['data', ...args], [command()], terminal),
  };
}

test('an admin backs up beside a running server, and restores into an empty folder', async () => {
  const there = aTerminal(await aFolder());
  const running = await there.open();
  await write(running, aConversation({ tickets: [aTicket()] }));
  const file = join(await aFolder(), 'askwell.backup');

  expect(await there.run('backup', file)).toBe(0);
  expect(there.printed.out).toContain('1 conversations');
  expect(await there.run('backup', file)).toBe(2); // not over an older one
  await running.close();

  const here = aTerminal(await aFolder());
  expect(await here.run('restore', file)).toBe(0);
  const restored = await here.open();
  expect(await restored.conversations.openTickets()).toHaveLength(1);
  await restored.close();
});

test('a backup that is cut off restores nothing', async () => {
  const file = join(await aFolder(), 'askwell.backup');
  await writeFile(file, 'not a backup');
  const folder = await aFolder();
  const here = aTerminal(folder);

  expect(await here.run('restore', file)).toBe(2);
  expect(here.printed.err).toContain('Take another backup');
  expect(existsSync(join(folder, 'format.json'))).toBe(false);
});

test('the folder moves into the database, and twice is the same as once', async () => {
  const database = await openMemoryStore({ now });
  const there = aTerminal(await aFolder(), { ...database, close: async () => undefined });
  const store = await there.open();
  await write(store, aConversation());
  await store.close();

  expect(await there.run('migrate')).toBe(0);
  expect(await there.run('migrate')).toBe(0);
  expect(await database.conversations.find(aConversationId())).toEqual(aConversation());

  await write(database, aConversation({ locale: 'es' }));
  expect(await there.run('migrate')).toBe(2);
  expect(there.printed.err).toContain('Nothing of it was overwritten');
});

test('one conversation is exported and, when it is meant, erased', async () => {
  const there = aTerminal(await aFolder());
  const store = await there.open();
  await write(store, aConversation());
  await store.close();

  expect(await there.run('export', 'a patient')).toBe(0);
  expect(JSON.parse(there.printed.out)).toEqual(aConversation());
  expect(await there.run('erase', 'a patient')).toBe(2);
  expect(await there.run('erase', aConversationId(), '--yes')).toBe(0);
  expect(await there.run('export', 'a patient')).toBe(2);
  expect(there.printed.err).toContain('no such conversation');
});

test('a conversation is found by a ticket of it, as the desk shows its number', async () => {
  const there = aTerminal(await aFolder());
  const store = await there.open();
  const id = aConversationId('with a ticket');
  const number = await store.conversations.reserveTicketNumber(id);
  await write(store, aConversation({ id, tickets: [aTicket({ number })] }));
  const unused = await store.conversations.reserveTicketNumber(aConversationId('nobody wrote'));
  await store.close();

  expect(await there.run('export', `#${number}`)).toBe(0);
  expect(JSON.parse(there.printed.out)).toMatchObject({ id });
  expect(await there.run('export', String(unused))).toBe(2);
  expect(await there.run('erase', '999', '--yes')).toBe(2);
  expect(await there.run('erase', String(number), '--yes')).toBe(0);
  expect(await there.run('export', id)).toBe(2);
});
