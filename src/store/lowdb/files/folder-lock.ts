import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock, unlock } from 'fs-native-extensions';
import { StoreInUseError } from '../../store.ts';
import { storeErrorOf } from './store-error-of.ts';

/**
 * Keeps a second process out of the folder, which is made when it is not there. The kernel holds the lock, so it is
 * gone with the process, however that ends. Gives back how to release it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(path, 'a+', 0o600);
    if (tryLock(handle.fd)) {
      return async () => {
        unlock(handle.fd);
        await handle.close();
      };
    }
    await handle.close();
  } catch (err) {
    throw storeErrorOf(err, { path, doing: 'locked' });
  }
  throw new StoreInUseError(
    `${folder}: another Askwell runs on this folder. Stop that one first, or set DATA_DIR to another folder.`,
  );
}
