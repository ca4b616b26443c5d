import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, runAskwell } from '../support/program.ts';

test('an explanation repeats no phone number, and comes only where it was asked for', async () => {
  const input = '{"id":"1","text":"can i drive home, call me at 555-201-3344"}\n';
  const { out } = await runAskwell(['ask', '--jsonl', '--explain'], { input });
  const { explanation } = JSON.parse(out);
  expect(explanation[0]).toMatchObject({ topic: 'driving', nearest: [{}, {}, {}] });
  expect(JSON.stringify(explanation)).toContain('[phone]');
  expect(out).not.toMatch(/201\W?3344/);
  const plain = await runAskwell(['ask', '--jsonl'], { input });
  expect(JSON.parse(plain.out)).not.toHaveProperty('explanation');
});

test('the built program trains on threads of its own to check intents', async () => {
  const folder = join(aFolder(), 'intents');
  mkdirSync(folder);
  for (const topic of ['driving', 'prep']) {
    const examples = Array.from({ length: 12 }, (_, at) => `          - ${topic} question ${at}`);
    const intent = [
      `  - id: ${topic}.thing`,
      '    about: x',
      '    examples:',
      '        en:',
      ...examples,
    ];
    writeFileSync(
      join(folder, `${topic}.yaml`),
      [`topic: ${topic}`, 'intents:', ...intent, ''].join('\n'),
    );
  }
  const { code, out } = await runAskwell(['intents', 'check', folder, '--json']);
  expect(JSON.parse(out).counts).toMatchObject({ intents: 2, en: 24, errors: 2 });
  expect(code).toBe(1);
});
