import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { loadIntents } from '../../../../src/classifier/load-intents.ts';
import { findTrainedQuestions } from '../../../../src/conversation/examples/words/find-trained-questions.ts';
import {
  loadTestQuestions,
  readTestQuestions,
} from '../../../../src/conversation/preview/questions/read-test-questions.ts';
import { redact } from '../../../../src/safety/redact.ts';

const ROOT = new URL('../../../../', import.meta.url);
const SHIPPED = fileURLToPath(new URL('answers/test-questions.yaml', ROOT));
const INTENTS = ['driving.after_treatment'];

function read(yaml: string) {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-questions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'questions.yaml');
  writeFileSync(path, yaml);
  return readTestQuestions(path, INTENTS);
}

test('the questions that ship name intents that exist, tell of nobody, and none of them trains', () => {
  const catalogue = loadIntents(fileURLToPath(new URL('intents/', ROOT)));
  const intents = catalogue.intents.map(({ id }) => id);
  const { questions, problems, lines } = readTestQuestions(SHIPPED, intents);
  expect(problems).toEqual([]);
  expect(findTrainedQuestions({ questions, lines }, catalogue)).toEqual([]);
  expect(questions.filter(({ text }) => redact(text).found.length > 0)).toEqual([]);
  for (const expected of ['staff', 'out_of_scope', 'driving.after_treatment']) {
    expect(questions.some(({ expect: wanted }) => wanted === expected)).toBe(true);
  }
});

test('every mistake is named with its line and its field', () => {
  const { problems } = read(
    [
      'questions:',
      '  - text: can I drive',
      '    locale: en',
      '    expect: driving.after_treatment',
      '  - text: Can I drive?',
      '    locale: en',
      '    expect: driving.never_heard_of',
    ].join('\n'),
  );
  expect(problems).toEqual([
    {
      file: 'questions.yaml',
      line: 5,
      field: 'questions.1.text',
      problem: 'is asked on line 2 already',
    },
    {
      file: 'questions.yaml',
      line: 5,
      field: 'questions.1.expect',
      problem: 'driving.never_heard_of is no intent of the catalogue',
    },
  ]);
});

test.each([
  [
    'a wrong language',
    'questions:\n  - { text: hello there, locale: fr, expect: staff }',
    2,
    'questions.0.locale',
  ],
  [
    'nothing that is right',
    'questions:\n  - text: hello there\n    locale: en\n    expect: maybe',
    4,
    'questions.0.expect',
  ],
  [
    'a field nobody knows',
    'questions:\n  - { text: hello there, locale: en, expect: staff, why: x }',
    2,
    'questions.0',
  ],
  ['no YAML', 'questions: [', 1, 'file'],
  ['no questions', 'questions: []', 1, 'questions'],
])('a file with %s is refused with its line', (_what, yaml, line, field) => {
  expect(read(yaml).problems).toMatchObject([{ line, field }]);
});

test('without the file there are no questions, and a wrong one stops the start with every line', () => {
  expect(loadTestQuestions('/nowhere/test-questions.yaml', INTENTS)).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'askwell-questions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'test-questions.yaml');
  writeFileSync(path, 'questions:\n  - { text: hello there, locale: en, expect: driving.no }');
  expect(() => loadTestQuestions(path, INTENTS)).toThrow(
    'test-questions.yaml:2: questions.0.expect: driving.no is no intent of the catalogue',
  );
});

test('a question that is nearly an example is found, since it would measure nothing', () => {
  const catalogue = loadIntents(fileURLToPath(new URL('intents/', ROOT)));
  const [example = ''] = catalogue.intents[0]?.examples.en ?? [];
  const questions = [
    { text: `${example.toUpperCase()}??`, locale: 'en' as const, expect: 'staff' as const },
  ];
  expect(findTrainedQuestions({ questions, lines: [7] }, catalogue)).toMatchObject([{ line: 7 }]);
});
