import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ELEVENTY = 'node_modules/@11ty/eleventy/cmd.cjs';
const CONFIG = 'docs/help/eleventy.config.js';

/** Builds the help into this folder, as `npm run build` does. */
export async function buildHelp(folder: string): Promise<void> {
  const args = [ELEVENTY, '--quiet', `--config=${CONFIG}`, `--output=${folder}`];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
}
