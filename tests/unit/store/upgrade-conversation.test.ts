import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aConversation, aConversationId, aTicket } from '../../contract/examples.ts';
import { write } from '../../contract/store-under-test.ts';
import { aFolder, aStoreOn } from './a-folder.ts';

const id = aConversationId();

/** A folder as Askwell 0.1 left it: a ticket that nobody has claimed was `open`, and none was paged. */
async function anOldFolder(): Promise<{ folder: string; path: string }> {
  const folder = await aFolder();
  const store = await aStoreOn(folder);
  await write(store, aConversation({ tickets: [aTicket()] }));
  await store.close();
  const path = join(folder, 'conversations', id.slice(2, 4), `${id}.json`);
  const old = (await readFile(path, 'utf8'))
    .replace('"schema":2', '"schema":1')
    .replace('"state":"new"', '"state":"open"')
    .replace(',"pages":[]', '');
  await writeFile(path, old);
  return { folder, path };
}

test('a ticket of an older Askwell is on the desk after the upgrade', async () => {
  const { folder } = await anOldFolder();
  const store = await aStoreOn(folder);
  expect(await store.conversations.openTickets()).toMatchObject([
    { ticket: { state: 'new', pages: [] } },
  ]);
  expect(await store.conversations.find(id)).toMatchObject({ schema: 2 });
});

test('a conversation of an older Askwell is written in the shape of today with its next change', async () => {
  const { folder, path } = await anOldFolder();
  const store = await aStoreOn(folder);
  expect(await readFile(path, 'utf8')).toContain('"schema":1');
  await store.conversations.update(id, async (current) => ({
    next: current && { ...current, locale: 'es' },
    result: undefined,
  }));
  const written = JSON.parse(await readFile(path, 'utf8'));
  expect(written).toMatchObject({
    schema: 2,
    locale: 'es',
    tickets: [{ state: 'new', pages: [] }],
  });
});
