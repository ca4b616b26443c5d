import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AnswerFileError } from '../../../src/answer-bank/files/answer-file.ts';
import { formatAnswerFile } from '../../../src/answer-bank/files/format-answer-file.ts';
import { readAnswerFile } from '../../../src/answer-bank/files/read-answer-file.ts';
import { checkStarterBank, loadStarterBank } from '../../../src/answer-bank/load-starter-bank.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import { aContent, KEY } from './an-answer.ts';

const INTENTS = [
  { id: 'provider.cost', staffOnly: false },
  { id: 'contact.refill', staffOnly: true },
  { id: 'human.talk_to_person', staffOnly: false },
  { id: 'smalltalk.greeting', staffOnly: false },
];

function aFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-answers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function mistakesOf(files: Record<string, string>, intents = INTENTS): string[] {
  try {
    loadStarterBank(aFolder(files), intents);
  } catch (error) {
    if (!(error instanceof AnswerFileError)) throw error;
    return error.problems.map(
      ({ file, line, field, problem }) => `${file}:${line} ${field ?? ''} ${problem}`,
    );
  }
  return [];
}

const COST = formatAnswerFile(KEY, aContent());
const FILE = 'provider/cost.en.md';
const SPANISH = 'provider/cost.es.md';

describe('an answer file', () => {
  test('is read with its front matter and text', () => {
    const folder = aFolder({ [FILE]: COST, 'sources.md': '# no answer' });
    const [answer, ...rest] = loadStarterBank(folder, INTENTS);
    expect(rest).toEqual([]);
    expect(answer).toMatchObject({ ...KEY, file: FILE, content: aContent() });
  });

  test('may have Windows line ends and a byte order mark', () => {
    const read = readAnswerFile('cost.en.md', `\uFEFF${COST.replaceAll('\n', '\r\n')}`);
    expect(read.kind === 'read' && read.answer.content).toEqual(aContent());
  });

  test('names every mistake of every file with its line and field, all at once', () => {
    const wrong = [
      '---',
      'id: provider.cost',
      'title: ""',
      'intents: [provider.cost, provider.unheard_of]',
      'locale: fr',
      'aproved: true',
      'sources:',
      '  - { title: "A", publisher: "B", checked: 2026-11-22 }',
      '  - { title: "A", checked: yesterday, page: 4 }',
      'reviewEveryMonths: 99',
      '---',
      '',
    ].join('\n');
    const unknown = COST.replace('[provider.cost]', '[provider.cost, provider.unheard_of]');
    const mistakes = mistakesOf({
      'a/a.en.md': wrong,
      [FILE]: unknown,
      'c/c.en.md': 'no front matter',
    });
    expect(mistakes).toEqual([
      expect.stringMatching(/^a\/a\.en\.md:3 title /),
      expect.stringMatching(/^a\/a\.en\.md:5 locale /),
      expect.stringMatching(/^a\/a\.en\.md:9 sources\.1\.publisher /),
      expect.stringMatching(/^a\/a\.en\.md:9 sources\.1\.checked /),
      'a/a.en.md:9 sources.1.page is no field of an answer',
      expect.stringMatching(/^a\/a\.en\.md:10 reviewEveryMonths /),
      'a/a.en.md:6 aproved is no field of an answer',
      'a/a.en.md:12 text is empty',
      expect.stringMatching(/^c\/c\.en\.md:1 {2}begins with front matter/),
      'provider/cost.en.md:4 intents.1 is no intent of the catalogue',
    ]);
  });

  test('that is broken has a message without its own words in it', () => {
    const secret = COST.replace('title:', 'title: [zebra\nother:');
    const folder = aFolder({ 'a.en.md': secret });
    expect(() => loadStarterBank(folder, [])).toThrow(AnswerFileError);
    expect(() => loadStarterBank(folder, [])).not.toThrow(/zebra/);
  });

  test.each([
    ['a field twice', COST.replace('locale: en', 'locale: en\nlocale: es'), /has a field twice/],
    ['an anchor that grows', COST.replace('title: ', 'title: &a '), undefined],
    [
      'an alias',
      COST.replace('title: ', 'title: &a ').replace('locale: en', 'locale: *a'),
      /alias/,
    ],
    ['an alias of nothing', COST.replace('locale: en', 'locale: *a'), /alias/],
    ['a tag of a program', COST.replace('title: ', 'title: !!js/function '), /YAML/],
    ['brackets without end', `---\n${'['.repeat(20_000)}\n---\ntext`, /YAML/],
    ['a text of a megabyte', `${COST}${'a'.repeat(1_000_000)}`, /longer than/],
    ['half a line at its end', COST.slice(0, -20), /cut off: see that nothing is missing/],
    ['no text', COST.slice(0, COST.lastIndexOf('---') + 4), /is empty/],
  ])('with %s is refused or read, and never breaks the program', (_name, text, problem) => {
    const read = readAnswerFile('a.en.md', text);
    const problems = read.kind === 'refused' ? read.problems.map((one) => one.problem).join() : '';
    if (problem) expect(problems).toMatch(problem);
    else expect(read.kind).toBe('read');
  });

  test('with any words at all comes back from a file as it went in', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 80, unit: 'grapheme' })
      .map((text) => text.replace(/\r/g, '').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(words, words, words, fc.boolean(), (title, publisher, text, besideDose) => {
        const source = { title: publisher, publisher, locator: title, checked: '2026-01-31' };
        const content = aContent({
          title: title.slice(0, 80),
          text,
          besideDose,
          sources: [source],
        });
        const read = readAnswerFile('a.en.md', formatAnswerFile(KEY, content));
        expect(read.kind === 'read' && read.answer.content).toEqual(content);
      }),
    );
  });
});

