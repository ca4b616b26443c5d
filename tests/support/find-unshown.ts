import type { NamedTest } from '../../src/cli/safety/hazards/hazard-log.ts';

/** A test as it came out; groups and title are joined by ` › `. */
export type RanTest = { file: string; title: string; state: 'passed' | 'failed' | 'skipped' };

/**
 * What the hazard log claims and this run does not show, a line each. `among` names the files that ran; without it, all
 * did. A title that ends in `…` stands for all that begin so: one at least, and each of them passes.
 */
export function findUnshown(
  named: readonly NamedTest[],
  ran: readonly RanTest[],
  among?: ReadonlySet<string>,
): string[] {
  return named
    .filter(({ file }) => among?.has(file) ?? true)
    .flatMap((test) => {
      const meant = ran.filter(({ file, title }) => file === test.file && isNamed(title, test));
      const problem = problemOf(meant);
      return problem ? [`${test.hazard}: ${test.file} › ${test.title} ${problem}`] : [];
    });
}

function isNamed(title: string, test: NamedTest): boolean {
  return test.title.endsWith('…')
    ? title.startsWith(test.title.slice(0, -1))
    : title === test.title;
}

function problemOf(meant: readonly RanTest[]): string | undefined {
  if (meant.length === 0) return 'does not exist';
  if (meant.some(({ state }) => state === 'failed')) return 'failed';
  return meant.some(({ state }) => state === 'skipped') ? 'was skipped' : undefined;
}
