import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { beginningOf, createSeal, keyOf, type Seal } from '../store/seal/create-seal.ts';
import { CLEAR, type StoreKey } from '../store/seal/store-keys.ts';

/** Whole files: each has the old bytes or the new ones at every moment. */
export type KeptFiles = {
  /** Rejects as `readFile` does, and with a `StoreError` when the key is not here. */
  read(path: string): Promise<Buffer>;
  write(path: string, bytes: Buffer | string): Promise<void>;
};

export const PLAIN_FILES: KeptFiles = {
  read: (path) => readFile(path),
  async write(path, bytes) {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, bytes);
  },
};

/** Longer than what tells the key. */
const HEAD = 50;

/**
 * Files sealed with the first key, each bound to its folder and name. What lies in the clear is read all the same: before
 * these were sealed at all, an installation with keys kept them so, and what they say is hashed in the state beside them.
 */
export function sealedFiles(keys: readonly StoreKey[]): KeptFiles {
  if (keys.length === 0) return PLAIN_FILES;
  const seal = createSeal(keys);
  return {
    read: async (path) => opened(await PLAIN_FILES.read(path), { seal, path }),
    write: (path, bytes) => PLAIN_FILES.write(path, sealed(Buffer.from(bytes), { seal, path })),
  };
}

type Place = { seal: Seal; path: string };

function sealed(bytes: Buffer, { seal, path }: Place): Buffer {
  if (seal.writes === CLEAR) return bytes;
  const body = seal.sealBytes(bytes, nameOf(path));
  return Buffer.concat([Buffer.from(beginningOf(seal.writes)), body]);
}

function opened(stored: Buffer, { seal, path }: Place): Buffer {
  const id = keyOfFile(stored);
  if (id === CLEAR) return stored;
  const body = stored.subarray(beginningOf(id).length);
  return seal.openBytes(body, { id, name: nameOf(path), where: path });
}

/** Id of the key that a file was sealed with; `clear` when it is not. */
export function keyOfFile(stored: Buffer): string {
  return keyOf(stored.toString('latin1', 0, HEAD));
}

/** The same wherever DATA_DIR lies. */
function nameOf(path: string): string {
  return join('classifier', basename(dirname(path)), basename(path));
}
