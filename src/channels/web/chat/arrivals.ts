import type { ConversationId } from '../../../domain/ids.ts';
import type { Store } from '../../../store/store.ts';

/** Tells whoever waits that a conversation has changed. One listener on the store serves all of them. */
export type Arrivals = {
  /** Calls the listener after each change of the conversation; returns how to stop. */
  listen(id: ConversationId, listener: () => void): () => void;
  /** Resolves at the next change, after `ms` milliseconds, when the signal fires, or at `close`: whichever is first. */
  next(id: ConversationId, limit: { ms: number; signal: AbortSignal }): Promise<void>;
  /** Lets everyone go who waits, and listens no longer. */
  close(): void;
};

export function createArrivals(store: Pick<Store, 'watch'>): Arrivals {
  const listeners = new Map<ConversationId, Set<() => void>>();
  const closing = new AbortController();
  const stop = store.watch((event) => {
    if (event.kind !== 'conversation') return;
    for (const listener of [...(listeners.get(event.id) ?? [])]) listener();
  });
  const listen: Arrivals['listen'] = (id, listener) => {
    const own = listeners.get(id) ?? new Set();
    listeners.set(id, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0 && listeners.get(id) === own) listeners.delete(id);
    };
  };
  return {
    listen,
    next: (id, { ms, signal }) =>
      new Promise((resolve) => {
        const end = AbortSignal.any([signal, closing.signal]);
        const finish = () => {
          clearTimeout(timer);
          unlisten();
          end.removeEventListener('abort', finish);
          resolve();
        };
        const timer = setTimeout(finish, ms);
        const unlisten = listen(id, finish);
        end.addEventListener('abort', finish);
        if (end.aborted) finish();
      }),
    close() {
      stop();
      closing.abort();
    },
  };
}
