import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAnswerLife } from '../../../src/answer-bank/answer-life.ts';
import { loadStarterBank } from '../../../src/answer-bank/load-starter-bank.ts';
import { seedBank } from '../../../src/answer-bank/seed-bank.ts';
import { loadIntents } from '../../../src/classifier/load-intents.ts';
import { answersCommand } from '../../../src/cli/answers-commands.ts';
import { StaffMember } from '../../../src/domain/staff.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { runCommand } from '../../support/a-terminal.ts';

const root = new URL('../../../', import.meta.url);
const answersFolder = fileURLToPath(new URL('answers/', root));
const NOW = '2026-11-22T12:00:00.000Z';
const now = () => NOW;

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-bank-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function run(argv: string[], store?: Store) {
  const intents = new Set(
    loadIntents(fileURLToPath(new URL('intents/', root))).intents.map(({ id }) => id),
  );
  const open = store && {
    open: async () => ({
      store,
      answerLife: createAnswerLife({ store, now, approvals: 2, knownIntents: intents }),
      knownIntents: intents,
      close: async () => undefined,
    }),
  };
  return runCommand(['answers', ...argv], (terminal) =>
    answersCommand(terminal, { root, ...open }),
  );
}

/** The shipped bank in a store, and a moderator. */
async function aSeededStore(): Promise<Store> {
  const store = await openMemoryStore({ now });
  const { intents } = loadIntents(fileURLToPath(new URL('intents/', root)));
  await seedBank(loadStarterBank(answersFolder, intents), { store, now });
  const ana = StaffMember.parse({
    schema: 1,
    id: `s_${'a'.repeat(16)}`,
    login: 'ana@clinic.example',
    firstName: 'Ana',
    role: 'moderator',
    passwordHash: 'x',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: NOW,
  });
  await store.staff.update(ana.id, async () => ({ next: ana, result: undefined }));
  return store;
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.(en|es)\.md$/.test(name)).sort();
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const DRIVING = join('driving', 'after-treatment.en.md');

function edited(folder: string, from: string, to: string): void {
  const text = readFileSync(join(answersFolder, DRIVING), 'utf8').replace(from, to);
  mkdirSync(join(folder, 'driving'), { recursive: true });
  writeFileSync(join(folder, DRIVING), text);
}

