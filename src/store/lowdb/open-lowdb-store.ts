import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { NO_SEAL, type Seal } from '../seal/create-seal.ts';
import type { Store } from '../store.ts';
import { buildStore } from './build-store.ts';
import { openDiskFiles } from './files/disk-files.ts';
import type { Files } from './files/files.ts';
import { lockFolder } from './files/folder-lock.ts';
import { sealedFiles } from './files/sealed-files.ts';
import { hasFormat, writeFormat } from './folder-format.ts';
import { takeKeys } from './sealing/take-keys.ts';

/**
 * The store of one process on one machine, in a folder that is made when it is not there. Throws a `StoreError`, and
 * changes nothing, when the folder was written by a newer Askwell, is in use, damaged or
 * out of reach, or was sealed with a key that is not here.
 */
export async function openLowdbStore(options: {
  folder: string;
  now: Clock;
  log: Log;
  /** Without one, words are kept as they are. */
  seal?: Seal;
  /** Stands in for the disk in tests of what fails. */
  openFiles?: (folder: string) => Promise<Files>;
}): Promise<Store> {
  const { folder, now, log, seal = NO_SEAL, openFiles = openDiskFiles } = options;
  const isNew = !(await hasFormat(folder));
  const release = await lockFolder(folder);
  try {
    const files = await openFiles(folder);
    await takeKeys({ files, seal, isNew });
    if (isNew) await writeFormat(files);
    return await buildStore({ files: sealedFiles(files, seal), now, log, release });
  } catch (err) {
    await release();
    throw err;
  }
}
