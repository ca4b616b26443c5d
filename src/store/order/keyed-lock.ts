import AsyncLock from 'async-lock';

export type KeyedLock = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** Work on one key runs one after another, in the order of the calls; work on different keys side by side. */
export function createKeyedLock(): KeyedLock {
  const lock = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  return (key, work) => lock.acquire(key, () => work());
}
