import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/shared/log.ts';
import { openLowdbStore } from '../../src/store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import { AT } from './examples.ts';
import { storeContract } from './store-contract.ts';

const now = () => AT;

storeContract('lowdb in memory', async () => {
  const store = await openMemoryStore({ now });
  return { store, dispose: () => store.close() };
});

storeContract('lowdb on disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-store-'));
  const open = () => openLowdbStore({ folder, now, log: silentLog });
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    flipAuditByte: async (place) => {
      const [name = ''] = await readdir(join(folder, 'audit'));
      const bytes = await readFile(join(folder, 'audit', name));
      const index = Math.floor(place * bytes.length);
      bytes[index] = (bytes[index] ?? 0) ^ (1 << (index % 7));
      await writeFile(join(folder, 'audit', name), bytes);
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
