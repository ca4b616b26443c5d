import { expect, test } from 'vitest';
import { evaluateCommand } from '../../../src/cli/evaluate-command.ts';
import { aProject, aReply, run } from './an-evaluation.ts';

const WORKING = '{"id":"W1","text":"a","label":"dose"}\n{"id":"W2","text":"b","label":"dose"}\n';
const FINAL = '{"id":"F1","turns":["a","b"],"label":"dose","concern":"schedule"}\n';

/** Only W1 reaches staff. */
function evaluate(argv: string[], { working = WORKING, final = FINAL, gates = '{}' } = {}) {
  const root = aProject({
    'tests/evaluation/working/a.jsonl': working,
    'tests/evaluation/final/a.jsonl': final,
    'tests/evaluation/gates.json': gates,
  });
  const ask = async (id: string) =>
    aReply(id === 'W1' ? { tickets: [{ reason: 'dose', urgency: 'routine' }] } : {});
  return run(['evaluate', ...argv], (terminal) =>
    evaluateCommand(terminal, { root, ask: async () => ask }),
  );
}

const doseOf = (out: string) => JSON.parse(out).figures.doseReachedStaff;

test('each set is judged alone, and both together where none is named', async () => {
  expect(doseOf((await evaluate(['--json', '--set', 'working'])).out)).toMatchObject({ of: 2 });
  expect(doseOf((await evaluate(['--json', '--set', 'final'])).out)).toMatchObject({ of: 1 });
  expect(doseOf((await evaluate(['--json'])).out)).toMatchObject({ count: 1, of: 3 });
});

test('the final set is judged, and none of its messages is named', async () => {
  for (const argv of [['--missed'], ['--missed', '--set', 'final'], ['--missed', '--set', 'all']]) {
    const { code, out, err } = await evaluate(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('figures only');
  }
  const { code, out } = await evaluate(['--missed', '--set', 'working']);
  expect(code).toBe(0);
  expect(out).toContain('Missed: W2\n');
});

test('a figure below its gate fails', async () => {
  const gates = '{"doseReachedStaff":{"least":0.5}}';
  expect((await evaluate(['--set', 'working'], { gates })).code).toBe(0);
  const { code, err } = await evaluate([], { gates });
  expect(code).toBe(1);
  expect(err).toContain('doseReachedStaff');
});

test.each([
  [
    'an id that is used in both sets',
    { final: WORKING },
    'final/a.jsonl, line 1',
    'working/a.jsonl, line 1',
  ],
  ['a concern that is none', { final: FINAL.replace('schedule', 'sadness') }, 'line 1', 'concern'],
  ['a set without a message', { final: '' }, 'final', 'no message'],
])('%s is refused with its place', async (_what, files, ...named) => {
  const { code, err } = await evaluate(['--set', 'final'], files);
  expect(code).toBe(2);
  for (const part of named) expect(err).toContain(part);
});
