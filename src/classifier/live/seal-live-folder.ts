import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSeal, type Rekeyed } from '../../store/seal/create-seal.ts';
import type { StoreKey } from '../../store/seal/store-keys.ts';
import { keyOfFile, sealedFiles } from '../kept-files.ts';

/**
 * Seals every catalogue, card and model of the folder with the first key, or writes them in the clear where that is
 * `clear`. What has that key already is left alone. Throws a `StoreError` when something was sealed with a key that is
 * not there.
 */
export async function sealLiveFolder(path: string, keys: readonly StoreKey[]): Promise<Rekeyed> {
  const files = sealedFiles(keys);
  const { writes } = createSeal(keys);
  const rekeyed: Rekeyed = { sealed: 0, already: 0 };
  for (const file of await filesOf(path)) {
    if (keyOfFile(await readFile(file)) === writes) {
      rekeyed.already += 1;
      continue;
    }
    await files.write(file, await files.read(file));
    rekeyed.sealed += 1;
  }
  return rekeyed;
}

/** Ids of the keys that something in the folder is sealed with; `clear` among them when something is not. */
export async function keysOfLiveFolder(path: string): Promise<Set<string>> {
  const files = await filesOf(path);
  return new Set(await Promise.all(files.map(async (file) => keyOfFile(await readFile(file)))));
}

/** What lies in the folder of a catalogue; the state beside them names hashes alone. */
async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.parentPath !== path)
    .map((entry) => join(entry.parentPath, entry.name));
}
