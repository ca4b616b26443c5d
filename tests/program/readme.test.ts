import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const scripts: Record<string, string> = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
).scripts;

test("the README's table of settings is the one of the schema", () => {
  const rows = describeSettings().map(({ name, fallback, text }) => {
    const shown = fallback === '' ? '' : `\`${fallback}\``;
    return `| \`${name}\` | ${shown} | ${text} |`;
  });
  const table = ['| Setting | Default | Means |', '| --- | --- | --- |', ...rows].join('\n');
  const [, between] = readme.split(/<!-- \/?settings -->/);
  expect(between?.trim()).toBe(table);
});

test('every npm command in the README exists', () => {
  const named = [...readme.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)];
  const commands = named.map(([, script, short]) => script ?? short ?? '');
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((command) => !(command in scripts))).toEqual([]);
});
