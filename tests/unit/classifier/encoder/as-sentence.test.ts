import { expect, test } from 'vitest';
import { asSentence } from '../../../../src/classifier/encoder/as-sentence.ts';

test.each([
  ['can i drive home after', 'Can I drive home after?'],
  ['whats it cost', 'Whats it cost?'],
  ['i feel sick today', 'I feel sick today.'],
  ['Is it safe?', 'Is it safe?'],
  ['no way!!', 'No way!!'],
  ['puedo manejar', 'Puedo manejar.'],
  ['  ', ''],
])('a hurried %j is written out for the encoder', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});

test('what is a sentence already stays as it is', () => {
  const once = asSentence('how long does it take');
  expect(asSentence(once)).toBe(once);
});
