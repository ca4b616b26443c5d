import { setImmediate as breathe } from 'node:timers/promises';

/** A patient's turn waits no longer than this for a preview. */
const SLICE_MS = 8;

export type Slices = { signal?: AbortSignal; onProgress?: (done: number) => void };

/** Works on one item after the other and lets everything else in between; throws when it is told to stop. */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  { signal, onProgress }: Slices = {},
): Promise<Result[]> {
  const results: Result[] = [];
  let since = performance.now();
  for (const item of items) {
    signal?.throwIfAborted();
    results.push(await work(item));
    if (performance.now() - since < SLICE_MS) continue;
    onProgress?.(results.length);
    await breathe();
    since = performance.now();
  }
  onProgress?.(results.length);
  return results;
}
