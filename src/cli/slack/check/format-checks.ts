import type { Check } from './check.ts';

/** A line for each check, what to do below it; the word says whether it is good, so that no colour is needed. */
export function formatChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ what }) => what.length));
  const lines = checks.flatMap(({ what, ok, found, todo }) => [
    `${ok ? 'ok     ' : 'missing'}  ${what.padEnd(width)}  ${found}`,
    ...(todo !== undefined ? [`         → ${todo}`] : []),
  ]);
  const wrong = checks.filter(({ ok }) => !ok).length;
  const end = wrong === 0 ? 'All is there.' : `${wrong} of ${checks.length} missing.`;
  return `${lines.join('\n')}\n\n${end}\n`;
}
