import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../../domain/ids.ts';
import { HOUR_MS } from '../../../shared/clock.ts';
import { bad, doubtful, type Finding, good } from '../finding.ts';

/** A day, and two hours for a job that began late. */
const OLDEST_MS = 26 * HOUR_MS;
const MAKE_ONE = 'Let a timer run askwell data backup each day, and try a restore once.';

/** Where backups are is not ours to know: whoever asks names the folder. */
export async function checkBackups(folder: string | undefined, now: Instant): Promise<Finding[]> {
  if (folder === undefined) {
    const todo = 'Name their folder: askwell doctor --backups FOLDER';
    return [doubtful('backups', 'not looked at', todo)];
  }
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return [bad('backups', `${folder} cannot be read`, MAKE_ONE)];
  const files = await Promise.all(
    names.map(async (name) => ({ name, ...(await sizeOf(join(folder, name))) })),
  );
  const newest = files
    .filter(({ isFile, bytes }) => isFile && bytes > 0)
    .sort((a, b) => b.writtenMs - a.writtenMs)
    .at(0);
  if (!newest) return [bad('backups', `${folder} holds no backup`, MAKE_ONE)];
  const ageMs = Date.parse(now) - newest.writtenMs;
  const found = `${newest.name} is ${Math.max(0, Math.round(ageMs / HOUR_MS))} hours old, ${(newest.bytes / 1e6).toFixed(1)} MB`;
  return ageMs > OLDEST_MS ? [bad('backups', found, MAKE_ONE)] : [good('backups', found)];
}

async function sizeOf(path: string) {
  const found = await stat(path);
  return { isFile: found.isFile(), bytes: found.size, writtenMs: found.mtimeMs };
}
