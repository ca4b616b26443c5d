import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { bad, doubtful, type Finding, good } from '../finding.ts';

type Program = { root: URL; nodeVersion: string };

const Manifest = z.object({ version: z.string(), engines: z.object({ node: z.string() }) });

/** What `npm run build` makes, by the path in `dist/`. */
const BUILT = {
  'widget/askwell-chat.js': 'the chat',
  'console/browser/index.html': 'the console',
  'help/index.html': 'the help',
};

/** The program itself: what it runs on, and whether all of it was built. */
export function checkProgram({ root, nodeVersion }: Program): Finding[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
  return [checkNode(nodeVersion, manifest), checkBuilt(root), checkModels(root)];
}

function checkNode(nodeVersion: string, { version, engines }: z.infer<typeof Manifest>): Finding {
  const least = engines.node.replace(/^>=/, '');
  const found = `Askwell ${version} on Node ${nodeVersion}`;
  if (isAtLeast(nodeVersion, least)) return good('program.node', found);
  return bad('program.node', found, `Install Node ${least} or newer.`);
}

function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) =>
    text.replace(/^v/, '').split('.').map(Number),
  );
  for (const [place, wanted] of (want ?? []).entries()) {
    const had = have?.[place] ?? 0;
    if (had !== wanted) return had > wanted;
  }
  return true;
}

function checkBuilt(root: URL): Finding {
  const missing = Object.entries(BUILT)
    .filter(([path]) => !existsSync(new URL(`dist/${path}`, root)))
    .map(([, name]) => name);
  if (missing.length === 0) return good('program.built', 'chat, console and help are built');
  return bad('program.built', `not built: ${missing.join(', ')}`, 'Run npm run build.');
}

function checkModels(root: URL): Finding {
  const folder = new URL('dist/models/', root);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const missing = ['concerns', 'classifier'].filter(
    (kind) => !files.some((file) => file.startsWith(`${kind}-`)),
  );
  if (missing.length === 0) return good('program.models', 'models are there');
  const found = `not trained yet: ${missing.join(' and ')}`;
  return doubtful('program.models', found, 'Run askwell train, or the first start takes longer.');
}
