import type { KeyedLock } from '../order/keyed-lock.ts';
import type { StoreEvent, ToldChange } from '../store.ts';
import type { Connections, InTransaction } from './connection.ts';
import { lockName } from './lock-name.ts';
import type { Tell } from './notices.ts';
import { appendEntries } from './open-audit.ts';
import type { Bodies } from './sealing/bodies.ts';

export type Parts = Connections & { tell: Tell; oneAtATime: KeyedLock; bodies: Bodies };

/** Reads, decides and writes one thing in one transaction; others who want the same thing wait, on every node. */
export async function changeOne<Value, Result>(
  { change, tell, oneAtATime }: Parts,
  thing: {
    event: StoreEvent;
    name: string;
    read: (transaction: InTransaction) => Promise<Value | undefined>;
    write: (next: Value, transaction: InTransaction) => Promise<void>;
    decide: (current: Value | undefined) => Promise<ToldChange<Value, Result>>;
  },
): Promise<Result> {
  const { event, name, read, write, decide } = thing;
  // The lock of this process first: its calls keep their order, and those who wait hold no connection.
  return oneAtATime(name, async () => {
    const { wrote, result } = await change(async (transaction) => {
      await lockName(name, transaction);
      const { next, result: outcome, entries = [] } = await decide(await read(transaction));
      if (next !== undefined) {
        await write(next, transaction);
        await appendEntries(entries, transaction);
        await tell.within(transaction, event);
      }
      return { wrote: next !== undefined, result: outcome };
    });
    if (wrote) tell.here(event);
    return result;
  });
}
