import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAnswerLife } from '../../../src/answer-bank/answer-life.ts';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import { translatesOf } from '../../../src/answer-bank/files/answer-file.ts';
import { formatAnswerFile } from '../../../src/answer-bank/files/format-answer-file.ts';
import { answersCommand } from '../../../src/cli/answers-commands.ts';
import type { AnswerContent } from '../../../src/domain/answer.ts';
import type { Store } from '../../../src/store/store.ts';
import { runCommand } from '../../support/a-terminal.ts';
import {
  aContent,
  anAnswer,
  aRevision,
  aStaffId,
  aStoreWith,
  KEY,
  NOW,
  storedAnswer,
} from '../answer-bank/an-answer.ts';

const FILE = 'provider/cost.en.md';
const root = new URL('../../../', import.meta.url);
const now = () => NOW;
const knownIntents = new Set(['provider.cost', 'provider.plans', 'smalltalk.greeting']);

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function put(folder: string, path: string, text: string | Buffer): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

type FileKey = typeof KEY & { translates?: string | undefined };

const fileOf = (over: Partial<AnswerContent> = {}, key: FileKey = KEY) =>
  formatAnswerFile(key, aContent(over));

const PLANS = { id: 'provider.plans' as typeof KEY.id, locale: 'en' as const };
const PLANS_FILE = 'provider/plans.en.md';

const SPANISH = { ...KEY, locale: 'es' as const };
const SPANISH_FILE = 'provider/cost.es.md';
const SPANISH_WORDS = { text: 'Pida a la clínica el precio total por escrito.' };

const spanishOf = (translates: string | undefined) =>
  fileOf(SPANISH_WORDS, { ...SPANISH, translates });

/** The published answer of revision 1, Ana who writes, Ben the nurse and Cleo who read. */
async function aBank(revisions = [aRevision()]): Promise<Store> {
  const store = await aStoreWith(anAnswer(revisions));
  for (const [login, letter] of Object.entries({ ana: 'a', ben: 'b', cleo: 'c' })) {
    const id = aStaffId(letter);
    const next = {
      schema: 1 as const,
      id,
      login,
      firstName: login,
      role: 'moderator' as const,
      passwordHash: '',
      disabled: false,
      sessionEpoch: 0,
      failedSignIns: 0,
      createdAt: NOW,
      ...(login === 'ben' && { credential: 'nurse' as const }),
    };
    await store.staff.update(id, async () => ({ next, result: undefined }));
  }
  return store;
}

function run(argv: string[], store: Store) {
  const answerLife = createAnswerLife({ store, now, approvals: 2, knownIntents });
  const open = async () => ({ store, answerLife, knownIntents, close: async () => undefined });
  return runCommand(['answers', ...argv], (terminal) => answersCommand(terminal, { root, open }));
}

const importBy = (folder: string, store: Store, ...more: string[]) =>
  run(['import', folder, '--by', 'ana', ...more], store);

const NEW_WORDS = { text: 'Ask the clinic for the price. Ask for it in writing.' };

test('a dry run says what would be done, and changes nothing', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  const before = await store.answers.all();
  const { code, out } = await importBy(folder, store, '--dry-run');
  expect([code, out]).toEqual([
    0,
    `${FILE}: would be a draft\n1 would be drafts, 0 unchanged. Nothing was changed.\n`,
  ]);
  expect(await store.answers.all()).toEqual(before);
  const { out: json } = await importBy(folder, store, '--json');
  expect(JSON.parse(json)).toMatchObject({ done: [{ file: FILE, revision: 2, state: 'draft' }] });
});

const BOMB = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const before = 'abcdefghi'[index];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
  }),
].join('\n');

