/** The lowest threshold that so many of 10,000 of these suspicions are above, at most. */
export function chooseThreshold(suspicions: readonly number[], alarmsPer10000: number): number {
  const sorted = Float64Array.from(suspicions).sort().reverse();
  return sorted[Math.round((alarmsPer10000 / 10_000) * sorted.length)] ?? Number.POSITIVE_INFINITY;
}
