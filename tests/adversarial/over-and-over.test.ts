import { expect, test } from 'vitest';
import { splitQuestions } from '../../src/classifier/split-questions.ts';
import { detectLanguage } from '../../src/safety/detect-language.ts';
import { redact } from '../../src/safety/redact.ts';
import { aGate, check } from '../unit/safety/a-gate.ts';
import { readApproved } from './checks/approved-words.ts';
import { loadMaterial } from './inputs/load-material.ts';
import { createRandom } from './inputs/random.ts';

const gate = aGate();
const { cueWords } = loadMaterial(readApproved());
const random = createRandom(1);

/** All that reads a patient's words with patterns. */
const READERS: Record<string, (text: string) => unknown> = {
  'the splitting of questions': splitQuestions,
  'the redaction': redact,
  'the detection of the language': (text) => detectLanguage(text, undefined),
  'the gate': (text) => check(gate, text),
};

const SMALL_WORDS = [
  'no', 'si', 'so', 'i', 'it', 'is', 'and', 'y', 'e', 'what', 'whats', 'who', 'how', 'then', 'they', 'ok', 'okay',
  'que', 'como', 'pero', 'por favor', 'hi', 'thanks', 'gracias', 'my name is', 'call', 'born', 'calle', 'dr.', '1', '1-',
  'a.', '@', '(', '[at]', '¿', "'", '—', '...', '[name]',
]; // biome-ignore format: one list

/**
 * So often that a pattern which tries every way to read a word said twice takes a tenth of a second or more, and not so often that
 * it takes for ever.
 */
const TIMES = 22;
const MOST_MS = 50;

const words = [...SMALL_WORDS, ...Array.from({ length: 200 }, () => random.pick(cueWords))];
const runs = words.flatMap((word) => {
  const other = random.pick(words);
  return [`${word} `, `${word}, `, word, `${word} ${other} `].map((run) => run.repeat(TIMES));
});

for (const [name, read] of Object.entries(READERS)) {
  test(`${name} takes no longer when a word is said over and over`, () => {
    const texts = runs.map((run) => `${run} mire joven, can i drive and is it ok`);
    const slow = texts.filter(
      (text) => timeOf(read, text) > MOST_MS && timeOf(read, text) > MOST_MS,
    );
    expect(slow).toEqual([]);
  });
}

/** Time of the processor in ms: others use the machine too. */
function timeOf(read: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
