import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds pages by this file of Vite's settings, as `place` in a folder that goes when the process ends. Gives the folder. */
export async function buildPages(settings: URL, place: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-pages-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outDir = join(folder, place);
  await build({ configFile: fileURLToPath(settings), logLevel: 'silent', build: { outDir } });
  return folder;
}
