import type { ConversationId, TicketNumber } from '../../../domain/ids.ts';
import type { WebDeps } from '../web-deps.ts';

/** Tells whoever waits that a conversation has changed, or that staff write in it. One listener on the store serves all of them. */
export type Arrivals = {
  /** Calls the listener after each change of the conversation and each sign of staff who write; returns how to stop. */
  listen(id: ConversationId, listener: () => void): () => void;
  /** Resolves at the next change, after `ms` milliseconds, when the signal fires, or at `close`: whichever is first. */
  next(id: ConversationId, limit: { ms: number; signal: AbortSignal }): Promise<void>;
  /** Lets everyone go who waits, and listens no longer. */
  close(): void;
};

export function createArrivals({
  store,
  presence,
  log,
}: Pick<WebDeps, 'store' | 'presence' | 'log'>): Arrivals {
  const listeners = new Map<ConversationId, Set<() => void>>();
  const closing = new AbortController();
  const tell = (id: ConversationId) => {
    for (const listener of [...(listeners.get(id) ?? [])]) listener();
  };
  const tellOf = async (number: TicketNumber) => {
    if (listeners.size === 0) return;
    const found = await store.conversations.findTicket(number);
    if (found) tell(found.conversation.id);
  };
  const stops = [
    store.watch((event) => {
      if (event.kind === 'conversation') tell(event.id);
    }),
    presence.watch((number) => {
      tellOf(number).catch((err: unknown) => {
        log.error({ err, ticket: number }, 'that staff write could not be told to the patient');
      });
    }),
  ];
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
      for (const stop of stops) stop();
      closing.abort();
    },
  };
}
