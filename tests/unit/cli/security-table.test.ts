import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { safetyCommand } from '../../../src/cli/safety/safety-command.ts';
import { securityPage } from '../../../src/cli/safety/security/security-page.ts';
import {
  countStands,
  readSecurityTable,
  requirementsOf,
  securityTests,
} from '../../../src/cli/safety/security/security-table.ts';
import { aProject, run } from './an-evaluation.ts';

const root = new URL('../../../', import.meta.url);
const table = readSecurityTable(root);
const data = readFileSync(new URL('docs/security.yaml', root), 'utf8');

test('the page of the security table is what its data give', () => {
  const page = readFileSync(new URL('docs/security.md', root), 'utf8');
  expect(page, 'run: npm run askwell -- safety security').toBe(securityPage(table));
});

test('each of the 253 requirements up to level 2 has its row, and every file it names exists', () => {
  expect(requirementsOf(table)).toHaveLength(253);
  const counts = Object.values(countStands(table));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(253);
  const named = [
    ...table.rows.flatMap(({ where }) => where),
    ...securityTests(table).map(({ file }) => file),
  ];
  expect(named.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});

const print = (yaml: string) => {
  const project = aProject({ 'docs/security.yaml': yaml });
  return run(['safety', 'security'], (terminal) =>
    safetyCommand(terminal, { root: project, open: () => Promise.reject(new Error('not needed')) }),
  );
};

test('the table is printed, and written as a page', async () => {
  const { code, out } = await print(data);
  expect([code, out]).toEqual([0, securityPage(table)]);
});

test.each([
  [
    'leaves a requirement out',
    data.replace('ids: [V4.4.2]', 'ids: [V4.4.3]'),
    /V4\.4\.2 has no row\.\nV4\.4\.3 has two rows/,
  ],
  [
    'says that one is met and not where',
    data.replace(/ {4}where: \[src\/console\/create-console.ts\]\n/, ''),
    /name the file/,
  ],
  ['gives neither a test nor a reason', data.replace(/ {4}why: There are none\.\n/, ''), /say why/],
  ['names a field that is none', data.replace('stands: met', 'stand: met'), /stand/],
])('a table that %s is refused', async (_what, yaml, problem) => {
  const { code, err } = await print(yaml);
  expect(code).toBe(2);
  expect(err).toMatch(problem);
});
