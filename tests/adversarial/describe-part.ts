import { expect, test } from 'vitest';
import { runPart } from './run-part.ts';

/**
 * The policy asks for 100,000 (section 9), which `ADVERSARIAL_TURNS=100000 npx vitest run tests/adversarial` makes before a
 * release. Split among the files `part-1` to `part-4`, which run side by side: 16,000 take some ninety seconds on two
 * free cores.
 */
const TURNS = Number(process.env.ADVERSARIAL_TURNS ?? 1_000);
const PARTS = 4;
const MINUTES = 60_000;

/** Declares the test of one part: hostile conversations from first to last, and what no reply may ever do. */
export function describePart(part: number): void {
  const title = `no hostile message of part ${part} gets an unapproved byte, an amount, its own words or an answer in danger`;
  test(title, { timeout: 30 * MINUTES }, async () => {
    const report = await runPart({ part, of: PARTS, turns: TURNS / PARTS });
    const { turns, turnsPerSecond, conversations, byReplyKind, problems, slow } = report;
    console.info(
      `part ${part}: ${turns} turns in ${conversations} conversations, ${turnsPerSecond} a second, ${JSON.stringify(byReplyKind)}`,
    );
    expect(problems.slice(0, 20), `${problems.length} problems`).toEqual([]);
    expect(slow.slice(0, 20), `${slow.length} slow messages`).toEqual([]);
    expect(turns).toBeGreaterThanOrEqual(TURNS / PARTS);
  });
}
