/** Rows of a table of weights, and how much of each: those from place `from` to before `to`. */
type Rows = { rows: Int32Array; amounts: Float32Array; from: number; to: number };

/**
 * Adds so much of each of these rows of `weights` to `sums`, which is as long as a row. Four rows at a time: one by one
 * takes up to twice as long.
 */
export function addRows(
  weights: Float32Array,
  { rows, amounts, from, to }: Rows,
  sums: Float64Array,
): void {
  const size = sums.length;
  const fours = from + 4 * Math.floor((to - from) / 4);
  for (let at = from; at < fours; at += 4) {
    const a = amounts[at] as number;
    const b = amounts[at + 1] as number;
    const c = amounts[at + 2] as number;
    const d = amounts[at + 3] as number;
    const ofA = (rows[at] as number) * size;
    const ofB = (rows[at + 1] as number) * size;
    const ofC = (rows[at + 2] as number) * size;
    const ofD = (rows[at + 3] as number) * size;
    for (let column = 0; column < size; column += 1) {
      sums[column] =
        (sums[column] as number) +
        a * (weights[ofA + column] as number) +
        b * (weights[ofB + column] as number) +
        c * (weights[ofC + column] as number) +
        d * (weights[ofD + column] as number);
    }
  }
  for (let at = fours; at < to; at += 1) {
    const amount = amounts[at] as number;
    const row = (rows[at] as number) * size;
    for (let column = 0; column < size; column += 1) {
      sums[column] = (sums[column] as number) + amount * (weights[row + column] as number);
    }
  }
}
