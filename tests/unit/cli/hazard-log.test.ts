import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  absentFiles,
  HazardLog,
  readHazardLog,
} from '../../../src/cli/safety/hazards/hazard-log.ts';
import { hazardPage } from '../../../src/cli/safety/hazards/hazard-page.ts';
import { safetyCommand } from '../../../src/cli/safety/safety-command.ts';
import { aProject, run } from './an-evaluation.ts';

const root = new URL('../../../', import.meta.url);
const log = readHazardLog(root);

test('the page of the hazard log is what its data give', () => {
  const page = readFileSync(new URL('docs/hazard-log.md', root), 'utf8');
  expect(page, 'run: npm run askwell -- safety hazards').toBe(hazardPage(log));
});

test('the hazards of the policy are there, and every file they name exists', () => {
  const policy = Array.from({ length: 16 }, (_, index) => `H${String(index + 1).padStart(2, '0')}`);
  expect(log.hazards.map(({ id }) => id)).toEqual(expect.arrayContaining(policy));
  expect(log.hazards.length).toBeGreaterThanOrEqual(25);
  expect(absentFiles(log, root)).toEqual([]);
});

test('a file that is gone is named with its hazard', () => {
  const [first] = log.hazards;
  const controls = [{ does: 'x', files: ['src/gone.ts'] }];
  const tests = ['tests/gone.test.ts › x'];
  const hazards = first ? [{ ...first, controls, tests }] : [];
  expect(absentFiles({ ...log, hazards }, root)).toEqual([
    'H01: src/gone.ts',
    'H01: tests/gone.test.ts',
  ]);
});

test.each([
  ['without a test that is not open', { tests: [], open: false, missing: undefined }],
  ['that is open and does not say why', { open: true, missing: undefined }],
  ['that lacks something and is not open', { open: false, missing: 'x' }],
  ['scored on a scale of its own', { initialRisk: { severity: 'bad', likelihood: null } }],
  ['twice', {}],
])('a hazard %s is refused', (_what, change) => {
  const [first] = log.hazards;
  const hazards = _what === 'twice' ? [first, first] : [{ ...first, ...change }];
  expect(HazardLog.safeParse({ ...log, hazards }).success).toBe(false);
  expect(HazardLog.safeParse({ ...log, hazards: [first] }).success).toBe(true);
});

test('the page is written from the data, and data that are wrong are named by field', async () => {
  const data = readFileSync(new URL('docs/hazards.yaml', root), 'utf8');
  const write = (project: URL) =>
    run(['safety', 'hazards'], (terminal) =>
      safetyCommand(terminal, {
        root: project,
        open: () => Promise.reject(new Error('not needed')),
      }),
    );
  const good = aProject({ 'docs/hazards.yaml': data });
  expect((await write(good)).code).toBe(0);
  expect(readFileSync(new URL('docs/hazard-log.md', good), 'utf8')).toBe(hazardPage(log));
  const { code, err } = await write(
    aProject({ 'docs/hazards.yaml': data.replace('cause:', 'couse:') }),
  );
  expect(code).toBe(2);
  expect(err).toMatch(/hazards\.yaml[\s\S]*couse[\s\S]*hazards\[0\]/);
});
