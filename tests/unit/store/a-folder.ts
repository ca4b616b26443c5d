import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { silentLog } from '../../../src/shared/log.ts';
import { openDiskFiles } from '../../../src/store/lowdb/files/disk-files.ts';
import type { Files } from '../../../src/store/lowdb/files/files.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { AT } from '../../contract/examples.ts';

/** An empty folder that is gone when the test is over. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The store on a folder; closed when the test is over, if it was not before. */
export async function aStoreOn(
  folder: string,
  but: { wrap?: (files: Files) => Partial<Files>; now?: () => string } = {},
): Promise<Store> {
  const store = await openLowdbStore({
    folder,
    now: but.now ?? (() => AT),
    log: silentLog,
    openFiles: async () => {
      const files = await openDiskFiles(folder);
      return { ...files, ...but.wrap?.(files) };
    },
  });
  onTestFinished(() => store.close());
  return store;
}
