import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fromTheFuture, parserOf } from '../format/parser-of.ts';
import type { Files } from './files/files.ts';
import { codeOf, storeErrorOf } from './files/store-error-of.ts';

const FORMAT = 1;
const FORMAT_FILE = 'format.json';
const Format = z.object({ format: z.number().int().positive() });

/** Whether a store is in the folder. Throws a `StoreError` when a newer Askwell wrote it. */
export async function hasFormat(folder: string): Promise<boolean> {
  const path = join(folder, FORMAT_FILE);
  const text = await readFile(path, 'utf8').catch((err: unknown) => {
    if (codeOf(err) === 'ENOENT') return undefined;
    throw storeErrorOf(err, { path, doing: 'read' });
  });
  if (text === undefined) return false;
  if (parserOf(Format)(text, path).format > FORMAT) throw fromTheFuture(path);
  return true;
}

export function writeFormat(files: Pick<Files, 'replace'>): Promise<void> {
  return files.replace(FORMAT_FILE, JSON.stringify({ format: FORMAT }));
}
