import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Makes a script into one that plain Node runs, since a child process knows no TypeScript. */
export async function bundleScript(
  source: URL,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'askwell-script-'));
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(source),
      outDir,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'script.mjs' } },
    },
  });
  await symlink(join(root, 'node_modules'), join(outDir, 'node_modules'));
  return {
    path: join(outDir, 'script.mjs'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
