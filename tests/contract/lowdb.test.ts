import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openLowdbStore } from '../../src/store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../../src/store/lowdb/open-memory-store.ts';
import { rekeyFolder } from '../../src/store/lowdb/sealing/rekey-folder.ts';
import { NO_SEAL, type Seal } from '../../src/store/seal/create-seal.ts';
import { aSeal } from '../support/a-seal.ts';
import { AT } from './examples.ts';
import { sealContract } from './seal-contract.ts';
import { storeContract } from './store-contract.ts';
import type { Open } from './store-under-test.ts';

const now = () => AT;

storeContract('lowdb in memory', async () => {
  const store = await openMemoryStore({ now });
  return { store, dispose: () => store.close() };
});

const onDisk =
  (seal: Seal): Open =>
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askwell-store-'));
    const open = () => openLowdbStore({ folder, now, log: silentLog, seal });
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
  };

storeContract('lowdb on disk', onDisk(NO_SEAL));
storeContract('lowdb on disk, sealed', onDisk(aSeal('a')));

describe('lowdb on disk: the seal', () => {
  sealContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askwell-sealed-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const pathOf = (id: string) => join(folder, 'conversations', id.slice(2, 4), `${id}.json`);
    return {
      open: (seal) => openLowdbStore({ folder, now, log: silentLog, seal }),
      rekey: (seal, onProgress = () => undefined) => rekeyFolder({ folder, seal, onProgress }),
      bytes: () => allBytes(folder),
      exchange: async (one, other) => writeFile(pathOf(other), await readFile(pathOf(one))),
    };
  });
});

async function allBytes(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Buffer.concat(await Promise.all(paths.map((path) => readFile(path))));
}