const BAD: [string, (folder: string) => void, RegExp][] = [
  [
    'a duplicate id',
    (f) => put(f, 'second/cost.en.md', fileOf(NEW_WORDS)),
    /second\/cost\.en\.md:2: id: is the id of/,
  ],
  [
    'an unknown intent',
    (f) => put(f, FILE, fileOf({ ...NEW_WORDS, intents: ['provider.nothing' as never] })),
    /cost\.en\.md:4: intents\.0: is no intent of the catalogue/,
  ],
  [
    'an intent that has a fixed reply',
    (f) => put(f, FILE, fileOf({ ...NEW_WORDS, intents: ['smalltalk.greeting' as never] })),
    /cost\.en\.md:4: intents\.0: is an intent with a fixed reply/,
  ],
  [
    'two new answers to one intent',
    (f) => {
      const content = { intents: ['provider.plans' as never] };
      put(f, PLANS_FILE, fileOf(content, PLANS));
      put(f, 'provider/terms.en.md', fileOf(content, { ...PLANS, id: 'provider.terms' as never }));
    },
    /terms\.en\.md:4: intents\.0: is answered by provider\/plans\.en\.md as well/,
  ],
  [
    'a translation of words that never were',
    (f) => put(f, SPANISH_FILE, spanishOf('0'.repeat(16))),
    /cost\.es\.md:6: translates: names earlier English words: .*Read this file against provider\/cost\.en\.md/,
  ],
  [
    'a translation that does not say of what',
    (f) => put(f, SPANISH_FILE, spanishOf(undefined)),
    /cost\.es\.md:2: translates: is missing/,
  ],
  [
    'an English file that says it is a translation',
    (f) => put(f, FILE, fileOf(NEW_WORDS, { ...KEY, translates: '0'.repeat(16) })),
    /cost\.en\.md:6: translates: is for translations/,
  ],
  [
    'a file that was cut off',
    (f) => put(f, FILE, fileOf(NEW_WORDS).slice(0, -10)),
    /cost\.en\.md:\d+: text: ends in the middle of a line/,
  ],
  [
    'a wrong date',
    (f) => put(f, FILE, fileOf(NEW_WORDS).replace('2026-11-22', '2026-13-45')),
    /cost\.en\.md:7: sources\.0\.checked/,
  ],
  [
    'a dose',
    (f) => put(f, FILE, fileOf({ text: 'Take two sprays.' })),
    /cost\.en\.md:\d+: text: dose/,
  ],
  [
    'a link out of the folder',
    (f) => {
      const other = aFolder();
      put(other, 'secret.en.md', fileOf(NEW_WORDS));
      symlinkSync(join(other, 'secret.en.md'), join(f, 'provider', 'link.en.md'));
    },
    /link\.en\.md:1: is a link out of the folder/,
  ],
  [
    'a linked folder',
    (f) => symlinkSync(f, join(f, 'provider', 'round')),
    /provider\/round:1: is a link to a folder/,
  ],
  [
    'a file of ten megabytes',
    (f) => put(f, 'provider/big.en.md', Buffer.alloc(10_000_000, 'a')),
    /big\.en\.md:1: has 10000000 bytes, and 200000 are the most/,
  ],
  [
    'a YAML bomb',
    (f) => put(f, 'provider/bomb.en.md', `---\n${BOMB}\n---\nText\n`),
    /bomb\.en\.md:3: uses a YAML alias/,
  ],
  [
    'bytes that are no UTF-8',
    (f) =>
      put(
        f,
        'provider/latin.en.md',
        Buffer.concat([Buffer.from('---\nid: x\n'), Buffer.from([0x74, 0xe9, 0x0a])]),
      ),
    /latin\.en\.md:3: holds bytes that are no UTF-8/,
  ],
];

for (const [what, spoil, message] of BAD) {
  test(`a folder with ${what} is refused with file and line, and nothing is changed`, async () => {
    const [store, folder] = [await aBank(), aFolder()];
    put(folder, FILE, fileOf(NEW_WORDS));
    spoil(folder);
    const before = await store.answers.all();
    for (const more of [[], ['--dry-run']]) {
      const { code, out, err } = await importBy(folder, store, ...more);
      expect(`${out}${err}`).toMatch(message);
      expect(code).toBeGreaterThan(0);
    }
    expect(await store.answers.all()).toEqual(before);
  });
}

