import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { demoParts } from '../../src/app/commands/demo-parts.ts';
import { openApp } from '../../src/app.ts';
import { markDemoFolder, readDemoFolder } from '../../src/cli/demo/demo-folder.ts';
import { fillDemo } from '../../src/cli/demo/fill-demo.ts';
import { readDemoQuestions } from '../../src/cli/demo/read-questions.ts';
import { signInsOf } from '../../src/cli/demo/scenes/sample-people.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/shared/log.ts';
import { signedIn, theProgram } from '../support/demo-program.ts';
import { aFolder } from '../support/program.ts';

const ROOT = new URL('../../', import.meta.url);

type Listed = Record<string, unknown[]>;

test('each page has something to show in the demo, to each role', async () => {
  const folder = join(aFolder(), 'demo');
  const program = theProgram('demo', '--folder', folder, '--conversations', '24');
  onTestFinished(async () => {
    program.end();
    expect(await program.ended).toBe(0);
  });
  const out = await program.said(/sample-doctor .*\n/);
  expect(out).toContain('Everything in it is made up');

  const nurse = await signedIn(out, 'sample-nurse');
  const { open } = (await nurse.get('/tickets')) as { open: { urgency: string; state: string }[] };
  expect(open.map(({ urgency }) => urgency)).toEqual(
    expect.arrayContaining(['emergency', 'urgent', 'routine']),
  );
  expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['new', 'claimed', 'answered']));
  expect(JSON.stringify(await nurse.get('/canned-texts?locale=en')).length).toBeGreaterThan(200);

  const editor = await signedIn(out, 'sample-editor');
  const { answers } = (await editor.get('/answers')) as { answers: { state: string }[] };
  expect(answers.length).toBeGreaterThan(50);
  const { groups } = (await editor.get('/review')) as { groups: Listed };
  expect(groups.publish).not.toEqual([]);
  expect(groups.translate).not.toEqual([]);
  expect(groups.mine).not.toEqual([]);
  const doctor = await signedIn(out, 'sample-doctor');
  expect(((await doctor.get('/review')) as { groups: Listed }).groups.approve).not.toEqual([]);
  expect(((await editor.get('/gaps')) as Listed).gaps).not.toEqual([]);
  expect(((await editor.get('/examples')) as Listed).pending).toHaveLength(2);
  expect((await editor.get('/questions')) as { shipped: number }).toHaveProperty('shipped');
  expect(((await editor.get('/recalls')) as Listed).withdrawn).toMatchObject([
    { id: 'prep.arrival', rounds: [{ words: 'notice' }] },
  ]);
  const { days } = (await editor.get('/figures?days=28')) as { days: { questions: number }[] };
  expect(days.reduce((sum, { questions }) => sum + questions, 0)).toBeGreaterThan(24);

  const admin = await signedIn(out, 'sample-admin');
  expect(((await admin.get('/people')) as Listed).people).toHaveLength(5);
  expect(((await admin.get('/audit')) as Listed).entries?.length).toBeGreaterThan(50);
  expect(await admin.get('/clinic')).toMatchObject({ facts: { name: 'Sample Clinic' } });
  for (const path of ['/desk-health', '/deliveries', '/choices', '/colleagues', '/contact']) {
    expect(await admin.get(path), path).toBeTruthy();
  }
  expect(readFileSync(join(folder, 'demo.json'), 'utf8')).toContain('sample-nurse');
}, 180_000);

test('a folder that no demo made is left alone, also when it is to be emptied', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'patients.json'), '{}');
  for (const more of [[], ['--fresh']]) {
    const program = theProgram('demo', '--folder', folder, ...more);
    expect(await program.ended).toBe(2);
    expect(program.out()).toContain('is no demo folder, so it is left alone');
  }
  expect(readdirSync(folder)).toEqual(['patients.json']);
});

test('a demo that broke off half-way is begun anew, one that is filled is kept', () => {
  const folder = join(aFolder(), 'demo');
  expect(readDemoFolder(folder, { fresh: false })).toBeUndefined();
  const signIns = signInsOf(() => 'a sentence nobody guesses');
  markDemoFolder(folder, { filled: true, signIns });
  expect(readDemoFolder(folder, { fresh: false })?.signIns).toEqual(signIns);
  markDemoFolder(folder, { filled: false, signIns });
  writeFileSync(join(folder, 'half'), '');
  expect(readDemoFolder(folder, { fresh: false })).toBeUndefined();
  expect(existsSync(folder)).toBe(false);
});

/** A minute of play: `DEMO_TWICE=1 npx vitest run tests/program/demo.test.ts`. */
test.skipIf(!process.env.DEMO_TWICE)(
  'the same demo comes out every time',
  async () => {
    const { past, today } = readDemoQuestions();
    const questions = { past: past.slice(0, 6), today: today.slice(-2) };
    const play = async () => {
      const said: string[] = [];
      await fillDemo({
        open: async (now) => {
          const config = readConfig({ STORE: 'memory' });
          const app = await openApp({ config, root: ROOT, log: silentLog, now });
          const close = async () => {
            for await (const { messages, tickets } of app.store.conversations.scan()) {
              said.push(...messages.map(({ at, from, text }) => `${at} ${from} ${text}`));
              said.push(...tickets.map(({ number, state }) => `${number} ${state}`));
            }
            await app.close();
          };
          return { ...(await demoParts(app)), close };
        },
        questions,
        signIns: signInsOf(() => 'a sentence nobody guesses'),
        endsAtMs: Date.parse('2026-11-23T15:00:00.000Z'),
        onProgress: () => undefined,
      });
      return said.sort();
    };
    const first = await play();
    expect(first.length).toBeGreaterThan(16);
    expect(await play()).toEqual(first);
  },
  120_000,
);

/** Every text of a file, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [plain(value)];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

test('no question of the demo is an example, a test question or a held-out message', () => {
  const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
  const list = (path: string) => readdirSync(new URL(path, ROOT)).map((name) => `${path}${name}`);
  const yaml = [
    ...list('intents/'),
    ...list('src/safety/examples/concerns/'),
    'src/safety/examples/harmless.yaml',
    'answers/test-questions.yaml',
  ].flatMap((path) => textsOf(parse(read(path))));
  const heldOut = [...list('tests/evaluation/working/'), ...list('tests/evaluation/final/')]
    .flatMap((path) => read(path).split('\n'))
    .flatMap((line) => (line === '' ? [] : textsOf(JSON.parse(line))));
  const known = new Set([...yaml, ...heldOut]);
  expect(known.size).toBeGreaterThan(50_000);
  const { past, today } = readDemoQuestions();
  const asked = [...past.flat(), ...today.flatMap(({ says }) => says)];
  expect(asked.length).toBeGreaterThan(180);
  expect(asked.filter((text) => known.has(plain(text)))).toEqual([]);
});
