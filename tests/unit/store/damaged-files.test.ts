import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { StoreError } from '../../../src/store/store.ts';
import { AT, aConversation, aConversationId, anEntry, aTicket } from '../../contract/examples.ts';
import { write } from '../../contract/store-under-test.ts';
import { aFolder, aStoreOn } from './a-folder.ts';

/** What follows must not leave a piece of the torn line behind it. */
const LONGER_THAN_A_LINE = 'x'.repeat(1000);

const id = aConversationId();
const conversationPath = `conversations/${id.slice(2, 4)}/${id}.json`;

test.each([
  ['cut off', (text: string) => text.slice(0, 100), 'not JSON'],
  ['empty', () => '', 'not JSON'],
  ['without a field', (text: string) => text.replace('"turns":[],', ''), 'turns'],
  [
    'from a newer Askwell',
    (text: string) => text.replace('"schema":2', '"schema":3'),
    'newer Askwell',
  ],
  ['of another patient', (text: string) => text.replace(id, aConversationId('x')), 'another'],
])(
  'a conversation file that is %s is refused by name, and never written over',
  async (_, spoil, problem) => {
    const folder = await aFolder();
    const first = await aStoreOn(folder);
    await write(first, aConversation({ delivered: { note: 'my head hurts' } }));
    await first.close();
    const path = join(folder, conversationPath);
    const spoilt = spoil(await readFile(path, 'utf8'));
    await writeFile(path, spoilt);

    const store = await aStoreOn(folder);
    for (const attempt of [
      () => store.conversations.find(id),
      () => write(store, aConversation()),
    ]) {
      const error = await attempt().catch((err: unknown) => err);
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).toContain(path);
      expect(String(error)).toContain(problem);
      expect(String(error)).toMatch(/backup/);
      expect(String(error) + String((error as Error).cause)).not.toContain('head');
    }
    expect(await readFile(path, 'utf8')).toBe(spoilt);
  },
);

test('a damaged conversation with an open ticket stops the start, so that no ticket vanishes unseen', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  await write(first, aConversation({ tickets: [aTicket()] }));
  await first.close();
  await truncate(join(folder, conversationPath), 50);

  await expect(aStoreOn(folder)).rejects.toThrow(conversationPath);
  await expect(aStoreOn(folder)).rejects.toThrow(StoreError);
});

test('a data folder of a newer Askwell is refused and nothing in it is touched', async () => {
  const folder = await aFolder();
  await writeFile(join(folder, 'format.json'), '{"format":2}');

  const opening = openLowdbStore({ folder, now: () => AT, log: silentLog });

  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow('newer Askwell');
  expect(await readdir(folder)).toEqual(['format.json']);
});

test('a data folder that is a file is refused with what to do', async () => {
  const file = join(await aFolder(), 'file');
  await writeFile(file, '');
  const opening = openLowdbStore({ folder: file, now: () => AT, log: silentLog });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow('DATA_DIR');
});

test('a ticket number that a crash left half-written is cut off, and the next one is whole', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  await first.conversations.reserveTicketNumber(id);
  await first.close();
  await appendFile(
    join(folder, 'tickets.ndjson'),
    `{"number":2,"conversationId":"${LONGER_THAN_A_LINE}`,
  );

  const second = await aStoreOn(folder);
  expect(await second.conversations.reserveTicketNumber(id)).toBe(2);
  await second.close();

  const third = await aStoreOn(folder);
  expect(await third.conversations.reserveTicketNumber(id)).toBe(3);
});

test('ticket numbers that are damaged inside stop the start and name the line', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  for (let count = 0; count < 3; count++) await first.conversations.reserveTicketNumber(id);
  await first.close();
  const path = join(folder, 'tickets.ndjson');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"number":2', '"number":3'));

  await expect(aStoreOn(folder)).rejects.toThrow(`${path}: damaged (line 3)`);
});

test('an audit entry that a crash left half-written is cut off, and the chain goes on', async () => {
  const folder = await aFolder();
  const first = await aStoreOn(folder);
  await first.audit.append([anEntry('e1')]);
  await first.close();
  await appendFile(
    join(folder, 'audit/2026-11.ndjson'),
    `{"entry":{"action":"${LONGER_THAN_A_LINE}`,
  );

  const second = await aStoreOn(folder);
  await second.audit.append([anEntry('e2')]);
  expect(await second.audit.verify()).toEqual({ entries: 2, brokenAt: undefined });
  await second.close();

  const third = await aStoreOn(folder);
  expect((await third.audit.latest(9)).map((entry) => entry.id)).toEqual(['e2', 'e1']);
});

test('a break in the audit trail is told by file and line', async () => {
  const folder = await aFolder();
  const store = await aStoreOn(folder);
  await store.audit.append([anEntry('e1'), anEntry('e2', { by: 's_maria' }), anEntry('e3')]);
  const path = join(folder, 'audit/2026-11.ndjson');
  await writeFile(path, (await readFile(path, 'utf8')).replace('s_maria', 's_peter'));
  expect(await store.audit.verify()).toEqual({
    entries: 1,
    brokenAt: 'audit/2026-11.ndjson line 2',
  });
});

test('entries taken off the end of the audit trail are missed', async () => {
  const folder = await aFolder();
  const store = await aStoreOn(folder);
  await store.audit.append([anEntry('e1')]);
  await store.audit.append([anEntry('e2')]);
  const path = join(folder, 'audit/2026-11.ndjson');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.slice(0, text.indexOf('\n') + 1));

  expect((await store.audit.verify()).brokenAt).toBe('the end of audit/2026-11.ndjson');
  await expect(store.audit.append([anEntry('e3')])).rejects.toThrow('became shorter');
});

test('the audit chain runs on through the months, whatever the clock does', async () => {
  const folder = await aFolder();
  const months = ['2026-11', '2026-12', '2026-11', '2027-01'];
  let month = '';
  let store = await aStoreOn(folder, { now: () => `${month}-05T00:00:00.000Z` });
  for (month of months) {
    await store.audit.append([anEntry(`${month}-a`), anEntry(`${month}-b`)]);
    await store.close();
    store = await aStoreOn(folder, { now: () => `${month}-05T00:00:00.000Z` });
  }
  expect(await store.audit.verify()).toEqual({ entries: 6, brokenAt: undefined });
  expect(await readdir(join(folder, 'audit'))).toEqual(
    ['2026-11', '2026-12', '2027-01'].map((name) => `${name}.ndjson`),
  );
  expect((await store.audit.latest(5)).map((entry) => entry.id)).toEqual([
    '2027-01-b',
    '2027-01-a',
    '2026-12-b',
    '2026-12-a',
    '2026-11-b',
  ]);
});

test('files that are not of the store do not stop it', async () => {
  const folder = await aFolder();
  await (await aStoreOn(folder)).close();
  for (const place of ['pending', 'answers', 'audit']) {
    await mkdir(join(folder, place), { recursive: true });
    await writeFile(join(folder, place, '.DS_Store'), 'x');
  }
  const store = await aStoreOn(folder);
  expect(await store.answers.all()).toEqual([]);
  expect((await store.audit.verify()).entries).toBe(0);
});
