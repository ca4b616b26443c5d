import { expect, test } from 'vitest';
import type { QuestionExplanation } from '../../../src/classifier/explain/explain.ts';
import { askCommand } from '../../../src/cli/ask-command.ts';
import { IntentId } from '../../../src/domain/ids.ts';
import { aReply, run } from './an-evaluation.ts';

const DRIVING = IntentId.parse('driving.after_treatment');

function explain(text: string): QuestionExplanation[] {
  return [
    {
      text,
      kind: 'confident',
      topic: 'driving',
      topicConfidence: 0.97,
      intent: DRIVING,
      intentConfidence: 0.9,
      words: [{ word: 'drive', forTopic: 4.2, forIntent: 3.9 }],
      nearest: [{ text: 'can i drive', topic: 'driving', intent: DRIVING, similarity: 0.8 }],
    },
  ];
}

function ask(argv: string[], input = '') {
  return run(['ask', ...argv], (terminal) =>
    askCommand(
      {
        ...terminal,
        stdin: (async function* () {
          yield input;
        })(),
      },
      async () => ({ ask: async (id) => ({ ...aReply({ concerns: ['dose'] }), id }), explain }),
    ),
  );
}

test('a person sees words, examples and that the gate came first', async () => {
  const { out } = await ask(['--explain', 'can', 'i', 'drive']);
  expect(out).toContain('“can i drive”');
  expect(out).toContain('sure: driving 97 %');
  expect(out).toMatch(/drive +\++ +\+4\.2 topic, \+3\.9 intent/);
  expect(out).toContain('0.80  driving.after_treatment: “can i drive”');
  expect(out).toContain('The safety gate decided before the classifier: dose');
});

test('lines keep their contract unless an explanation is asked for, which is of the last message', async () => {
  const line = '{"id":"1","turns":["hello","can i drive"]}\n';
  expect(JSON.parse((await ask(['--jsonl'], line)).out)).not.toHaveProperty('explanation');
  const { explanation, ...rest } = JSON.parse((await ask(['--jsonl', '--explain'], line)).out);
  expect(explanation).toMatchObject([{ text: 'can i drive', topic: 'driving' }]);
  expect(rest).toEqual(JSON.parse((await ask(['--jsonl'], line)).out));
});
