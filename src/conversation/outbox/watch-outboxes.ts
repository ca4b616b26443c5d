import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { OutboxTiming } from './outbox-timing.ts';
import { readOutboxes } from './read-outboxes.ts';

type Deps = {
  store: Store;
  timing: OutboxTiming;
  log: Log;
  signal: AbortSignal;
  /** Called with each conversation whose outbox is not empty, at the start and after each change of it. */
  open(conversation: Conversation): void;
};

/** Finds what waits, at the start and from then on. */
export function watchOutboxes({ store, timing, log, signal, open }: Deps) {
  let unwatch = () => {};
  let looking: Promise<void> | undefined;
  let changed: Set<ConversationId> | 'all' = 'all';

  const openAll = async (due: Set<ConversationId> | 'all') => {
    const waiting = new Set(await store.conversations.withOutbox());
    const ids = due === 'all' ? waiting : [...due].filter((id) => waiting.has(id));
    for await (const conversation of readOutboxes(ids, store)) open(conversation);
  };
  const openChanged = async () => {
    const due = changed;
    changed = new Set();
    try {
      await openAll(due);
    } catch (err) {
      changed = 'all';
      log.error({ err }, 'the outboxes could not be read and are read again');
      await timing.wait(timing.firstRetryMs, signal);
    }
  };
  /** Many changes at once are one look, so that a turn of the web chat does not pay for it. */
  const look = async () => {
    const isOurs = () => !signal.aborted && store.lead.has();
    while (isOurs() && (changed === 'all' || changed.size > 0)) await openChanged();
    if (!store.lead.has()) changed = 'all'; // what the process that leads leaves behind is found when we lead
    looking = undefined;
  };
  return {
    start() {
      const stops = [
        store.watch((event) => {
          if (event.kind !== 'conversation') return;
          if (changed !== 'all') changed.add(event.id);
          looking ??= look();
        }),
        store.lead.watch(() => {
          looking ??= look();
        }),
      ];
      unwatch = () => {
        for (const stop of stops) stop();
      };
      looking = look();
    },
    /** Resolves when no look is under way any more; abort the signal first. */
    async stop() {
      unwatch();
      await looking;
    },
  };
}