test('an export that is broken off leaves whole files, and a folder that an import refuses', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  const other = anAnswer([aRevision()], { id: 'zebra.cost' as typeof KEY.id });
  const { id, locale } = other;
  await store.answers.update({ id, locale }, async () => ({ next: other, result: undefined }));
  await run(['export', folder], store);
  put(folder, FILE, fileOf(NEW_WORDS));
  linkSync(join(folder, FILE), join(folder, '.before'));
  rmSync(join(folder, 'zebra'), { recursive: true });
  put(folder, 'zebra', 'No folder can be made here.');
  expect(await run(['export', folder, '--overwrite'], store)).toMatchObject({ code: 1 });
  expect(readFileSync(join(folder, FILE), 'utf8')).toBe(fileOf());
  expect(readFileSync(join(folder, '.before'), 'utf8')).toBe(fileOf(NEW_WORDS));
  const { code, err } = await importBy(folder, store);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('exported.json:1: the export into this folder was broken off'),
  ]);
  rmSync(join(folder, 'zebra'));
  expect(await run(['export', folder], store)).toMatchObject({ code: 0 });
  expect(await importBy(folder, store)).toMatchObject({ code: 0 });
});

/** Revision 1, and Ana's revision 2 that is live in its place. */
const FOLLOWED = [
  aRevision({ state: 'replaced' }),
  aRevision({ number: 2, author: aStaffId('a'), content: aContent({ text: 'Ask at the desk.' }) }),
];

test('earlier words that come back in a file are told where they can be brought back', async () => {
  const overtaken = aRevision({ number: 2, state: 'draft', content: aContent(NEW_WORDS) });
  const { publishedAt: _, ...draft } = overtaken;
  const live = aRevision({ number: 3, content: aContent({ text: 'Ask at the desk.' }) });
  const cases = [
    {
      revisions: FOLLOWED,
      file: fileOf(),
      told: 'has the words of revision 1: bring them back in',
    },
    {
      revisions: [aRevision({ state: 'retired' })],
      file: fileOf(),
      told: 'has the words of revision 1: bring them back in the console (History, Bring back)',
    },
    {
      revisions: [aRevision({ state: 'replaced' }), draft, live],
      file: fileOf(NEW_WORDS),
      told: 'has the words of revision 2, a draft that newer words overtook: set the day its sources',
    },
  ];
  for (const { revisions, file, told } of cases) {
    const [store, folder] = [await aBank(revisions), aFolder()];
    await run(['export', folder], store);
    put(folder, FILE, file);
    for (const more of [[], ['--based-on-live']]) {
      const { code, out } = await importBy(folder, store, ...more);
      expect([code, out]).toEqual([1, expect.stringContaining(told)]);
    }
    expect(await storedAnswer(store)).toEqual(anAnswer(revisions));
  }
});

test('a file that was made from nobody knows which words needs somebody who has looked at the live ones', async () => {
  const [store, folder] = [await aBank(FOLLOWED), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  const { code, out } = await importBy(folder, store);
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(
      /nobody can tell .* revision 2 is live: export first .*--based-on-live\n/,
    ),
  ]);
  expect(await storedAnswer(store)).toEqual(anAnswer(FOLLOWED));
  const looked = await importBy(folder, store, '--based-on-live');
  expect([looked.code, looked.out]).toEqual([0, expect.stringContaining('draft, revision 3')]);
});

