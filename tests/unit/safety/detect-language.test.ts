import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Locale } from '../../../src/domain/ids.ts';
import { detectLanguage } from '../../../src/safety/detect-language.ts';

const Examples = z.object({
  en: z.array(z.string()).default([]),
  es: z.array(z.string()).default([]),
});
const File = z.object({
  examples: Examples.optional(),
  intents: z.array(z.object({ examples: Examples })).default([]),
});

/** Every message the project has in a language: what patients ask, and what the safety gate learns from. */
function messagesIn(locale: Locale): string[] {
  const folders = ['../../../intents/', '../../../src/safety/examples/'];
  return folders.flatMap((name) => {
    const folder = new URL(name, import.meta.url);
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => File.parse(parse(readFileSync(new URL(file, folder), 'utf8'))))
      .flatMap((file) => [file.examples, ...file.intents.map((intent) => intent.examples)])
      .flatMap((examples) => examples?.[locale] ?? []);
  });
}

describe.each(['en', 'es'] as const)('messages in %s', (locale) => {
  test('are answered in their language at first contact', () => {
    const messages = messagesIn(locale);
    const wrong = messages.filter((text) => detectLanguage(text, undefined).locale !== locale);
    expect(messages.length).toBeGreaterThan(1000);
    expect(wrong.length / messages.length, wrong.join(' | ')).toBeLessThan(0.02);
  });

  test('are never taken for a language we do not have', () => {
    const refused = messagesIn(locale).filter((text) => !detectLanguage(text, undefined).supported);
    expect(refused.length / messagesIn(locale).length, refused.join(' | ')).toBeLessThan(0.001);
  });

  test('turn the conversation round when it was in the other language', () => {
    const other = locale === 'en' ? 'es' : 'en';
    const messages = messagesIn(locale).filter((text) => text.split(' ').length > 3);
    const wrong = messages.filter((text) => detectLanguage(text, other).locale !== locale);
    expect(wrong.length / messages.length, wrong.join(' | ')).toBeLessThan(0.02);
  });
});

test('nine of ten messages in other languages are sent to an interpreter', () => {
  const file = readFileSync(new URL('other-languages.yaml', import.meta.url), 'utf8');
  const messages = Object.values(
    z.record(z.string(), z.array(z.string())).parse(parse(file)),
  ).flat();
  const missed = messages.filter((text) => detectLanguage(text, 'en').supported);
  expect(messages.length).toBeGreaterThanOrEqual(60);
  expect(missed.length / messages.length, missed.join(' | ')).toBeLessThan(0.1);
});

test.each(['ok', '2', '', '👍', 'k', 'no', 'ketamine', 'spravato', '180/110', '[phone]', '...'])(
  'text that could be either keeps the language of the conversation: %j',
  (text) => {
    expect(detectLanguage(text, 'es')).toEqual({ locale: 'es', supported: true });
    expect(detectLanguage(text, 'en')).toEqual({ locale: 'en', supported: true });
    expect(detectLanguage(text, undefined)).toEqual({ locale: 'en', supported: true });
  },
);

test.each(['hola', 'gracias', '¿duele?', 'me duele', 'ayuda', 'mi niña no respira'])(
  'a short Spanish message changes to Spanish: %s',
  (text) => {
    expect(detectLanguage(text, 'en')).toEqual({ locale: 'es', supported: true });
  },
);

test.each(['hi', 'help', 'thanks', 'what', 'i cant breth', 'hello?'])(
  'a short English message changes to English: %s',
  (text) => {
    expect(detectLanguage(text, 'es')).toEqual({ locale: 'en', supported: true });
  },
);

test.each([
  'cna i drve aftr the infuson',
  'my haed hrts so bd rn',
  'asdkjh qwlekj zmxncb aslkdj',
  'propranolol topiramate sumatriptan rimegepant',
  'emgality ajovy aimovig vyepti nurtec ubrelvy',
  'hahahaha hahahaha hahahaha',
  '😀😀😀😀😀😀',
  'i wаnt tо diе',
  'I am from São Paulo, Dr. Müller sent me',
  'tomo topamax can I still come mañana',
])('typos, medicines, gibberish and mixed talk stay supported: %s', (text) => {
  expect(detectLanguage(text, undefined).supported).toBe(true);
});

test.each(['помогите', '头痛', 'ความช่วยเหลือ', 'βοήθεια', 'עזרה', 'হাসপাতাল'])(
  'a single word in another script is unsupported at once: %s',
  (text) => {
    expect(detectLanguage(text, 'es')).toEqual({ locale: 'es', supported: false });
  },
);

test('Portuguese is told from Spanish', () => {
  expect(detectLanguage('Não consigo respirar, o que eu faço?', 'es').supported).toBe(false);
  expect(detectLanguage('No consigo respirar, ¿qué hago?', 'es').supported).toBe(true);
});

test('a redacted message is read without the tokens', () => {
  expect(detectLanguage('me llamo [name], mi correo es [email]', undefined).locale).toBe('es');
});
