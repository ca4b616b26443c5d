/**
 * The share of misses that is exceeded in at most 5 of 100 cases (exact binomial, one-sided): with no miss in `of` it
 * is about 3/`of`. `misses` and `of` are counts.
 */
export function missBound(misses: number, of: number): number {
  if (misses >= of) return 1;
  let [low, high] = [misses / of, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(misses, of, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of so few misses among `of` when each is missed with this chance. Logarithms, because its terms are tiny. */
function atMost(misses: number, of: number, chance: number): number {
  const odds = Math.log(chance) - Math.log1p(-chance);
  let term = of * Math.log1p(-chance);
  let sum = Math.exp(term);
  for (let k = 1; k <= misses; k += 1) {
    term += Math.log((of - k + 1) / k) + odds;
    sum += Math.exp(term);
  }
  return sum;
}