test('a file that was edited after an export, and a new answer, need no such word', async () => {
  const [store, folder] = [await aBank(FOLLOWED), aFolder()];
  await run(['export', folder], store);
  put(folder, FILE, fileOf(NEW_WORDS));
  put(folder, PLANS_FILE, fileOf({ intents: ['provider.plans' as never] }, PLANS));
  const { code, out } = await importBy(folder, store);
  expect([code, out]).toEqual([0, expect.stringContaining('2 drafts, 0 unchanged.')]);
});

const markOf = (over: Partial<AnswerContent> = {}) => translatesOf(contentHash(aContent(over)));

test('a translation is of the English words that come with it, or else of those in the store', async () => {
  const [store, folder] = [await aBank(FOLLOWED), aFolder()];
  put(folder, SPANISH_FILE, spanishOf(markOf()));
  const { code, out } = await importBy(folder, store);
  expect([code, out]).toEqual([
    1,
    expect.stringContaining('Read this file against revision 2 of the English answer'),
  ]);
  put(folder, SPANISH_FILE, spanishOf(markOf({ text: 'Ask at the desk.' })));
  expect(await importBy(folder, store)).toMatchObject({ code: 0 });
  const other = await aBank();
  put(folder, FILE, fileOf(NEW_WORDS));
  put(folder, SPANISH_FILE, spanishOf(markOf(NEW_WORDS)));
  expect((await importBy(folder, other)).out).toContain('2 drafts, 0 unchanged.');
  expect((await storedAnswer(other, SPANISH)).revisions[0]?.translationOf?.revision).toBe(2);
});

test('a translation that still fits newer English words becomes a draft with the new mark alone', async () => {
  const translationOf = { revision: 1, contentHash: contentHash(aContent()) };
  const [store, folder] = [await aBank(FOLLOWED), aFolder()];
  const spanish = aRevision({ content: aContent(SPANISH_WORDS), translationOf });
  const next = anAnswer([spanish], SPANISH);
  await store.answers.update(SPANISH, async () => ({ next, result: undefined }));
  await run(['export', folder], store);
  put(folder, SPANISH_FILE, spanishOf(markOf({ text: 'Ask at the desk.' })));
  expect((await importBy(folder, store)).out).toContain('1 drafts, 1 unchanged.');
  const [, drafted] = (await storedAnswer(store, SPANISH)).revisions;
  expect(drafted).toMatchObject({ state: 'draft', translationOf: { revision: 2 } });
});

test('a file that was made from words that are live no more is a conflict, and nothing is changed', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  await run(['export', folder], store);
  const moved = anAnswer(FOLLOWED);
  await store.answers.update(KEY, async () => ({ next: moved, result: undefined }));
  expect(await importBy(folder, store)).toMatchObject({
    code: 0,
    out: `${FILE}: not edited since revision 1 was exported; revision 2 is live since\n0 drafts, 1 unchanged.\n`,
  });
  put(folder, FILE, fileOf(NEW_WORDS));
  const { code, out, err } = await importBy(folder, store);
  expect(out).toContain('made from revision 1, and revision 2 is live since');
  expect([code, err]).toEqual([1, expect.stringContaining('1 conflicts: nothing was imported')]);
  expect(await storedAnswer(store)).toEqual(moved);
});

test('a draft of somebody is not buried under a file, and withdrawn words do not come back', async () => {
  const draft = aRevision({ number: 2, state: 'draft', content: aContent({ text: 'Ask.' }) });
  const [store, folder] = [await aBank([aRevision(), draft]), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  expect((await importBy(folder, store)).out).toContain('revision 2 is on its way');
  const withdrawn = { at: NOW, by: aStaffId('b'), why: 'wrong' };
  const wrong = aRevision({ content: aContent(NEW_WORDS), state: 'retired', withdrawn });
  const other = await aBank([wrong]);
  const { code, out } = await importBy(folder, other);
  expect([code, out]).toEqual([1, expect.stringContaining('withdrawn as wrong (revision 1)')]);
});

test('an import that was broken off leaves whole answers, and goes on when it is run again', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  const content = { intents: ['provider.plans' as never], title: 'Plans' };
  put(folder, PLANS_FILE, fileOf(content, PLANS));
  let writes = 0;
  const update: Store['answers']['update'] = (key, change) => {
    writes += 1;
    return writes === 2
      ? Promise.reject(new Error('disk full'))
      : store.answers.update(key, change);
  };
  const failing = { ...store, answers: { ...store.answers, update } };
  expect(await importBy(folder, failing)).toMatchObject({ code: 1, err: 'disk full\n' });
  expect((await storedAnswer(store)).revisions).toHaveLength(2);
  const again = await importBy(folder, store);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('1 drafts, 1 unchanged.')]);
  expect(await store.answers.all()).toHaveLength(2);
});

