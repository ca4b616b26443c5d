import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateOnFiles } from '../../../src/classifier/evaluate.ts';
import { SMALL_EXAMPLES } from './small-examples.ts';

type Line = { text: string; intent: string };

const TRAIN: Line[] = Object.entries(SMALL_EXAMPLES)
  .filter(([intent]) => !intent.startsWith('out_of_scope'))
  .flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));

function aFile(lines: (Line | string)[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'askwell-evaluate-')), 'lines.jsonl');
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

test('the figures have exactly the agreed names', async () => {
  const figures = await evaluateOnFiles({ train: aFile(TRAIN), test: aFile(TRAIN) });
  expect(Object.keys(figures).sort()).toEqual(
    [
      'accuracy',
      'macroF1',
      'oosRecall',
      'oosPrecision',
      'ece',
      'trainSeconds',
      'p50Microseconds',
      'p99Microseconds',
      'modelBytes',
      'examples',
      'intents',
    ].sort(),
  );
  expect(figures).toMatchObject({ accuracy: 1, macroF1: 1, examples: 24, intents: 3 });
});

test('accuracy counts every line with an intent, a wrong and an untrained one too', async () => {
  const test = [
    { text: 'can i drive', intent: 'driving.after_treatment' },
    { text: 'can i drive', intent: 'prep.clothes' },
    { text: 'can i drive', intent: 'never.trained' },
    { text: 'what should i wear', intent: 'prep.clothes' },
  ];
  const figures = await evaluateOnFiles({ train: aFile(TRAIN), test: aFile(test) });
  expect(figures).toMatchObject({ accuracy: 0.5, macroF1: 0.3889 });
});

test('lines out of scope change recall and precision, not accuracy', async () => {
  const test = [
    { text: 'can i drive again', intent: 'driving.after_treatment' },
    { text: 'zzyx qwrt', intent: 'oos' },
    { text: 'when can i drive', intent: 'oos' },
  ];
  const figures = await evaluateOnFiles({ train: aFile(TRAIN), test: aFile(test) });
  expect(figures).toMatchObject({ accuracy: 1, oosRecall: 0.5, oosPrecision: 1 });
});

test('without lines out of scope their figures are null', async () => {
  const figures = await evaluateOnFiles({ train: aFile(TRAIN), test: aFile(TRAIN) });
  expect(figures).toMatchObject({ oosRecall: null, oosPrecision: null });
});

test('out of scope is learnt when the training lines hold it', async () => {
  const oos = (SMALL_EXAMPLES['out_of_scope.everyday'] ?? []).map((text) => ({
    text,
    intent: 'oos',
  }));
  const test = [{ text: 'tell me another joke', intent: 'oos' }];
  const figures = await evaluateOnFiles({ train: aFile([...TRAIN, ...oos]), test: aFile(test) });
  expect(figures).toMatchObject({ oosRecall: 1, intents: 3, examples: 32 });
});

test('a number of lines an intent is drawn, the same for the same seed', async () => {
  const train = aFile(TRAIN);
  const test = aFile(TRAIN);
  const draw = async (seed: number) => {
    const figures = await evaluateOnFiles({ train, test, perIntent: 2, seed });
    return [figures.examples, figures.accuracy, figures.ece];
  };
  expect((await draw(7))[0]).toBe(6);
  expect(await draw(7)).toEqual(await draw(7));
});

test.each([
  ['not JSON', '{"text":', /lines\.jsonl:2: line: /],
  ['without an intent', '{"text":"hi"}', /lines\.jsonl:2: intent: /],
  ['with an empty text', '{"text":"","intent":"a"}', /lines\.jsonl:2: text: /],
  ['that is no object', '7', /lines\.jsonl:2: line: /],
])('a line %s is named by file, line and field', async (_, line, message) => {
  const bad = aFile([{ text: 'hello', intent: 'a' }, line]);
  await expect(evaluateOnFiles({ train: bad, test: bad })).rejects.toThrow(message);
});

test('a file that is not there is named', async () => {
  await expect(evaluateOnFiles({ train: '/nowhere/x', test: '/nowhere/y' })).rejects.toThrow(
    /nowhere\/x/,
  );
});

test('an empty file is refused', async () => {
  const empty = aFile([]);
  await expect(evaluateOnFiles({ train: empty, test: empty })).rejects.toThrow(/:1: /);
});

test('an encoder is asked for the lines to learn from, and then for those alone that the words leave unsure', async () => {
  const asked: string[] = [];
  const encoder = {
    embed: async (texts: readonly string[]) => {
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.includes('driv') ? 1 : -1, 0, 0, 0));
    },
  };
  const figures = await evaluateOnFiles({ train: aFile(TRAIN), test: aFile(TRAIN) }, encoder);
  expect(asked).toEqual(expect.arrayContaining(TRAIN.map(({ text }) => text)));
  expect(figures).toMatchObject({ accuracy: 1, examples: 24 });
});
