import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock, unlock } from 'fs-native-extensions';
import { codeOf } from './store-error-of.ts';

/** Whether a process has the folder just now. Makes no file, and gives the lock back in the same breath. */
export async function isFolderInUse(folder: string): Promise<boolean> {
  const handle = await open(join(folder, 'lock'), 'r+').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return false;
  try {
    const isFree = tryLock(handle.fd);
    if (isFree) unlock(handle.fd);
    return !isFree;
  } finally {
    await handle.close();
  }
}
