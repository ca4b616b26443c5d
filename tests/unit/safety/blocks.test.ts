import { readFileSync } from 'node:fs';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import type { BlockId } from '../../../src/domain/reply.ts';
import { loadBlocks } from '../../../src/safety/load-blocks.ts';

const folder = new URL('../../../src/safety/blocks/', import.meta.url);
const english: Record<string, string> = parse(readFileSync(new URL('en.yaml', folder), 'utf8'));
const blocks = loadBlocks(SAMPLE_CLINIC);

/** The policy, section 6, word for word: a change of one of these is a clinical decision and starts here. */
const APPROVED: Record<string, string> = {
  WARNING:
    "I am a bot, not a doctor. This is not medical advice. Ketamine can cause injury or death when used without a qualified doctor's care. Always consult a qualified doctor. In an emergency, call 911.",
  'R-911':
    '**Call 911 now** or your local emergency number. Do not drive yourself. If you can, have someone stay with you and unlock the door. If a person will not wake up or is not breathing well, tell 911 and do what they say. I am an automated service and cannot send help.',
  'R-POISON':
    'Is the person awake and breathing well? Call Poison Help at 1-800-222-1222 now, day or night. Call 911 if they pass out, have a seizure, or have trouble breathing. Do not take any more.',
  'R-988':
    "**Call or text 988 now** to reach the Suicide and Crisis Lifeline. I'm glad you told us. You don't have to face this alone. It is free, day and night. Veterans press 1. Español: oprima 2 o envíe AYUDA al 988. If you might act on these thoughts, or you are hurt, call 911. Move away from anything you could use to hurt yourself. Stay with someone you trust.",
  'R-ABUSE':
    "If you are in danger now, call 911. If you can't talk, try to text 911. This is not your fault. Domestic Violence Hotline: 1-800-799-7233, or text START to 88788. Sexual assault: 1-800-656-4673. Harm to a child: 1-800-422-4453. If someone may look at your phone, delete this chat when it is safe.",
  'R-SIDE':
    'Please call {clinic.phone24} now. Do not take more ketamine. Do not drive. Stay with another adult. Call 911 for trouble breathing, chest pain, fainting, or a seizure. Call 911 for a sudden bad headache, weakness, confusion, or a person who will not wake up.',
  'R-DOSE':
    "I can't answer questions about how much, how strong, or how often. Only your own prescriber can. Please do not take more, less, or extra until you talk with them. Do not stop or change a medicine on your own. Call {clinic.phone} if you can't wait. If too much was taken, call Poison Help at 1-800-222-1222.",
  'R-DOSE-URGENT':
    'Please do not take any more ketamine for now. Call {clinic.phone24} now. If too much was taken or it was mixed with something, call Poison Help at 1-800-222-1222. Call 911 for trouble breathing, fainting, a seizure, or a person who will not wake up.',
};
const CRISIS = ['R-911', 'R-POISON', 'R-988', 'R-ABUSE', 'R-SIDE', 'R-DOSE-URGENT'];

for (const [id, words] of Object.entries(APPROVED)) {
  test(`${id} is word for word what the clinicians approved`, () => {
    expect(english[id]?.trim()).toBe(words);
  });
}

test('a crisis block says what to do in at most 75 words', () => {
  for (const id of CRISIS) expect(wordsOf(english[id] ?? '').length).toBeLessThanOrEqual(75);
});

test('every English block is read by a twelve-year-old', () => {
  const hard = Object.entries(english)
    .filter(([id]) => !BILINGUAL.includes(id) && !id.startsWith('TOPIC-'))
    .map(([id, text]) => ({ id, grade: gradeOf(text) }))
    .filter(({ grade }) => grade > 8);
  expect(hard).toEqual([]);
});

test('no sentence of an English block is longer than 20 words', () => {
  const long = Object.values(english)
    .flatMap(sentencesOf)
    .filter((sentence) => wordsOf(sentence).length > 20);
  expect(long).toEqual([]);
});

test('the Spanish blocks name the same help lines as the English ones', () => {
  for (const id of blocks.ids) {
    expect({ id, numbers: numbersOf(blocks.text(id, 'es')) }).toEqual({
      id,
      numbers: numbersOf(blocks.text(id, 'en')),
    });
  }
});

test('a slot that no clinic fills stops the start', () => {
  const { phone24: _, ...rest } = SAMPLE_CLINIC;
  expect(() => loadBlocks(rest as typeof SAMPLE_CLINIC)).toThrow('clinic.phone24');
});

test('a block that does not exist is no silence but an error', () => {
  expect(() => blocks.text('R-NOTHING' as BlockId, 'en')).toThrow('no such block');
});

/** Spanish words in them cannot be graded as English. */
const BILINGUAL = ['R-LANG', 'R-988'];

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?!:])\s/).filter((sentence) => wordsOf(sentence).length > 0);
}

/** Flesch-Kincaid grade; a telephone number counts as one short word. */
function gradeOf(text: string): number {
  const plain = text.replace(/\{[^}]*\}/g, 'phone').replace(/[\d-]{3,}/g, 'one');
  const words = wordsOf(plain);
  return fleschKincaid({
    sentence: sentencesOf(plain).length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}

function numbersOf(text: string): string[] {
  return [...new Set(text.match(/\d[\d-]+\d/g) ?? [])].sort();
}
