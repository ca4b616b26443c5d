import { keyOf, type Rekeyed, type Seal } from '../../seal/create-seal.ts';
import { StoreError } from '../../store.ts';
import { CONVERSATIONS } from '../conversations/conversation-file.ts';
import { openDiskFiles } from '../files/disk-files.ts';
import type { Files } from '../files/files.ts';
import { lockFolder } from '../files/folder-lock.ts';
import { hasFormat } from '../folder-format.ts';
import { keepOneKey, takeKeys } from './take-keys.ts';

const FOLDERS = ['answers', 'staff', 'documents', CONVERSATIONS];
const AT_ONCE = 16;

/**
 * Seals everything in a folder with the first key. Broken off, it goes on where it was: what has that key already is left
 * alone. The order in which things were last written stays. Throws a `StoreError` when somebody works on the folder.
 */
export async function rekeyFolder(options: {
  folder: string;
  seal: Seal;
  onProgress: (done: number, of: number) => void;
}): Promise<Rekeyed> {
  const { folder, seal, onProgress } = options;
  if (!(await hasFormat(folder))) {
    throw new StoreError(
      `${folder}: nothing is kept there. Set DATA_DIR to the folder of a store.`,
    );
  }
  const release = await lockFolder(folder);
  try {
    const files = await openDiskFiles(folder);
    await takeKeys({ files, seal, isNew: false });
    const paths = await sealedPaths(files);
    const rekeyed: Rekeyed = { sealed: 0, already: 0 };
    for (let from = 0; from < paths.length; from += AT_ONCE) {
      const batch = paths.slice(from, from + AT_ONCE);
      const outcomes = await Promise.all(batch.map((path) => rekeyOne(path, { files, seal })));
      for (const outcome of outcomes) rekeyed[outcome] += 1;
      onProgress(from + batch.length, paths.length);
    }
    await keepOneKey({ files, seal });
    return rekeyed;
  } finally {
    await release();
  }
}

async function sealedPaths(files: Files): Promise<string[]> {
  const paths = ['secrets.json'];
  const folders = [...FOLDERS];
  for (const folder of folders) {
    for (const name of await files.list(folder)) {
      if (name.endsWith('.json')) paths.push(`${folder}/${name}`);
      else if (folder === CONVERSATIONS) folders.push(`${folder}/${name}`);
    }
  }
  return paths;
}

async function rekeyOne(
  path: string,
  { files, seal }: { files: Files; seal: Seal },
): Promise<keyof Rekeyed> {
  const [stored, writtenAt = 0] = await Promise.all([files.read(path), files.writtenAt(path)]);
  if (stored === undefined || keyOf(stored) === seal.writes) return 'already';
  const text = seal.open(stored, { name: path, where: files.where(path) });
  await files.replace(path, seal.seal(text, path), { writtenAt });
  return 'sealed';
}
