import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openDiskFiles } from '../../src/store/lowdb/files/disk-files.ts';
import { openLowdbStore } from '../../src/store/lowdb/open-lowdb-store.ts';

/** A folder's store that does not wait for the disk: to fill it quickly, never to serve from. */
export const openHastyStore = (folder: string) =>
  openLowdbStore({
    folder,
    now: systemClock,
    log: silentLog,
    openFiles: async (path) => ({
      ...(await openDiskFiles(path)),
      async replace(name, text) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), text);
      },
    }),
  });
