import { expect, test } from 'vitest';
import { aGate, check } from './a-gate.ts';

const gate = aGate();
const WORDS = [
  'take',
  'chest',
  'cant',
  'breathe',
  'mg',
  'how',
  'many',
  'die',
  'pain',
  '2',
  'spray',
  'no',
  '💊',
  'ñ',
  '(',
  '/',
  'kkkk',
  'mgmgmg',
  'a.b.c',
  '165/100',
  '\n',
  '\u200b',
];

test('no message of 2,000 built to be slow takes longer than 50 ms', () => {
  for (const text of adversarial(50)) check(gate, text);
  const slow = adversarial(2000).filter((text) => timeOf(text) > 50 && timeOf(text) > 50);
  expect(slow.map((text) => text.slice(0, 40))).toEqual([]);
});

test('a long text takes no longer for each 4,000 characters than a message may', () => {
  const long = adversarial(400).join(' ').slice(0, 20_000);
  const texts = [long, long.replaceAll(' ', '. '), long.replaceAll('\n', ' ')];
  const slow = texts.filter((text) => timeOf(text) > 5 * 50 && timeOf(text) > 5 * 50);
  expect(slow.map((text) => text.slice(0, 40))).toEqual([]);
});

test('anything that can be typed gets a verdict', () => {
  const odd = [
    '',
    ' ',
    '\u0000',
    '\ud800',
    '🤷‍♀️',
    '({[<',
    '*'.repeat(5000),
    'a'.repeat(20_000),
    '\n'.repeat(3000),
    '1/1/1/1',
    '...',
    'ﷺ',
    '𝕕𝕚𝕖',
  ];
  for (const text of odd) expect(check(gate, text)).toHaveProperty('concerns');
});

test('disguised letters are read as what they look like', () => {
  for (const text of [
    'i wаnt to dіe',
    'i w4nt to k1ll myself',
    'i\u200b want\u200b to\u200b die',
    'I WANT TO DIEEEEE',
    '𝗶 𝘄𝗮𝗻𝘁 𝘁𝗼 𝗱𝗶𝗲',
    'i want to kms',
    'k m s',
  ]) {
    expect({ text, found: check(gate, text).concerns.map(({ concern }) => concern) }).toMatchObject(
      { found: expect.arrayContaining(['self_harm']) },
    );
  }
});

test('amounts are read in every spelling', () => {
  for (const text of [
    '3mg ok?',
    '3 m g ok',
    'm.g. per spray',
    '½ a troche',
    'media pastilla',
    '0,5 ml',
    'howmuch ketamin',
    '💊💊 tonight ok?',
    '2 sparys',
    'milligrms?',
  ]) {
    expect({ text, found: check(gate, text).concerns.map(({ concern }) => concern) }).toMatchObject(
      { found: expect.arrayContaining(['dose']) },
    );
  }
});

/** Time of the processor in ms: others use the machine too. */
function timeOf(text: string): number {
  const before = process.cpuUsage();
  check(gate, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Long runs of words that cues are made of, in an order that follows from the number alone. */
function adversarial(count: number): string[] {
  return Array.from({ length: count }, (_, seed) => {
    const length = seed % 80 === 0 ? 600 : 5 + ((seed * 37) % 45);
    const words = Array.from(
      { length },
      (_unused, at) => WORDS[(seed * 31 + at * at * 7 + at * seed) % WORDS.length],
    );
    return words.join(seed % 5 === 0 ? '' : ' ').slice(0, 4000);
  });
}
