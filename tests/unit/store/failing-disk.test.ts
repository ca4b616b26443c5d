import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDiskFiles } from '../../../src/store/lowdb/files/disk-files.ts';
import type { Files } from '../../../src/store/lowdb/files/files.ts';
import { storeErrorOf } from '../../../src/store/lowdb/files/store-error-of.ts';
import { type Store, StoreError } from '../../../src/store/store.ts';
import {
  aConversation,
  aConversationId,
  anAnswer,
  anEntry,
  anOutgoing,
  aTicket,
} from '../../contract/examples.ts';
import { write } from '../../contract/store-under-test.ts';
import { aFolder, aStoreOn } from './a-folder.ts';

test('on a full disk a turn fails with the cause, and nothing has changed', async () => {
  const disk = aDiskThatFails();
  const store = await aStoreOn(await aFolder(), { wrap: disk.wrap });
  const before = aConversation({ tickets: [aTicket()], outbox: [anOutgoing()] });
  await write(store, before);

  disk.failing = 'replace';
  const error = await write(store, aConversation({ locale: 'es' })).catch((err: unknown) => err);

  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toContain('ENOSPC');
  expect(String(error)).toContain('Free some space');
  expect(error).toHaveProperty('cause.code', 'ENOSPC');
  expect(await store.conversations.find(before.id)).toEqual(before);
  expect((await store.conversations.openTickets())[0]?.conversation).toEqual(before);
  expect(await store.conversations.withOutbox()).toEqual([before.id]);
});

test('once there is space again the next turn goes through', async () => {
  const disk = aDiskThatFails();
  const store = await aStoreOn(await aFolder(), { wrap: disk.wrap });
  disk.failing = 'replace';
  await expect(write(store, aConversation())).rejects.toThrow('ENOSPC');
  await expect(store.checkWritable()).rejects.toThrow('ENOSPC');

  disk.failing = undefined;
  await store.checkWritable();
  await write(store, aConversation());
  expect(await store.conversations.find(aConversationId())).toEqual(aConversation());
});

test('a turn that could not be marked as pending is not written', async () => {
  const disk = aDiskThatFails();
  const store = await aStoreOn(await aFolder(), { wrap: disk.wrap });
  disk.failing = 'mark';
  await expect(write(store, aConversation({ tickets: [aTicket()] }))).rejects.toThrow('ENOSPC');
  expect(await store.conversations.find(aConversationId())).toBeUndefined();
  expect(await store.conversations.openTickets()).toEqual([]);
});

test('a ticket number that could not be written is never given out again', async () => {
  const disk = aDiskThatFails();
  const folder = await aFolder();
  const store = await aStoreOn(folder, { wrap: disk.wrap });
  const first = await store.conversations.reserveTicketNumber(aConversationId());
  disk.failing = 'append';
  await expect(store.conversations.reserveTicketNumber(aConversationId())).rejects.toThrow(
    'ENOSPC',
  );
  disk.failing = undefined;
  const next = await store.conversations.reserveTicketNumber(aConversationId());
  expect(next).toBeGreaterThan(first);
  await store.close();
  const again = await aStoreOn(folder);
  expect(await again.conversations.reserveTicketNumber(aConversationId())).toBeGreaterThan(next);
});

test('a turn stands when only the audit trail cannot be written, and the trail catches up', async () => {
  const disk = aDiskThatFails();
  const store = await aStoreOn(await aFolder(), { wrap: disk.wrap });
  disk.failing = 'append';
  await write(store, aConversation({ audit: [anEntry('e1')] }));
  expect(await store.audit.latest(9)).toEqual([]);

  disk.failing = undefined;
  await store.audit.append([anEntry('e2')]);
  expect((await store.audit.latest(9)).map(({ id }) => id)).toEqual(['e2', 'e1']);
});

test('an entry that the trail still owes stays with its conversation, whatever is written meanwhile', async () => {
  const disk = aDiskThatFails();
  const folder = await aFolder();
  const store = await aStoreOn(folder, { wrap: disk.wrap });
  disk.failing = 'append';
  await write(store, aConversation({ audit: [anEntry('e1')] }));
  await store.conversations.update(aConversationId(), async (current = aConversation()) => ({
    next: { ...current, locale: 'es' },
    result: undefined,
  }));
  await store.close();

  const again = await aStoreOn(folder);
  expect((await again.audit.latest(9)).map(({ id }) => id)).toEqual(['e1']);
  expect((await again.audit.verify()).brokenAt).toBeUndefined();
});

test('what is told with changes of answers outlives a trail that cannot be written and a process that ends, each once', async () => {
  const disk = aDiskThatFails();
  const folder = await aFolder();
  const store = await aStoreOn(folder, { wrap: disk.wrap });
  const change = (at: Store, id: string) =>
    at.answers.update(anAnswer(), async () => ({
      next: anAnswer(),
      result: 'done',
      entries: [anEntry(id)],
    }));
  disk.failing = 'append';
  expect(await change(store, 'e1')).toBe('done');
  expect(await change(store, 'e2')).toBe('done');
  expect(await store.audit.latest(9)).toEqual([]);
  await store.close();

  const again = await aStoreOn(folder);
  expect((await again.audit.latest(9)).map(({ id }) => id)).toEqual(['e2', 'e1']);
  await change(again, 'e3');
  expect((await again.audit.latest(9)).map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
  expect(
    await readFile(join(folder, 'answers', 'driving.after-treatment.en.json'), 'utf8'),
  ).not.toContain('owed');
});

test('a secret that could not be written is not taken for one that was', async () => {
  const disk = aDiskThatFails();
  const store = await aStoreOn(await aFolder(), { wrap: disk.wrap });
  disk.failing = 'replace';
  await expect(store.secret('session', () => 'one')).rejects.toThrow('ENOSPC');
  disk.failing = undefined;
  expect(await store.secret('session', () => 'two')).toBe('two');
});

test('what a failed write left at the end of a file is gone with the next write', async () => {
  const folder = await aFolder();
  const files = await openDiskFiles(folder);
  const at = await files.append('tickets.ndjson', 'one\n', { at: 0 });
  await appendFile(join(folder, 'tickets.ndjson'), 'a line that failed\nand another\n');

  await files.append('tickets.ndjson', 'two\n', { at });
  expect(await files.read('tickets.ndjson')).toBe('one\ntwo\n');
});

type Call = 'replace' | 'append' | 'mark';

function aDiskThatFails() {
  const disk = {
    failing: undefined as Call | undefined,
    wrap: (files: Files): Partial<Files> => ({
      replace: (path, text) => refuse('replace', path) ?? files.replace(path, text),
      append: (path, text, place) => refuse('append', path) ?? files.append(path, text, place),
      mark: (path) => refuse('mark', path) ?? files.mark(path),
    }),
  };
  function refuse(call: Call, path: string): Promise<never> | undefined {
    if (disk.failing !== call) return undefined;
    const cause = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return Promise.reject(storeErrorOf(cause, { path, doing: 'written' }));
  }
  return disk;
}
