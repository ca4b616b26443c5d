import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { redact } from '../../../src/safety/redact.ts';

type Samples = { planted: [kind: string, text: string, secret: string][]; clean: string[] };
const samples: Samples = parse(
  readFileSync(new URL('identifiers.yaml', import.meta.url), 'utf8'),
) as Samples;

test('at least 99 of 100 planted numbers, addresses and dates of birth are replaced', () => {
  const structured = samples.planted.filter(([kind]) => kind !== 'name');
  const missed = structured.filter(([kind, text, secret]) => !isFound({ kind, text, secret }));
  expect(structured.length).toBeGreaterThanOrEqual(300);
  expect(missed.length / structured.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.01);
});

/** What is found of each kind, of 100. One miss in the smaller kinds is more than a point, so they have none. */
const LEAST_RECALL: Record<string, number> = {
  phone: 98,
  email: 98,
  ssn: 98,
  number: 98,
  'birth date': 98,
  address: 98,
  link: 98,
  card: 98,
  name: 93,
};

test('no kind of identifier is found less often than is known, and none is called by another name', () => {
  const kinds = [...new Set(samples.planted.map(([kind]) => kind))];
  const table = kinds.map((kind) => {
    const planted = samples.planted.filter(([of]) => of === kind);
    const found = planted.filter(([, text, secret]) => isFound({ kind, text, secret }));
    const recall = (100 * found.length) / planted.length;
    return { kind, planted: planted.length, found: found.length, recall };
  });
  console.table(table);
  expect(kinds.sort()).toEqual(Object.keys(LEAST_RECALL).sort());
  const below = table.filter(({ kind, recall }) => recall < (LEAST_RECALL[kind] ?? 100));
  expect(below).toEqual([]);
});

test('at least 19 of 20 names that a patient gives are replaced', () => {
  const named = samples.planted.filter(([kind]) => kind === 'name');
  const missed = named.filter(([, text, secret]) => redact(text).text.includes(secret));
  expect(missed.length / named.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.05);
});

test('at most 1 of 100 messages without an identifier is changed', () => {
  const changed = samples.clean.filter((text) => redact(text).text !== text);
  expect(samples.clean.length).toBeGreaterThanOrEqual(300);
  expect(changed.length / samples.clean.length, JSON.stringify(changed)).toBeLessThanOrEqual(0.01);
});

test('what the patient says around an identifier stays, and each kind is told once', () => {
  const text =
    "I'm Ana Ruiz, DOB 03/05/1975. I can't breathe! Call 415-555-0132 or 415-555-0133, not 911.";
  expect(redact(text)).toEqual({
    text: "I'm [name], DOB [birth date]. I can't breathe! Call [phone] or [phone], not 911.",
    found: ['birth date', 'phone', 'name'],
  });
});

test('an address is one token down to its postal code', () => {
  expect(redact('I live at 4521 N Oak Ave Apt 3B, Boston, MA 02118 alone').text).toBe(
    'I live at [address] alone',
  );
});

test.each([
  'call 911 now',
  'I texted 988',
  'Poison Help 1-800-222-1222',
  'text HOME to 741741',
  '1 (800) 799-7233',
])('a help line stays: %s', (text) => {
  expect(redact(text)).toEqual({ text, found: [] });
});

test.each([
  'I am Pregnant',
  "I'm Suicidal Right Now",
  'THIS IS AN OVERDOSE',
  'I am Having Chest Pain',
  'my name is not important, I took 30 pills',
  'Soy Alérgica',
  'me llamo y nadie contesta, quiero morir',
])('a safety word is never taken for a name: %s', (text) => {
  expect(redact(text)).toEqual({ text, found: [] });
});

test('a name does not swallow the cry for help behind it', () => {
  expect(redact('my name is ana ruiz i want to die').text).toBe('my name is [name] i want to die');
  expect(redact('me llamo rosa quiero morir').text).toBe('me llamo [name] quiero morir');
});

test.each([
  ['my nurse Tamsin was kind', 'my nurse [name] was kind'],
  ['could you ask Dr Feng', 'could you ask Dr [name]'],
  ['la doctora Montserrat Piñeiro ya no está', 'la doctora [name] ya no está'],
  ['I had Leroy Stubblefield drive me', 'I had [name] drive me'],
  ['hi its Desmond from this morning', 'hi its [name] from this morning'],
])('the name of somebody else is replaced: %s', (text, redacted) => {
  expect(redact(text).text).toBe(redacted);
});

test.each([
  'is there a clinic in Baton Rouge',
  'Ask Medicare about Spravato, tell Aetna too',
  'My doctor Said No To Botox Injections On Labor Day',
  'my husband Saturday can drive me',
  'my pain goes 1 2 3 4 5 6 7 up and down',
  'do you work with Blue Cross',
])('a place, a medicine or an insurer is no name: %s', (text) => {
  expect(redact(text)).toEqual({ text, found: [] });
});

test('a year of birth stays, since it shows a minor', () => {
  expect(redact('I was born in 2011').text).toBe('I was born in 2011');
});

test('redacting a second time changes nothing', () => {
  for (const [, text] of samples.planted) {
    const once = redact(text).text;
    expect(redact(once).text).toBe(once);
  }
});

test('an identifier is found wherever it stands, and the sentences around it stay', () => {
  const sentence = fc.constantFrom(...samples.clean);
  const found = samples.planted.filter(([kind, text, secret]) => isFound({ kind, text, secret }));
  fc.assert(
    fc.property(sentence, fc.constantFrom(...found), sentence, (before, planted, after) => {
      const [, text, secret] = planted;
      const left = redact(`${before}. ${text}. ${after}`).text;
      expect(left.slice(before.length + 2, left.length - after.length)).not.toContain(secret);
      expect([left.slice(0, before.length), left.slice(-after.length)]).toEqual([before, after]);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

function isFound({ kind, text, secret }: { kind: string; text: string; secret: string }): boolean {
  const { text: left, found } = redact(text);
  return !left.includes(secret) && found.includes(kind);
}

/** Openings that make patterns try again and again. On a free machine each text takes a few milliseconds. */
const HOSTILE = [
  '1', '1 ', '1-', '(', '+1 ', '4111 ', '4155550132 ', 'a', 'a.', 'a@', '@a.', 'x at ', 'www.',
  'my name is ', 'I am A ', 'born is ', 'mrn is ', 'policy # ', 'call ', 'calle a ', '12 Aa ',
  '9 a a a ', 'Aa Aa, CA ', 'jan ', '1 de ', '[address] ', '[name] ', '\n', ' ', 'é',
  'nurse ', 'Dr. ', 'Aa de la ', 'one two ', 'a dot ', 'number is 1 ', 'plate ', 'insta a', 'my car ', 'nurse at Aa ',
  'one forty ', 'the fifth of ', 'corner of Aa ',
]; // biome-ignore format: one table

test.each(HOSTILE)('a hostile text of 20,000 characters is redacted at once: %j', (opening) => {
  const text = opening.repeat(Math.ceil(20_000 / opening.length)).slice(0, 20_000);
  const started = performance.now();
  redact(text);
  expect(performance.now() - started).toBeLessThan(1000);
});
