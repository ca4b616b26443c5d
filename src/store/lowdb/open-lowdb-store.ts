import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { fromTheFuture, parserOf } from '../format/parser-of.ts';
import type { Store } from '../store.ts';
import { buildStore } from './build-store.ts';
import { openDiskFiles } from './files/disk-files.ts';
import type { Files } from './files/files.ts';
import { lockFolder } from './files/folder-lock.ts';
import { codeOf, storeErrorOf } from './files/store-error-of.ts';

const FORMAT = 1;
const FORMAT_FILE = 'format.json';
const Format = z.object({ format: z.number().int().positive() });

/**
 * The store of one process on one machine, in a folder that is made when it is not there. Throws a `StoreError`, and
 * changes nothing, when the folder was written by a newer Askwell, is in use, damaged or out of reach.
 */
export async function openLowdbStore(options: {
  folder: string;
  now: Clock;
  log: Log;
  /** Stands in for the disk in tests of what fails. */
  openFiles?: (folder: string) => Promise<Files>;
}): Promise<Store> {
  const { folder, now, log, openFiles = openDiskFiles } = options;
  const isNew = !(await hasFormat(folder));
  const release = await lockFolder(folder);
  try {
    const files = await openFiles(folder);
    if (isNew) await files.replace(FORMAT_FILE, JSON.stringify({ format: FORMAT }));
    return await buildStore({ files, now, log, release });
  } catch (err) {
    await release();
    throw err;
  }
}

async function hasFormat(folder: string): Promise<boolean> {
  const path = join(folder, FORMAT_FILE);
  const text = await readFile(path, 'utf8').catch((err: unknown) => {
    if (codeOf(err) === 'ENOENT') return undefined;
    throw storeErrorOf(err, { path, doing: 'read' });
  });
  if (text === undefined) return false;
  if (parserOf(Format)(text, path).format > FORMAT) throw fromTheFuture(path);
  return true;
}