/** A repository that holds the folder as it is now. */
function committed(folder: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'words');
  return git('rev-parse', 'HEAD').trim();
}

const BEN = ['--approve', 'ben:clinical'];
const CLEO = ['--approve', 'cleo:plain_language'];

test('a pull request is the review: who approved which commit is put down, and nothing is published', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  const commit = committed(folder);
  const { code, out } = await importBy(
    folder,
    store,
    ...BEN,
    ...CLEO,
    '--commit',
    commit.slice(0, 10),
  );
  expect([code, out]).toEqual([0, expect.stringContaining('approved, revision 2')]);
  const [live, imported] = (await storedAnswer(store)).revisions;
  expect([live?.state, imported?.state]).toEqual(['published', 'approved']);
  expect(imported?.approvals).toMatchObject([
    { by: aStaffId('b'), kind: 'clinical', credential: 'nurse' },
    { by: aStaffId('c'), kind: 'plain_language' },
  ]);
  const entries = await store.audit.about('answer provider.cost en 2', NOW);
  expect(entries.filter(({ details }) => details?.commit === commit)).toMatchObject([
    { by: aStaffId('a'), details: { approver: aStaffId('b'), kind: 'clinical' } },
    { by: aStaffId('a'), details: { approver: aStaffId('c'), kind: 'plain_language' } },
  ]);
});

test('an approval from a pull request needs a commit with these bytes, and two people beside the author', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  const commit = ['--commit', committed(folder)];
  const before = await store.answers.all();
  const cases: [string[], RegExp][] = [
    [BEN, /belong together/],
    [commit, /belong together/],
    [['--approve', 'ana:clinical', ...commit], /no one approves their own words/],
    [['--approve', 'cleo:clinical', ...commit], /needs a credential/],
    [[...BEN, '--approve', 'ben:plain_language', ...commit], /a different person/],
    [['--approve', 'eve:clinical', ...commit], /names nobody/],
    [['--approve', 'ben', ...commit], /a login and clinical or plain_language/],
    [[...BEN, '--commit', 'f'.repeat(40)], /no Git repository that holds commit/],
  ];
  for (const [options, message] of cases) {
    const { code, err } = await importBy(folder, store, ...options);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  }
  put(folder, FILE, readFileSync(join(folder, FILE), 'utf8').replace('in writing', 'in ink'));
  const { err } = await importBy(folder, store, ...BEN, ...CLEO, ...commit);
  expect(err).toMatch(/not as commit .* has them:\n {2}provider\/cost\.en\.md/);
  expect(await store.answers.all()).toEqual(before);
});

test('approvals that a broken import did not put down are put down by the next one', async () => {
  const [store, folder] = [await aBank(), aFolder()];
  put(folder, FILE, fileOf(NEW_WORDS));
  const commit = ['--commit', committed(folder)];
  await importBy(folder, store);
  const { out } = await importBy(folder, store, ...BEN, ...CLEO, ...commit);
  expect(out).toContain('approved, revision 2');
  expect((await importBy(folder, store, ...BEN, ...CLEO, ...commit)).out).toBe(
    '0 drafts, 1 unchanged.\n',
  );
});
