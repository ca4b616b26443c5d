import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings } from '../../src/config.ts';
import { theProgram } from '../support/demo-program.ts';

const ROOT = new URL('../../', import.meta.url);
const HELP = new URL('docs/help/', ROOT);

/** What the names in the texts stand for, where they are no settings. */
const NO_SETTINGS = new Set(['SIGTERM', 'CONVERSATION', 'FOLDER']);
/** Files that somebody makes while following a page. */
const MADE_BY_READERS = ['src/channels/sms/', 'src/safety/examples/concerns/lost_medicine.yaml'];

const pages = readdirSync(HELP, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(new URL(file, HELP), 'utf8') }));

function named(pattern: RegExp): string[] {
  const found = pages.flatMap(({ text }) => [...text.matchAll(pattern)]);
  return [...new Set(found.map(([, name = '']) => name))].sort();
}

test('every command of the help is one of the program', async () => {
  const commands = named(
    /npm run askwell -- ([a-z]+(?: (?!file|backup\.)[a-z]+(?:-[a-z]+)*)?)/g,
  ).filter((command) => !command.startsWith('ask '));
  expect(commands).toContain('data backup');
  expect(commands).toContain('doctor');
  for (const command of commands) {
    const program = theProgram(...command.split(' '), '--help');
    await program.ended;
    expect(program.out()).toMatch(new RegExp(`^Usage: askwell ${command}\\b`));
  }
});

test('every script of the help stands in package.json', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
  const wanted = named(/npm run (?:--silent )?([\w:-]+)/g);
  expect(wanted).toContain('screenshots');
  expect(wanted.filter((name) => !(name in scripts))).toEqual([]);
});

test('every setting, file and measure that the help names is there', () => {
  const settings = new Set(describeSettings().map(({ name }) => name));
  const called = named(/`([A-Z][A-Z0-9_]{3,})(?:=\w+)?`/g);
  expect(called.filter((name) => !settings.has(name) && !NO_SETTINGS.has(name))).toEqual([]);

  const paths = named(/`((?:src|docs|tests|answers|intents)\/[\w./-]+)`/g);
  const gone = paths.filter((path) => !existsSync(new URL(path, ROOT)));
  expect(gone.filter((path) => !MADE_BY_READERS.includes(path))).toEqual([]);

  const folder = new URL('src/channels/web/metrics/', ROOT);
  const metrics = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  expect(named(/`(askwell_\w+)`/g).filter((name) => !metrics.includes(name))).toEqual([]);
});
