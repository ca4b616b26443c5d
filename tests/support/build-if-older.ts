import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Tests run the built program: it is built again only when something that goes into it is newer.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const INTO_IT = [
  'src',
  'intents',
  'answers',
  'docs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
];
/** What the build writes near its end. */
const BUILT = join(ROOT, 'dist/help/index.html');

function writtenAt(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => writtenAt(join(path, name))));
}

const isOlder = () =>
  Math.max(...INTO_IT.map((part) => writtenAt(join(ROOT, part)))) > statSync(BUILT).mtimeMs;

if (!existsSync(BUILT) || isOlder()) {
  const { status } = spawnSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
