import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StaffMember } from '../../../domain/staff.ts';
import { parserOf } from '../../format/parser-of.ts';
import { codeOf, storeErrorOf } from '../files/store-error-of.ts';

/**
 * Who works here, read beside a server that may run on this folder: each file is replaced as a whole, so what is read
 * is never torn. Nobody where there is no such folder.
 */
export async function readStaff(dataFolder: string): Promise<StaffMember[]> {
  const folder = join(dataFolder, 'staff');
  const parse = parserOf(StaffMember);
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const paths = names.map((name) => join(folder, name));
    return await Promise.all(paths.map(async (path) => parse(await readFile(path, 'utf8'), path)));
  } catch (err) {
    if (codeOf(err) === 'ENOENT') return [];
    throw storeErrorOf(err, { path: folder, doing: 'read' });
  }
}
