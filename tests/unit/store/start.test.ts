import { open, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Conversation } from '../../../src/domain/conversation.ts';
import type { Files } from '../../../src/store/lowdb/files/files.ts';
import {
  aConversation,
  aConversationId,
  anEntry,
  anOutgoing,
  aTicket,
} from '../../contract/examples.ts';
import { write } from '../../contract/store-under-test.ts';
import { aFolder, aStoreOn } from './a-folder.ts';

test('a second start on the same folder is refused while the first one runs', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  await expect(aStoreOn(folder)).rejects.toThrow(`${folder}: another Askwell runs on this folder`);
  await first.close();
  await expect(aStoreOn(folder)).resolves.toBeDefined();
});

test('a start reads the conversations that need somebody and no other', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  for (let index = 0; index < 20; index++) {
    await write(first, aConversation({ id: aConversationId(`idle ${index}`) }));
  }
  const waiting = aConversationId('waiting');
  await write(first, aConversation({ id: waiting, tickets: [aTicket()] }));
  await first.close();

  const read: string[] = [];
  const store = await aStoreOn(folder, { wrap: noting(read) });

  expect(await store.conversations.openTickets()).toHaveLength(1);
  expect(read.filter((path) => path.startsWith('conversations/'))).toEqual([pathOf(waiting)]);
});

test('a conversation is marked on disk before it needs somebody, and no longer than it does', async () => {
  const folder = await aFolder();
  const calls: string[] = [];
  const store = await aStoreOn(folder, { wrap: noting(calls) });
  const id = aConversationId();

  await write(store, aConversation({ outbox: [anOutgoing()] }));
  expect(calls.slice(-2)).toEqual([`pending/${id}`, pathOf(id)]);
  expect(await readdir(join(folder, 'pending'))).toEqual([id]);

  await write(store, aConversation());
  expect(await readdir(join(folder, 'pending'))).toEqual([]);
});

test('a mark that a crash left too many is removed at the start', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  await write(first, aConversation({ tickets: [aTicket()] }));
  await write(first, aConversation());
  await first.close();
  await writeFile(join(folder, 'pending', aConversationId()), '');
  await writeFile(join(folder, 'pending', aConversationId('never written')), '');

  await aStoreOn(folder);
  expect(await readdir(join(folder, 'pending'))).toEqual([]);
});

test('an entry that a crash kept from the audit trail is appended at the start, and only that one', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  const withTicket: Conversation = aConversation({ audit: [anEntry('e1')], tickets: [aTicket()] });
  await write(first, withTicket);
  await first.close();
  const crashed = await aStoreOn(folder, {
    wrap: () => ({ append: () => Promise.reject(new Error('crash')) }),
  });
  await write(crashed, { ...withTicket, id: aConversationId('b'), audit: [anEntry('e2')] });
  await crashed.close();

  const store = await aStoreOn(folder);
  expect((await store.audit.latest(9)).map(({ id }) => id)).toEqual(['e2', 'e1']);
  await store.close();
  const again = await aStoreOn(folder);
  expect((await again.audit.latest(9)).map(({ id }) => id)).toEqual(['e2', 'e1']);
});

test('an entry of a ticket that was open for months is not appended again', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder, { now: () => '2026-11-22T15:00:00.000Z' });
  await write(first, aConversation({ audit: [anEntry('old')], tickets: [aTicket()] }));
  await first.close();
  const second = await aStoreOn(folder, { now: () => '2027-02-01T00:00:00.000Z' });
  for (let index = 0; index < 100; index++) {
    const at = '2027-02-01T00:00:00.000Z';
    await second.audit.append([
      anEntry(`new ${index}`, { at, details: { text: 'x'.repeat(2000) } }),
    ]);
  }
  await second.close();

  const third = await aStoreOn(folder, { now: () => '2027-02-02T00:00:00.000Z' });
  expect(await third.audit.verify()).toEqual({ entries: 101, brokenAt: undefined });
});

test('what patients wrote can be read by the account that runs Askwell alone', async () => {
  const folder = join(await aFolder(), 'data');
  const store = await aStoreOn(folder);
  await write(store, aConversation());
  await store.secret('session', () => 'secret');

  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const path of ['secrets.json', pathOf(aConversationId())]) {
    expect((await stat(join(folder, path))).mode & 0o777).toBe(0o600);
  }
});

test('a file that a crash left half-written is gone after the start', async () => {
  const folder = await aFolder();
  await (await aStoreOn(folder)).close();
  await writeFile(join(folder, 'tmp', '17'), '{"schema":1,"id"');
  await aStoreOn(folder);
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

test('an ordinary turn writes one file and reads none', async () => {
  const folder = await aFolder();
  const calls: string[] = [];
  const store = await aStoreOn(folder, { wrap: noting(calls) });
  await write(store, aConversation());
  calls.length = 0;

  await write(store, aConversation({ locale: 'es' }));
  await store.conversations.find(aConversationId());
  expect(calls).toEqual([pathOf(aConversationId())]);
});

test('an ordinary turn waits for two syncs: its file and the folder that names it', async () => {
  const folder = await aFolder();
  const store = await aStoreOn(folder);
  await write(store, aConversation());
  const syncs = await spyOnSyncs(folder);

  await write(store, aConversation({ locale: 'es' }));
  expect(syncs).toHaveBeenCalledTimes(2);
});

async function spyOnSyncs(folder: string) {
  const file = await open(folder);
  const handles: typeof file = Object.getPrototypeOf(file);
  await file.close();
  const syncs = vi.spyOn(handles, 'sync');
  onTestFinished(() => syncs.mockRestore());
  return syncs;
}

function pathOf(id: string): string {
  return `conversations/${id.slice(2, 4)}/${id}.json`;
}

/** Notes the path of each file that is read, replaced or marked. */
function noting(paths: string[]): (files: Files) => Partial<Files> {
  const noted = (path: string) => {
    paths.push(path);
    return path;
  };
  return (files) => ({
    read: (path) => files.read(noted(path)),
    replace: (path, text) => files.replace(noted(path), text),
    mark: (path) => files.mark(noted(path)),
  });
}
