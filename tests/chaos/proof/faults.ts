/** What is wrong at the end of a run, in words and with ids. */
export type Faults = { misses: string[]; doubles: string[]; others: string[] };

export const noFaults = (): Faults => ({ misses: [], doubles: [], others: [] });

/** Counts how often each thing is there. */
export function tally<Item>(items: Iterable<Item>, keyOf: (item: Item) => string | undefined) {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}

/** Notes what is not there exactly once. */
export function expectOnce(what: string, found: readonly unknown[] | undefined, faults: Faults) {
  const times = found?.length ?? 0;
  if (times === 0) faults.misses.push(what);
  if (times > 1) faults.doubles.push(`${what}: ${times} times`);
}
