import type { Toll } from './judge/toll.ts';

const COLUMNS = [
  ['rounds', 'rounds'],
  ['acknowledged', 'acknowledged'],
  ['lost', 'lost'],
  ['duplicates', 'duplicate replies'],
  ['ticketsLost', 'tickets lost'],
  ['unapprovedBytes', 'unapproved bytes'],
  ['silent', 'silent'],
] as const;
const WIDTH = 34;

export function headLine(): string {
  return ['fault'.padEnd(WIDTH), ...COLUMNS.map(([, title]) => title), 'others', 'seconds'].join(
    '  ',
  );
}

/** One fault: what it cost, and whatever else was wrong on lines of its own. */
export function tollLines(fault: string, toll: Toll, seconds: number): string[] {
  const cells = COLUMNS.map(([key, title]) => String(toll[key]).padStart(title.length));
  const others = String(toll.others.length).padStart('others'.length);
  const took = seconds.toFixed(0).padStart('seconds'.length);
  return [
    [fault.padEnd(WIDTH), ...cells, others, took].join('  '),
    ...toll.others.map((other) => `    ${other}`),
  ];
}