describe('answers check', () => {
  test('finds nothing wrong with the answers that ship', async () => {
    const { code, out } = await run(['check']);
    expect([code, out]).toEqual([0, `${filesOf(answersFolder).size} answers, no problem.\n`]);
    const { out: json } = await run(['check', '--json']);
    expect(JSON.parse(json)).toEqual({ answers: filesOf(answersFolder).size, problems: [] });
  });

  test('names file, line, field and rule of what the lint finds, and fails', async () => {
    const folder = aFolder();
    for (const [name, text] of filesOf(answersFolder)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    edited(folder, 'Do not drive yourself home.', 'Take two sprays.');
    const { code, out, err } = await run(['check', folder]);
    expect(out).toMatch(/^driving\/after-treatment\.en\.md:12: text: dose: .*“two sprays”/);
    expect([code, err]).toEqual([1, expect.stringContaining('2 problems in')]);
    const { out: json } = await run(['check', folder, '--json']);
    expect(JSON.parse(json).problems).toEqual([
      expect.objectContaining({ file: 'driving/after-treatment.en.md', line: 12, rule: 'dose' }),
      expect.objectContaining({ file: 'driving/after-treatment.es.md', field: 'translates' }),
    ]);
  });

  test('says what to do about a translation of English words that have changed since', async () => {
    const folder = aFolder();
    const spanish = join('driving', 'after-treatment.es.md');
    edited(folder, 'Do not drive yourself home.', 'Please do not drive yourself home.');
    writeFileSync(join(folder, spanish), readFileSync(join(answersFolder, spanish), 'utf8'));
    const { out } = await run(['check', folder]);
    const told =
      /after-treatment\.es\.md:6: translates: names earlier English words: the English file has changed since\. Read this file against driving\/after-treatment\.en\.md, mend it, then write (translates: "[0-9a-f]{16}")\n/;
    const line = told.exec(out)?.[1] ?? 'no advice';
    const mended = readFileSync(join(folder, spanish), 'utf8').replace(/^translates:.*$/m, line);
    writeFileSync(join(folder, spanish), mended);
    expect((await run(['check', folder])).out).not.toContain('translates');
  });

  test('gives exit code 2 for a file that is no answer', async () => {
    const folder = aFolder();
    edited(folder, 'locale: en', 'locale: fr');
    const { code, out } = await run(['check', folder]);
    expect(code).toBe(2);
    expect(out).toContain('driving/after-treatment.en.md:5: locale:');
  });
});

describe('answers export and import', () => {
  test('beside a server say to stop it, and what can be done while it runs', async () => {
    const dataFolder = aFolder();
    const server = await openLowdbStore({ folder: dataFolder, now, log: silentLog });
    onTestFinished(() => server.close());
    const open = () => openLowdbStore({ folder: dataFolder, now, log: silentLog }) as never;
    for (const argv of [['export'], ['diff'], ['import', '--by', 'ana']]) {
      const { code, err } = await runCommand(['answers', ...argv, aFolder()], (terminal) =>
        answersCommand(terminal, { root, open }),
      );
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/Stop that one first.* change answers in the console; .*data backup/),
      ]);
    }
    const { out } = await run(['--help'], await openMemoryStore({ now }));
    expect(out).toContain('Stop the server before export, import and diff');
  });

  test('go round: what ships comes out byte by byte, and makes no draft when it comes in', async () => {
    const store = await aSeededStore();
    const folder = aFolder();
    expect(await run(['export', folder], store)).toMatchObject({ code: 0 });
    expect(filesOf(folder)).toEqual(filesOf(answersFolder));
    const before = await store.answers.all();
    const { code, out } = await run(['import', folder, '--by', 'Ana@clinic.example'], store);
    expect([code, out]).toEqual([0, `0 drafts, ${before.length} unchanged.\n`]);
    expect(await store.answers.all()).toEqual(before);
  });

  test('an export writes nothing where a file has other words, unless told to', async () => {
    const store = await aSeededStore();
    const folder = aFolder();
    edited(folder, 'Do not drive yourself home.', 'Please do not drive yourself home.');
    const refused = await run(['export', folder], store);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('after-treatment.en.md'),
    });
    expect(filesOf(folder).size).toBe(1);
    expect(await run(['export', folder, '--overwrite'], store)).toMatchObject({ code: 0 });
    expect(filesOf(folder)).toEqual(filesOf(answersFolder));
  });

  test('an import makes a draft of new words and leaves what is live', async () => {
    const store = await aSeededStore();
    const folder = aFolder();
    edited(folder, 'Do not drive yourself home.', 'Please do not drive yourself home.');
    const { code, out } = await run(['import', folder, '--by', 'ana@clinic.example'], store);
    expect([code, out]).toEqual([0, expect.stringContaining('draft, revision 2')]);
    const answer = (await store.answers.all()).find(({ id }) => id === 'driving.after-treatment');
    expect(answer?.revisions.map(({ state }) => state)).toEqual(['published', 'draft']);
    const again = await run(['import', folder, '--by', 'ana@clinic.example'], store);
    expect(again.out).toBe('0 drafts, 1 unchanged.\n');
  });

  test('an import refuses what the lint refuses, and what nobody signs for', async () => {
    const store = await aSeededStore();
    const folder = aFolder();
    edited(folder, '24 hours', '4 hours');
    const by = ['--by', 'ana@clinic.example'];
    const { code, out } = await run(['import', folder, ...by], store);
    expect([code, out]).toEqual([1, expect.stringContaining('driving_rule')]);
    expect(await run(['import', folder, '--by', 'nobody'], store)).toMatchObject({ code: 2 });
  });

  test('a diff shows the words that the files would change', async () => {
    const store = await aSeededStore();
    const folder = aFolder();
    edited(folder, 'yourself home', 'yourself anywhere');
    const { out } = await run(['diff', folder], store);
    expect(out).toContain('Do not drive yourself [-home-]{+anywhere+}.');
    expect(out).toContain('only in the store');
  });
});
