import { expect, test } from 'vitest';
import { ContractReply } from '../../src/conversation/reply/contract-reply.ts';
import { runAskwell } from '../support/program.ts';

const lines = (...objects: object[]) => objects.map((one) => JSON.stringify(one)).join('\n');

test('ask --jsonl writes a line for each line, in order, with the object of the contract', async () => {
  const input = lines(
    { id: '1', text: 'can i drive home after my infusion?' },
    { id: 'split', turns: ['can i take', '2', 'instead of 1'] },
    { id: '3', text: 'hi' },
  );
  const { code, out } = await runAskwell(['ask', '--jsonl'], { input });
  const replies = out
    .trim()
    .split('\n')
    .map((line) => ContractReply.parse(JSON.parse(line)));
  expect(code).toBe(0);
  expect(replies.map(({ id }) => id)).toEqual(['1', 'split', '3']);
  expect(replies[0]).toMatchObject({
    reply: { kind: 'answer', answers: [{ id: 'driving.after-treatment', revision: 1 }] },
    concerns: [],
    tickets: [],
    topics: ['driving'],
    locale: 'en',
  });
  expect(replies[1]?.concerns).toContain('dose');
  expect(replies[1]?.tickets).toContainEqual(expect.objectContaining({ reason: 'dose' }));
  expect(replies[2]?.reply.kind).toBe('smalltalk');
});

test.each([
  ['not json', /line 2: this is not JSON/],
  ['{"text":"no id"}', /line 2: id/],
  ['{"id":"2","text":5}', /line 2: text/],
  ['{"id":"2"}', /line 2: text/],
])('ask --jsonl names the line and the field of %s and exits with 2', async (bad, message) => {
  const { code, err } = await runAskwell(['ask', '--jsonl'], {
    input: `{"id":"1","text":"hi"}\n${bad}\n`,
  });
  expect(err).toMatch(message);
  expect(code).toBe(2);
});

test('ask prints all that the patient would read', async () => {
  const { out, code } = await runAskwell([
    'ask',
    'can',
    'i',
    'drive',
    'home',
    'after',
    'my',
    'infusion?',
  ]);
  expect(code).toBe(0);
  expect(out).toContain('Sample answer: not yet approved by a clinician');
  expect(out.trim().endsWith('In an emergency, call 911.')).toBe(true);
});

test('evaluate on files of labelled lines prints the figures of the contract', async () => {
  const { mkdtempSync, writeFileSync } = await import('node:fs');
  const folder = mkdtempSync('/tmp/askwell-evaluate-');
  const train = ['red apple', 'green apple', 'apple pie', 'apple juice'].map((text) => ({
    text,
    intent: 'apple',
  }));
  const test_ = ['fast car', 'old car', 'car wheel', 'car door'].map((text) => ({
    text,
    intent: 'car',
  }));
  writeFileSync(`${folder}/train.jsonl`, lines(...train, ...test_));
  writeFileSync(
    `${folder}/test.jsonl`,
    lines({ text: 'an apple', intent: 'apple' }, { text: 'a car', intent: 'car' }),
  );
  const files = ['--train', `${folder}/train.jsonl`, '--test', `${folder}/test.jsonl`];
  const { out, code } = await runAskwell(['evaluate', ...files]);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(out)).sort()).toEqual(
    'accuracy ece examples intents macroF1 modelBytes oosPrecision oosRecall p50Microseconds p99Microseconds trainSeconds'.split(
      ' ',
    ),
  );
  expect(JSON.parse(out)).toMatchObject({ accuracy: 1, examples: 8, intents: 2 });
});
