import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import { translatesOf } from '../../../src/answer-bank/files/answer-file.ts';
import {
  answerFilePath,
  formatAnswerFile,
  formatRevision,
} from '../../../src/answer-bank/files/format-answer-file.ts';
import { readAnswerFile } from '../../../src/answer-bank/files/read-answer-file.ts';
import { AnswerContent } from '../../../src/domain/answer.ts';
import { AnswerId, Locale } from '../../../src/domain/ids.ts';
import { aContent, aRevision, KEY } from './an-answer.ts';

/** Words as people write them, and those that YAML takes for something else. */
const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
  fc.constantFrom(
    ...[
      '---',
      '...',
      '# no',
      'yes',
      'null',
      '~',
      '1e5',
      '0x1F',
      '2026-11-22',
      '- a',
      'a: b',
      '{ a }',
    ],
    ...[
      "'",
      '"',
      '&a',
      '*a',
      '!!js',
      '%TAG',
      '  two spaces  ',
      'line\nline',
      'a\n\n---\nb',
      '\t',
      '\\n',
    ],
    ...['ñandú', '日本', '🙂', '\u2028', '\u0085', '\uFEFF', 'x'.repeat(200), '}'],
  ),
);

const source = fc.record(
  {
    title: words,
    publisher: words,
    locator: words,
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    checked: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  },
  { requiredKeys: ['title', 'publisher', 'checked'] },
);

const intent = fc.stringMatching(/^[a-z_]{1,12}\.[a-z_]{1,12}$/);

/** Every content that the schema lets in, with its text as the editor keeps it. */
const content = fc
  .record(
    {
      title: words.map((text) => text.slice(0, 80)),
      intents: fc.array(intent, { minLength: 1, maxLength: 4 }),
      use: fc.constantFrom('patients', 'staff'),
      besideDose: fc.boolean(),
      sources: fc.array(source, { minLength: 1, maxLength: 4 }),
      reviewEveryMonths: fc.integer({ min: 1, max: 24 }),
      awaitingTranslator: fc.boolean(),
      text: fc
        .array(words, { minLength: 1, maxLength: 5 })
        .map((lines) => lines.join('\n').replaceAll('\r\n', '\n').trim())
        .filter((text) => text !== ''),
    },
    {
      requiredKeys: [
        'title',
        'intents',
        'besideDose',
        'sources',
        'reviewEveryMonths',
        'awaitingTranslator',
        'text',
      ],
    },
  )
  .map((made) => AnswerContent.parse(made.use === 'staff' ? { ...made, intents: [] } : made));

const key = fc.record({
  id: fc.stringMatching(/^[a-z-]{1,12}\.[a-z-]{1,12}$/).map((id) => AnswerId.parse(id)),
  locale: fc.constantFrom(...Locale.options),
});

test('whatever an answer says comes back from its file, and gives the same bytes again', () => {
  const hex = fc.option(fc.stringMatching(/^[0-9a-f]{16}$/), { nil: undefined });
  fc.assert(
    fc.property(key, content, hex, (answer, said, translates) => {
      const file = formatAnswerFile({ ...answer, translates }, said);
      const read = readAnswerFile(answerFilePath(answer), file);
      if (read.kind === 'refused') throw new Error(read.problems.map((p) => p.problem).join());
      const { lines: _, file: path, ...back } = read.answer;
      expect(back).toEqual({ ...answer, content: said, ...(translates && { translates }) });
      expect(path).toBe(answerFilePath(answer));
      expect(contentHash(back.content)).toBe(contentHash(said));
      expect(formatAnswerFile(back, back.content)).toBe(file);
    }),
    { numRuns: 1000 },
  );
});

test('the file of a translation says which English words it was made of', () => {
  const english = contentHash(aContent());
  const revision = aRevision({ translationOf: { revision: 3, contentHash: english } });
  const file = formatRevision({ ...KEY, locale: 'es' }, revision);
  expect(file).toContain(`\nlocale: es\ntranslates: "${translatesOf(english)}"\n`);
});

test('a mark that looks like a number is told to stand in quotes', () => {
  const file = formatAnswerFile({ ...KEY, translates: '1234567890123456' }, aContent());
  expect(readAnswerFile('a.es.md', file)).toMatchObject({ kind: 'read' });
  const bare = file.replace('"1234567890123456"', '1234567890123456');
  expect(readAnswerFile('a.es.md', bare)).toMatchObject({
    problems: [{ line: 6, field: 'translates', problem: 'has to stand in quotes' }],
  });
});

test('approvals, renewals and history are not in the file: they are the store’s alone', () => {
  const withdrawn = { at: '2026-11-22T12:00:00.000Z', by: 's_b', why: 'zebra' };
  const revision = { ...aRevision(), renewals: [], withdrawn, note: 'zebra', approvals: [] };
  expect(formatRevision(KEY, revision)).toBe(formatAnswerFile(KEY, aContent()));
});
