import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const { default: config } = await import(
  new URL('../../.dependency-cruiser.js', import.meta.url).href
);
const ROOT = new URL('../../', import.meta.url).pathname;

/** A small tree in which one file breaks one rule, beside the packages that are really installed. */
async function brokenRules(file: string, imported: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-rules-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const files: Record<string, string> = {
    'src/store/store.ts': 'export type Store = 1;',
    'src/domain/words.ts': 'export type Word = 1;',
    'src/conversation/turn.ts': 'export type Turn = 1;',
    'src/classifier/classify.ts': 'export type Class = 1;',
    'src/channels/web/web.ts': 'export type Web = 1;',
    'src/app.ts': 'export type App = 1;',
    'src/app/serving/serve.ts': 'export type Serve = 1;',
    'src/main.ts': 'export type Main = 1;',
    'tests/support/kit.ts': 'export type Kit = 1;',
  };
  for (const [path, text] of Object.entries({
    ...files,
    [file]: `import type {} from '${imported}';`,
  })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { options, forbidden } = config;
  const { tsConfig: _own, ...cruiseOptions } = options;
  const result = await cruise(['src', 'tests'], {
    ...cruiseOptions,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden },
  });
  return (result.output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

test.each([
  ['src/domain/bad.ts', '../store/store.ts', 'domain-outward'],
  ['src/safety/bad.ts', '../classifier/classify.ts', 'step-to-step'],
  ['src/safety/bad.ts', '../conversation/turn.ts', 'step-to-step'],
  ['src/conversation/bad.ts', '../channels/web/web.ts', 'core-to-edge'],
  ['src/channels/slack/bad.ts', '../web/web.ts', 'edge-to-edge'],
  ['src/console/bad.ts', '../channels/web/web.ts', 'edge-to-edge'],
  ['src/cli/bad.ts', '../../tests/support/kit.ts', 'src-to-tests'],
  ['src/cli/bad.ts', '../app.ts', 'only-main-imports-app'],
  ['src/cli/bad.ts', '../app/serving/serve.ts', 'only-main-imports-app'],
  ['src/safety/bad.ts', '../app/serving/serve.ts', 'core-to-edge'],
  ['src/cli/bad.ts', '../main.ts', 'nobody-imports-main'],
  ['src/cli/bad.ts', './nothing.ts', 'unresolved'],
  ['src/store/store.ts', '../domain/words.ts', undefined],
  ['src/conversation/bad.ts', 'botkit', 'only-in-bot'],
  ['src/conversation/bad.ts', '@slack/bolt', 'only-in-slack'],
  ['src/bot/bad.ts', 'fastify', 'only-in-web-and-console'],
  ['src/safety/bad.ts', 'natural', 'only-in-classifier'],
  ['src/console/bad.ts', 'lowdb', 'only-in-lowdb'],
])('%s that imports %s breaks the rule %s', async (file, imported, rule) => {
  expect(await brokenRules(file, imported)).toEqual(
    rule === undefined ? [] : expect.arrayContaining([rule]),
  );
});
