import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { conversationIdOf, IntentId, newStaffId } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/shared/log.ts';
import { SMALL_EXAMPLES } from '../unit/classifier/small-examples.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DRIVING = IntentId.parse('driving.after_treatment');
const ANSWERS = {
  'driving.after_treatment': 'driving/after-treatment',
  'prep.clothes': 'prep/clothes',
};

/** A program with three intents, which learns in no time; its answers and its safety gate are those that ship. */
function aSmallRoot(): URL {
  const root = mkdtempSync(join(tmpdir(), 'askwell-small-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['intents', 'answers/driving', 'answers/prep', 'dist/models']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const name of [...Object.keys(ANSWERS), 'out_of_scope.everyday']) {
    const examples = (SMALL_EXAMPLES[name] ?? []).map(
      (text) => `        - ${JSON.stringify(text)}`,
    );
    const [topic = ''] = name.split('.');
    const intent = [`  - id: ${name}`, '    about: x', '    examples:', '      en:', ...examples];
    const yaml = [`topic: ${topic}`, 'intents:', ...intent, ''].join('\n');
    writeFileSync(join(root, 'intents', `${topic}.yaml`), yaml);
  }
  for (const path of Object.values(ANSWERS)) {
    cpSync(join(ROOT, `answers/${path}.en.md`), join(root, `answers/${path}.en.md`));
  }
  const question = '{ text: off to work by car on the morning after, locale: en, expect: driving }';
  writeFileSync(join(root, 'answers/test-questions.yaml'), `questions:\n  - ${question}\n`);
  const models = join(ROOT, 'dist/models');
  for (const model of readdirSync(models).filter((file) => file.startsWith('concerns'))) {
    symlinkSync(join(models, model), join(root, 'dist/models', model));
  }
  return pathToFileURL(`${root}/`);
}

function aPatient({ receive }: App, secret: string) {
  let asked = 0;
  return async (text: string) => {
    asked += 1;
    const messageId = `${secret}/${asked}`;
    const message = { conversationId: conversationIdOf(secret), messageId, text };
    return (await receive({ ...message, channel: 'web' })).turn;
  };
}

test('a question gets its answer in an open chat once an example was put live, and the chat goes on meanwhile', async () => {
  const app = await openApp({
    config: readConfig({ STORE: 'memory' }),
    root: aSmallRoot(),
    log: silentLog,
  });
  onTestFinished(() => app.close());
  const ask = aPatient(app, 'the patient of the jalopy');
  expect(await ask('what about the jalopy')).toMatchObject({ answers: [] });

  const by = newStaffId();
  for (const text of ['the jalopy afterwards', 'jalopy the same evening', 'is my jalopy allowed']) {
    const example = { text, intent: DRIVING, locale: 'en' as const, by };
    expect(await app.exampleDesk.propose(example)).toMatchObject({ kind: 'proposed' });
  }
  const trial = app.exampleDesk.tryOut();
  const other = aPatient(app, 'somebody else');
  while ((await app.exampleDesk.trying()).state === 'running') {
    expect(await other('can i wear contact lenses')).toMatchObject({ replyKind: 'answer' });
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await trial).toMatchObject({ kind: 'ready' });
  expect(await app.exampleDesk.publish(by)).toEqual({ kind: 'published', count: 3 });

  expect(await ask('what about the jalopy')).toMatchObject({
    replyKind: 'answer',
    answers: [{ id: 'driving.after-treatment' }],
  });
});
