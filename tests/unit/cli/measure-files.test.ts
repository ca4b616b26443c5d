import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { measureFiles } from '../../../src/cli/evaluate/measure-files.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { aProject } from './an-evaluation.ts';

const LINES = ['drive', 'drive home', 'wear', 'wear shoes']
  .map((text) => JSON.stringify({ text, intent: text.split(' ')[0] }))
  .join('\n');

function request() {
  const path = fileURLToPath(new URL('lines.jsonl', aProject({ 'lines.jsonl': LINES })));
  return { train: path, test: path, encoder: true };
}

function aTerminal() {
  const errors: string[] = [];
  const terminal: Terminal = {
    out: () => {},
    err: (text) => errors.push(text),
    stdin: (async function* () {})(),
    interactive: false,
  };
  return { terminal, errors };
}

test('where the encoder cannot be had the words alone are measured, and that is said', async () => {
  const { terminal, errors } = aTerminal();
  let closed = false;
  const figures = await measureFiles(terminal, request(), () => ({
    embed: () => Promise.reject(new Error('no such model')),
    close: async () => {
      closed = true;
    },
  }));
  expect(figures).toMatchObject({ accuracy: 1, examples: 4 });
  expect(errors).toEqual([expect.stringContaining('words alone')]);
  expect(closed).toBe(true);
});

test('where the words alone are asked for no encoder is started', async () => {
  const { terminal, errors } = aTerminal();
  const open = () => {
    throw new Error('started');
  };
  const figures = await measureFiles(terminal, { ...request(), encoder: false }, open);
  expect(figures).toMatchObject({ accuracy: 1 });
  expect(errors).toEqual([]);
});
