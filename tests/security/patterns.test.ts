import { expect, test } from 'vitest';
import { builtPatterns, hostileTexts, type Pattern, writtenPatterns } from './patterns.ts';

/** Time that grows with the square of the length shows in a quarter of the text, in ms. */
const MOST_MS_OF_QUARTER = 2;
/** For the best of five readings of the whole text, in ms of the processor: what grows beyond the square takes seconds. */
const MOST_MS = 200;

function slowOn(all: RegExp, text: string): boolean {
  const read = (part: string) => {
    all.lastIndex = 0;
    all.exec(part);
  };
  const quarter = text.slice(text.length * 0.75);
  const mayBeSlow = [1, 2, 3].every(() => {
    const startedAt = performance.now();
    read(quarter);
    return performance.now() - startedAt > MOST_MS_OF_QUARTER;
  });
  if (!mayBeSlow) return false;
  return [1, 2, 3, 4, 5].every(() => {
    const before = process.cpuUsage();
    read(text);
    return process.cpuUsage(before).user / 1000 > MOST_MS;
  });
}

const withG = (flags: string) => (flags.includes('g') ? flags : `${flags}g`);

const slow = (patterns: Pattern[]) =>
  patterns.flatMap((one) => {
    const all = new RegExp(one.pattern, withG(one.pattern.flags));
    const texts = hostileTexts(one).filter((text) => slowOn(all, text));
    return texts.map(
      (text) => `${one.from} ${one.pattern} on ${JSON.stringify(text.slice(0, 12))}`,
    );
  });

const written = writtenPatterns();

test('no pattern in the source is slow on a text that was made for it', () => {
  expect(written.length).toBeGreaterThan(150);
  expect(slow(written)).toEqual([]);
});

test('no pattern that is built from cues and word lists is slow on a text that was made for it', async () => {
  const built = await builtPatterns(async () => {
    const [{ loadCues }, { createRules }] = await Promise.all([
      import('../../src/safety/rules/load-cues.ts'),
      import('../../src/safety/rules/check-rules.ts'),
    ]);
    createRules(loadCues(new URL('../../src/safety/cues/', import.meta.url)));
    await Promise.all([
      import('../../src/safety/redact.ts'),
      import('../../src/safety/model/reading/read-passages.ts'),
      import('../../src/classifier/split-questions.ts'),
      import('../../src/answer-bank/lint/lint-content.ts'),
    ]);
  });
  expect(built.length).toBeGreaterThan(300);
  expect(slow(built)).toEqual([]);
}, 120_000);
