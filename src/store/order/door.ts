import { StoreError } from '../store.ts';

/** Lets writes in until the last one under way is done after `close`; they may need others, such as a number. */
export function createDoor(release: () => Promise<void>) {
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  let closed = false;

  async function drainAndRelease(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
    closed = true;
    await release();
  }

  return {
    during: <Result>(work: () => Promise<Result>): Promise<Result> => {
      if (closed) return Promise.reject(new StoreError('The store was closed. Open it again.'));
      const working = work();
      underWay.add(working);
      const done = () => void underWay.delete(working);
      working.then(done, done);
      return working;
    },
    close: () => {
      closing ??= drainAndRelease();
      return closing;
    },
  };
}