describe('the answers of a folder', () => {
  test('refuse an id that occurs twice', () => {
    expect(mistakesOf({ 'a/b.en.md': COST, [FILE]: COST, 'provider/dup.md': COST })).toEqual(
      expect.arrayContaining([
        'a/b.en.md:2 id is the id of provider/cost.en.md as well',
        'provider/dup.md:2 id is the id of provider/cost.en.md as well',
      ]),
    );
  });

  test('refuse a file whose name does not follow from id and locale, and say what to call it', () => {
    for (const path of ['cost.en.md', 'provider/cost.en2.md', 'provider/cost.EN.MD', 'cost.txt']) {
      expect(mistakesOf({ [path]: COST })).toEqual([
        `${path}:2 id belongs to provider/cost.en.md: call this file that, or mend id and locale`,
      ]);
    }
    expect(mistakesOf({ [FILE]: COST, 'provider/notes.md': 'Ask Ben.' })).toEqual([
      expect.stringMatching(/^provider\/notes\.md:1 {2}is not named like an answer: call it as /),
      expect.stringMatching(/^provider\/notes\.md:1 {2}begins with front matter/),
    ]);
  });

  test('leave README, sources, test questions and hidden files alone', () => {
    const others = ['README.md', 'sources.md', 'test-questions.yaml', '.git/a.en.md', 'a/.b.en.md'];
    const files = Object.fromEntries(others.map((path) => [path, 'no answer']));
    expect(mistakesOf({ ...files, [FILE]: COST })).toEqual([]);
  });

  test('refuse two answers to one intent', () => {
    const other = COST.replace('id: provider.cost', 'id: provider.price');
    expect(mistakesOf({ [FILE]: COST, 'provider/price.en.md': other })).toEqual([
      'provider/price.en.md:4 intents.0 is answered by provider/cost.en.md as well',
    ]);
  });

  test('refuse an answer to what a fixed reply answers', () => {
    const more = COST.replace(
      '[provider.cost]',
      '[provider.cost, contact.refill, smalltalk.greeting]',
    );
    expect(mistakesOf({ [FILE]: more })).toEqual([
      'provider/cost.en.md:4 intents.2 is an intent with a fixed reply',
    ]);
  });

  test('refuse an intent that nobody answers in English', () => {
    const spanish = COST.replace('locale: en', 'locale: es');
    expect(mistakesOf({ [SPANISH]: spanish })).toEqual([
      expect.stringMatching(/^provider\/cost\.en\.md:1 intents nobody answers provider\.cost/),
    ]);
  });

  test.each([
    [undefined, 2, /^is missing, so nobody can tell/],
    ['0123456789abcdef', 6, /^names earlier English words: the English file has changed since/],
  ])(
    'with a translation that says it is of %s are read, and it is told what to do',
    (of, line, why) => {
      const spanish = formatAnswerFile({ ...KEY, locale: 'es', translates: of }, aContent());
      const folder = aFolder({ [FILE]: COST, [SPANISH]: spanish });
      expect(loadStarterBank(folder, INTENTS)).toHaveLength(2);
      const { outdated, problems } = checkStarterBank(folder, INTENTS);
      expect(problems).toEqual([]);
      expect(outdated).toMatchObject([{ file: SPANISH, line, field: 'translates' }]);
      expect(outdated[0]?.problem).toMatch(why);
      const mark =
        /Read this file against provider\/cost\.en\.md, mend it, then write translates: "(.*)"$/;
      const said = mark.exec(outdated[0]?.problem ?? '')?.[1];
      const mended = formatAnswerFile({ ...KEY, locale: 'es', translates: said }, aContent());
      const again = aFolder({ [FILE]: COST, [SPANISH]: mended });
      expect(checkStarterBank(again, INTENTS).outdated).toEqual([]);
    },
  );

  test('with a mark of a translation where there is none are told so', () => {
    const translates = '0123456789abcdef';
    const folder = aFolder({
      [FILE]: formatAnswerFile({ ...KEY, translates }, aContent()),
      'contact/refill.es.md': formatAnswerFile(
        { ...KEY, id: AnswerId.parse('contact.refill'), locale: 'es', translates },
        aContent({ intents: ['contact.refill'] }),
      ),
    });
    expect(checkStarterBank(folder, INTENTS).outdated.map(({ problem }) => problem)).toEqual([
      'names English words, but there is no English file of this id',
      'is for translations: take it out of this English file',
    ]);
  });

  test('that cannot be found are an error that says where', () => {
    expect(() => loadStarterBank('/nowhere/at/all', INTENTS)).toThrow(/\/nowhere\/at\/all/);
  });
});
