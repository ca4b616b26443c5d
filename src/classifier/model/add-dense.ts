/** Adds a vector's product with a table of weights (by dimension, then label); its length is a multiple of four. */
export function addDense(
  weights: Float64Array | Float32Array,
  vector: Float32Array,
  into: Float64Array,
): void {
  const count = into.length;
  for (let at = 0; at < vector.length; at += 4) {
    const a = vector[at] as number;
    const b = vector[at + 1] as number;
    const c = vector[at + 2] as number;
    const d = vector[at + 3] as number;
    const first = at * count;
    for (let label = 0; label < count; label += 1) {
      const place = first + label;
      into[label] =
        (into[label] as number) +
        a * (weights[place] as number) +
        b * (weights[place + count] as number) +
        c * (weights[place + 2 * count] as number) +
        d * (weights[place + 3 * count] as number);
    }
  }
}
