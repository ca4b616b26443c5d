import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, runAskwell, serveAskwell } from '../support/program.ts';

test('beside a running server the audit is proved, and the answers wait until it has stopped', async () => {
  const [dataFolder, files] = [aFolder(), join(aFolder(), 'answers')];
  const env = { DATA_DIR: dataFolder };
  const serving = await serveAskwell(env);
  const verified = await runAskwell(['audit', 'verify', '--json'], { env });
  expect([verified.code, JSON.parse(verified.out)]).toEqual([
    0,
    expect.objectContaining({ ok: true, broken: null }),
  ]);
  const refused = await runAskwell(['answers', 'export', files], { env });
  expect([refused.code, refused.err]).toEqual([
    2,
    `${dataFolder}: another Askwell runs on this folder. Stop that one first, or set DATA_DIR to another folder. While it runs, change answers in the console; "askwell data backup FILE" copies everything beside it.\n`,
  ]);
  serving.child.kill('SIGTERM');
  await serving.ended;

  expect((await runAskwell(['answers', 'export', files], { env })).code).toBe(0);
  const path = join(files, 'driving', 'after-treatment.en.md');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('Plan a ride', 'Plan your ride'));
  const { out } = await runAskwell(['answers', 'diff', files], { env });
  expect(out).toContain('[-a-]{+your+}');
  const again = join(aFolder(), 'answers');
  mkdirSync(again);
  expect((await runAskwell(['answers', 'export', again, '--json'], { env })).code).toBe(0);
  expect(readdirSync(again).sort()).toEqual(readdirSync(files).sort());
  const nobody = await runAskwell(['answers', 'import', files, '--by', 'mia'], { env });
  expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('--by names nobody')]);
}, 120_000);
