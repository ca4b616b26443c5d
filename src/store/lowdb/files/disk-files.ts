import { constants } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGroupCommit } from '../../order/group-commit.ts';
import { StoreError } from '../../store.ts';
import type { Files, ReadFiles } from './files.ts';
import { codeOf, storeErrorOf } from './store-error-of.ts';

/** Half-written files wait here for their rename, so that a crash leaves nothing beside the real ones. */
const UNFINISHED = 'tmp';
/** What patients wrote is for the account that runs Askwell alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** The files of a folder on disk. Expects to be alone on it: what a crash left half-written is removed. */
export async function openDiskFiles(folder: string): Promise<Files> {
  const full = (path: string) => join(folder, path);
  const folders = createFolders(full);
  let written = 0;

  await at(full(UNFINISHED), 'written', async () => {
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await rm(full(UNFINISHED), { recursive: true, force: true });
    await folders.make(UNFINISHED);
    await settle(folder, folders);
  });

  return {
    ...openFilesToRead(folder),
    remove: (path) => at(full(path), 'written', () => rm(full(path), { force: true })),
    erase: (path) =>
      at(full(path), 'written', async () => {
        await rm(full(path), { force: true });
        await folders.sync(dirname(path));
      }),
    replace: (path, text, keeping) =>
      at(full(path), 'written', async () => {
        const unfinished = full(`${UNFINISHED}/${++written}`);
        await folders.make(dirname(path));
        try {
          // writeFile goes on after a short write or fails; the libraries for atomic writes do neither, and put
          // a torn file in place of a good one when the disk is nearly full (DECISIONS).
          await withFile(unfinished, 'w', async (file) => {
            await file.writeFile(text);
            if (keeping) await file.utimes(keeping.writtenAt / 1000, keeping.writtenAt / 1000);
            await file.sync();
          });
          await rename(unfinished, full(path));
        } catch (err) {
          await rm(unfinished, { force: true }).catch(() => undefined);
          throw err;
        }
        await folders.sync(dirname(path));
      }),

    append: (path, text, { at: place }) =>
      at(full(path), 'written', async () => {
        await folders.make(dirname(path));
        const length = await withFile(full(path), constants.O_RDWR | constants.O_CREAT, (file) =>
          writeAt(file, full(path), { text, place }),
        );
        if (place === 0) await folders.sync(dirname(path));
        return length;
      }),

    mark: (path) =>
      at(full(path), 'written', async () => {
        await folders.make(dirname(path));
        await withFile(full(path), 'a', async () => undefined);
        await folders.sync(dirname(path));
      }),
  };
}

/**
 * A process that was killed may have changed folders, and written to the end of files, without having synced them. What
 * it left is read and acted upon from here on, so a power cut must not take it back.
 */
async function settle(folder: string, { sync }: Pick<ReturnType<typeof createFolders>, 'sync'>) {
  const look = (path: string) => readdir(join(folder, path), { withFileTypes: true });
  const foldersIn = async (path: string) =>
    (await look(path)).filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  const outer = await foldersIn('.');
  const inner = await Promise.all(outer.map(foldersIn));
  await Promise.all(['.', ...outer, ...inner.flat()].map(sync));
  for (const path of ['.', ...outer]) {
    const grown = (await look(path)).filter(({ name }) => name.endsWith('.ndjson'));
    await Promise.all(
      grown.map(({ name }) => withFile(join(folder, path, name), 'r+', (file) => file.datasync())),
    );
  }
}

/** The same for one who only reads, also beside the process that has the folder. */
export function openFilesToRead(folder: string): ReadFiles {
  const full = (path: string) => join(folder, path);
  return {
    where: full,
    read: (path) =>
      at(full(path), 'read', () => orWhenMissing(undefined, readFile(full(path), 'utf8'))),
    size: (path) =>
      at(
        full(path),
        'read',
        async () => (await orWhenMissing(undefined, stat(full(path))))?.size ?? 0,
      ),
    list: (path) => at(full(path), 'read', () => orWhenMissing([], readdir(full(path)))),
    writtenAt: (path) =>
      at(
        full(path),
        'read',
        async () => (await orWhenMissing(undefined, stat(full(path))))?.mtimeMs,
      ),

    readRange: (path, { from, to }) =>
      at(full(path), 'read', () => orWhenMissing(Buffer.alloc(0), readPart(full(path), from, to))),
  };
}

function readPart(path: string, from: number, to: number): Promise<Buffer> {
  return withFile(path, 'r', async (file) => {
    const bytes = Buffer.alloc(to - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  });
}

async function writeAt(
  file: FileHandle,
  path: string,
  { text, place }: { text: string; place: number },
): Promise<number> {
  const { size } = await file.stat();
  if (size < place) {
    throw new StoreError(
      `${path}: became shorter while Askwell ran. Stop Askwell and restore the file from a backup.`,
    );
  }
  if (size > place) await file.truncate(place);
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
  }
  await file.datasync();
  return place + bytes.length;
}

function createFolders(full: (path: string) => string) {
  const made = new Map<string, Promise<void>>();
  const syncs = new Map<string, (item: undefined) => Promise<void>>();

  function sync(folder: string): Promise<void> {
    const commit = syncs.get(folder) ?? createGroupCommit(() => syncFolder(full(folder)));
    syncs.set(folder, commit);
    return commit(undefined);
  }

  async function makeNow(folder: string): Promise<void> {
    await make(dirname(folder));
    const isNew = await mkdir(full(folder), { mode: FOLDER_MODE }).then(
      () => true,
      (err) => {
        if (codeOf(err) === 'EEXIST') return false;
        throw err;
      },
    );
    if (isNew) await sync(dirname(folder));
  }

  function make(folder: string): Promise<void> {
    if (folder === '.') return Promise.resolve();
    const known = made.get(folder);
    if (known) return known;
    const making = makeNow(folder);
    made.set(folder, making);
    making.catch(() => made.delete(folder));
    return making;
  }

  return { make, sync };
}

async function syncFolder(path: string): Promise<void> {
  // Windows neither needs nor allows it.
  if (process.platform === 'win32') return;
  await withFile(path, 'r', (folder) => folder.sync());
}

async function withFile<Result>(
  path: string,
  flags: string | number,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, flags, FILE_MODE);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function orWhenMissing<Value, Fallback>(
  fallback: Fallback,
  reading: Promise<Value>,
): Promise<Value | Fallback> {
  try {
    return await reading;
  } catch (err) {
    if (codeOf(err) === 'ENOENT') return fallback;
    throw err;
  }
}

async function at<Result>(
  path: string,
  doing: 'read' | 'written',
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (err) {
    throw storeErrorOf(err, { path, doing });
  }
}
