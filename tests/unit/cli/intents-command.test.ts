import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Job, runJob } from '../../../src/classifier/live/jobs.ts';
import type { RunInWorker } from '../../../src/classifier/live/run-in-worker.ts';
import { intentsCommand } from '../../../src/cli/intents/intents-command.ts';
import { aProject, run } from './an-evaluation.ts';

const inWorker = (async (job: Job) => runJob(job, () => {})) as RunInWorker;
const openGate = () => ({ check: () => ({ concerns: [], modifiers: [] }) });

const words = (start: string, count: number) =>
  Array.from({ length: count }, (_, at) => `        - ${start} ${at} ${'abcdefghij'[at % 10]}`);
const intent = (id: string, en: string, es: string) => [
  `  - id: ${id}`,
  '    about: x',
  '    examples:',
  '      en:',
  ...words(en, 60),
  '      es:',
  ...words(es, 25),
];
const file = (topic: string, ...intents: string[][]) =>
  [`topic: ${topic}`, 'intents:', ...intents.flat(), ''].join('\n');

const DRIVING = file('driving', intent('driving.after', 'drive car', 'manejar carro'));
const PREP = file('prep', intent('prep.clothes', 'wear coat', 'llevar abrigo'));

function check(files: Record<string, string>, argv: string[] = []) {
  const root = aProject(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`intents/${name}`, text])),
  );
  return run(['intents', 'check', ...argv], (terminal) =>
    intentsCommand(terminal, { root, openGate, inWorker }),
  );
}

test('intents without a mistake pass, with their sizes', async () => {
  const { code, out } = await check({ 'driving.yaml': DRIVING, 'prep.yaml': PREP });
  expect(out).toContain('2 intents with 120 examples in English and 50 in Spanish');
  expect(code).toBe(0);
});

test('a contradiction ends with 1 and names both lines', async () => {
  const prep = PREP.replace('- wear coat 3 d', '- "drive, car 3 D!"');
  const { code, out, err } = await check({ 'driving.yaml': DRIVING, 'prep.yaml': prep }, [
    '--json',
  ]);
  const { findings, counts } = JSON.parse(out);
  expect({ code, errors: counts.errors }).toEqual({ code: 1, errors: 1 });
  expect(err).toContain('1 errors in the intents');
  expect(findings[0]).toMatchObject({
    rule: 'duplicate',
    place: 'driving.yaml:10',
    examples: [{ place: 'driving.yaml:10' }, { place: 'prep.yaml:10' }],
  });
});

test('a warning alone ends with 0', async () => {
  const few = DRIVING.replace('        - drive car 0 a\n', '');
  const { code, out } = await check({ 'driving.yaml': few, 'prep.yaml': PREP });
  expect(code).toBe(0);
  expect(out).toContain('driving.yaml:3: driving.after has 59 examples in en');
});

test('files that cannot be read are told with line and field', async () => {
  const { code, out } = await check({ 'driving.yaml': DRIVING.replace('about: x', 'abuot: x') });
  expect(code).toBe(1);
  expect(out).toMatch(/driving\.yaml:\d+: intents\.0/);
});

test('a folder of another place is checked when it is named', async () => {
  const other = fileURLToPath(aProject({ 'driving.yaml': DRIVING, 'prep.yaml': PREP }));
  expect((await check({}, [other])).code).toBe(0);
});
