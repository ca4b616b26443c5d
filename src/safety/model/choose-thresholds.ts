/**
 * The lowest threshold of each head that raises no more than its share of the ordinary texts, by the scores of weights
 * that had not seen them.
 */
export function chooseThresholds(
  ordinary: readonly number[],
  scores: Float32Array,
  alarmsPer10000: readonly number[],
): Float32Array {
  const headCount = alarmsPer10000.length;
  return Float32Array.from(alarmsPer10000, (share, head) => {
    const own = Float32Array.from(ordinary, (text) => scores[text * headCount + head] as number);
    own.sort().reverse();
    return own[Math.round((share / 10_000) * own.length)] ?? Number.POSITIVE_INFINITY;
  });
}
