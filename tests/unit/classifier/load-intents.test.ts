import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IntentFileError, loadIntents } from '../../../src/classifier/load-intents.ts';

function aFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-intents-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const DRIVING = `topic: driving
intents:
  - id: driving.after_treatment
    about: Driving a car again
    examples:
      en:
        - when can i drive
        - is tomorrow ok to drive
      es:
        - puedo manejar
`;

function problemsOf(folder: string): string[] {
  try {
    loadIntents(folder);
  } catch (err) {
    if (err instanceof IntentFileError) {
      return err.problems.map((problem) => problem.slice(folder.length + 1));
    }
    throw err;
  }
  return [];
}

test('an intent comes with its topic, its flag and its examples in both languages', () => {
  const { intents } = loadIntents(aFolder({ 'driving.yaml': DRIVING }));
  expect(intents).toEqual([
    {
      id: 'driving.after_treatment',
      topic: 'driving',
      about: 'Driving a car again',
      staffOnly: false,
      examples: { en: ['when can i drive', 'is tomorrow ok to drive'], es: ['puedo manejar'] },
    },
  ]);
});

test('the content hash changes with an example and not with a comment', () => {
  const hash = (text: string) => loadIntents(aFolder({ 'driving.yaml': text })).contentHash;
  expect(hash(`# a comment\n${DRIVING}`)).toBe(hash(DRIVING));
  expect(hash(DRIVING.replace('puedo manejar', 'puedo conducir'))).not.toBe(hash(DRIVING));
});

test('a wrong field is named with its file and line', () => {
  const text = DRIVING.replace('        - is tomorrow ok to drive', '        - 24');
  expect(problemsOf(aFolder({ 'driving.yaml': text }))).toEqual([
    expect.stringMatching(/^driving\.yaml:8: intents\.0\.examples\.en\.1: .*string/),
  ]);
});

test('a missing field is named with the line of the intent around it', () => {
  const text = DRIVING.replace('    about: Driving a car again\n', '');
  expect(problemsOf(aFolder({ 'driving.yaml': text }))).toEqual([
    expect.stringMatching(/^driving\.yaml:3: intents\.0\.about: /),
  ]);
});

test('a misspelt field is refused', () => {
  const text = DRIVING.replace('    about:', '    staffonly: true\n    about:');
  expect(problemsOf(aFolder({ 'driving.yaml': text }))[0]).toContain('staffonly');
});

test('text that is not YAML is named with its line', () => {
  const text = DRIVING.replace('about: Driving a car again', 'about: "Driving');
  expect(problemsOf(aFolder({ 'driving.yaml': text }))[0]).toMatch(/^driving\.yaml:\d+: not YAML/);
});

test('an example listed under two intents is reported with both places', () => {
  const prep = DRIVING.replaceAll('driving', 'prep').replace('is tomorrow ok', 'IS  Tomorrow ok');
  const problems = problemsOf(aFolder({ 'driving.yaml': DRIVING, 'prep.yaml': prep }));
  expect(problems[1]).toMatch(
    /^prep\.yaml:8: intents\.0\.examples\.en\.1: the same example is at .*driving\.yaml:8$/,
  );
});

test('an id used twice is reported', () => {
  const twice = `${DRIVING}  - id: driving.after_treatment
    about: Again
    examples:
      en:
        - something else
`;
  expect(problemsOf(aFolder({ 'driving.yaml': twice }))).toEqual([
    expect.stringMatching(
      /^driving\.yaml:11: intents\.1\.id: the same id is at .*driving\.yaml:3$/,
    ),
  ]);
});

test('an intent in the file of another topic is refused', () => {
  const text = DRIVING.replace('topic: driving', 'topic: prep');
  expect(problemsOf(aFolder({ 'prep.yaml': text }))).toEqual([
    'prep.yaml:3: intents.0.id: an intent of the topic prep starts with it',
  ]);
});

test('a folder without intents is refused', () => {
  expect(() => loadIntents(aFolder({}))).toThrow(IntentFileError);
});

test('all mistakes of all files are reported at once', () => {
  const one = DRIVING.replace('topic: driving', 'topic: nonsense');
  const other = DRIVING.replaceAll('driving', 'prep')
    .replace('    about: prep a car again\n', '')
    .replace('    about: Driving a car again\n', '');
  expect(problemsOf(aFolder({ 'driving.yaml': one, 'prep.yaml': other }))).toHaveLength(2);
});

const QUOTED = `others:
  en:
    - "what of my bicycle"
    - "say \\"when\\""
  es:
    - "y la bicicleta"
`;

test('the others are the same however YAML writes them', () => {
  const plain = QUOTED.replaceAll('\\"', "'")
    .replaceAll('    - "', '    - ')
    .replaceAll('"\n', '\n');
  const texts = (others: string) =>
    loadIntents(aFolder({ 'driving.yaml': DRIVING + others })).others.map(({ text }) => text);
  expect(texts(QUOTED)).toEqual(['what of my bicycle', 'say "when"', 'y la bicicleta']);
  expect(texts(plain)).toEqual(['what of my bicycle', "say 'when'", 'y la bicicleta']);
  expect(texts('others: { en: [what of my bicycle] }\n')).toEqual(['what of my bicycle']);
});

test('a mistake among the others is named with its line', () => {
  const twice = QUOTED.replace('say \\"when\\"', 'when can I  drive');
  expect(problemsOf(aFolder({ 'driving.yaml': DRIVING + twice }))).toEqual([
    expect.stringMatching(/^driving\.yaml:7: intents\.0\.examples\.en\.0: .*driving\.yaml:14$/),
  ]);
  const empty = QUOTED.replace('y la bicicleta', ' ');
  expect(problemsOf(aFolder({ 'driving.yaml': DRIVING + empty }))).toEqual([
    expect.stringMatching(/^driving\.yaml:16: others\.es\.0: /),
  ]);
});
