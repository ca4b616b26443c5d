import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids of what is being done just now: they stand in each log line that is written meanwhile. Never anybody's words. */
type Doing = { request?: string; turn?: string; conversation?: string };

// One for the process, since nobody who logs should have to be handed the ids of those who called.
const current = new AsyncLocalStorage<Doing>();

export function whileDoing<Result>(more: Doing, work: () => Result): Result {
  return current.run({ ...current.getStore(), ...more }, work);
}

export function doingNow(): Doing {
  return current.getStore() ?? {};
}
