import type { Proportion } from '../../../classifier/evaluate-own.ts';

/** `249 of 288   86.5 %  (82.0 % to 89.9 %)`, in columns. */
export function formatFigure({ count, of, share, low, high }: Proportion): string {
  const counts = `${count} of ${of}`.padStart(14);
  if (of === 0) return `${counts}  ${''.padEnd(28)}`;
  return `${counts}  ${percent(share).padStart(7)}  ${`(${percent(low)} to ${percent(high)})`.padEnd(19)}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
