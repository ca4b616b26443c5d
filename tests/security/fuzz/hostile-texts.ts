import fc from 'fast-check';
import { hostileText } from './hostile.ts';
import { PARSERS, type Parser } from './parsers.ts';
import { type Bench, MOST_MS, OF_EACH } from './report.ts';

/** Every parser reads the texts of this round: it may refuse them in its own words, and in time. */
export function hostileTexts(seed: number, { report }: Bench): void {
  const texts = fc.sample(hostileText, { seed, numRuns: 25 * OF_EACH });
  for (const [name, parser] of Object.entries(PARSERS)) {
    const own = texts.slice(0, parser.atMost);
    report.parsed += own.length;
    const problems = own.flatMap((text) => problemOf(parser, text) ?? []);
    report.problems.push(...problems.map((problem) => `${name}, seed ${seed}: ${problem}`));
  }
}

function problemOf({ read, throws }: Parser, text: string): string | undefined {
  const startedAt = performance.now();
  try {
    read(text);
  } catch (err) {
    const expected = throws !== undefined && err instanceof throws;
    if (!expected) return `${String(err)} at ${JSON.stringify(text).slice(0, 80)}`;
  }
  const ms = performance.now() - startedAt;
  return ms > MOST_MS ? `${Math.round(ms)} ms` : undefined;
}
