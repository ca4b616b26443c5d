import fc from 'fast-check';

/** What has broken programs before: signs of other languages, ends of strings, numbers that are none, paths, commands. */
const TEXTS = [
  '', ' ', '\u0000', '\ufeff', '\u202eevil', '\ud800', 'a\ud800', '\r\nSet-Cookie: x=1', '%00', '%', '%c0%af', '..%2f..%2f',
  '../../../../etc/passwd', 'C:\\windows', 'file:///etc/passwd', 'javascript:alert(1)', '//evil.example', 'http://169.254.169.254/',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '<!channel>', '<@U123>', "' OR '1'='1", '; DROP TABLE staff; --',
  '{{constructor.constructor("return 1")()}}', '\u0024{7*7}', '{clinic.phone}', '{if clinic.x}', '{{ 7*7 }}', '=cmd|calc!A1', '@SUM(1)', '+1', '-1',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'true', '1e400', '-0', '0x10', '١٢٣',
  '9'.repeat(400), 'a'.repeat(5000), '('.repeat(2000), '['.repeat(2000), '*'.repeat(2000), '&#x0;', '&amp;'.repeat(50), 'ﷺ'.repeat(50),
  '👩‍👩‍👧‍👦'.repeat(50), 'e\u0301\u0301\u0301'.repeat(200), '\u200d'.repeat(500), '2026-02-31T25:61:00Z', '0000-00-00', '-'.repeat(3000),
  '&a [*a, *a]', '---\n---\n', '- - - - -', 'a: &a [*a]', '!!js/function x', '\\'.repeat(999), '/'.repeat(999), 'I want to die', 'how many mg?',
]; // biome-ignore format: one list

/** Strings of every kind: known ones, chance, and both in one. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .tuple(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 20 }))
    .map((both) => both.join('')),
);

/** Any JSON at all where something else was meant. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 4, noUnicodeString: false }),
  fc.constantFrom(...[50, 1000].map(nested)),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

/** Bytes that are no JSON, or not quite. */
export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '{', '}', '[', '"', '{"a":}', '{"text":"x"', '{"text":"x",}', 'nul', '\u0000', '{"__proto__":{"x":1}}', '\ufeff{"text":"x"}',
    '{"text":"x","text":"y"}', '[['.repeat(20_000), '{"a":'.repeat(20_000), '"\\ud800"', '{"text":"\\u0000"}', '1e999', '-', '""', '[]', 'null', '0',
  ), // biome-ignore format: one list
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value)),
);
