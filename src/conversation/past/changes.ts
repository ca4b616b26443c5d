import type { ConversationId, Instant } from '../../domain/ids.ts';
import type { Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { HeldRows } from './held-rows.ts';
import { rowsOf } from './rows-of.ts';

/** Changes of one moment are read once. */
const GATHER_MS = 500;

export type Changes = {
  watch(): void;
  stop(): void;
  caughtUp(): Promise<void>;
  /** Whether the store spoke of this conversation since the start. */
  told(id: ConversationId): boolean;
  /** Forgets what `told` remembers. */
  forget(): void;
};

type ChangeDeps = {
  store: Pick<Store, 'conversations' | 'watch'>;
  wait: Wait;
  log: Log;
  held: HeldRows;
  since: () => Instant;
  signal: AbortSignal;
};

/** Reads again what the store says has changed, each conversation once for all changes of a moment. */
export function createChanges({ store, held, since, wait, signal, log }: ChangeDeps): Changes {
  const due = new Set<ConversationId>();
  const told = new Set<ConversationId>();
  let remembers = true;
  let unwatch = () => {};
  let gathering = false;
  let draining = Promise.resolve();

  const readAgain = async (id: ConversationId) => {
    const conversation = await store.conversations.find(id);
    if (conversation) held.put(id, rowsOf(conversation, since()));
    else held.drop(id);
  };
  const drain = async () => {
    for (const id of due) {
      due.delete(id);
      await readAgain(id).catch((err: unknown) =>
        log.error({ err, conversation: id }, 'a changed conversation could not be read'),
      );
    }
  };
  const caughtUp = () => {
    draining = draining.then(drain);
    return draining;
  };
  const gather = async () => {
    gathering = true;
    await wait(GATHER_MS, signal);
    gathering = false;
    if (!signal.aborted) await caughtUp();
  };
  return {
    watch() {
      unwatch = store.watch((event) => {
        if (event.kind !== 'conversation') return;
        if (remembers) told.add(event.id);
        due.add(event.id);
        if (!gathering) void gather();
      });
    },
    stop() {
      unwatch();
      due.clear();
    },
    caughtUp,
    told: (id) => told.has(id),
    forget() {
      remembers = false;
      told.clear();
    },
  };
}
