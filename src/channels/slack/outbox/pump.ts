import type { ConversationId } from '../../../domain/ids.ts';
import { emptyLane, type LaneDeps } from './empty-lane.ts';

export type Pump = {
  /** Delivers what waits, and from now on what comes. */
  start(): void;
  /** Lets the posts under way end; what is not delivered stays in the store for the next start. */
  stop(): Promise<void>;
};

type Deps = Omit<LaneDeps, 'startedAt' | 'signal'> & {
  /** Ends all waiting. */
  stopping: AbortController;
};

/** Empties the outboxes of all conversations into Slack: in order, at least once, and never giving up. */
export function createPump({ stopping, ...deps }: Deps): Pump {
  const { store, log, now, timing } = deps;
  const { signal } = stopping;
  const lanes = createLanes({ ...deps, signal, startedAt: now() });
  let unwatch = () => {};
  let looking: Promise<void> | undefined;
  /** Conversations to look at; `all` at the start. */
  let changed: Set<ConversationId> | 'all' = 'all';

  const openChanged = async () => {
    const due = changed;
    changed = new Set();
    try {
      const waiting = await store.conversations.withOutbox();
      for (const id of waiting.filter((one) => due === 'all' || due.has(one))) lanes.open(id);
    } catch (err) {
      changed = 'all';
      log.error({ err }, 'the outboxes could not be read and are read again');
      await timing.wait(timing.firstRetryMs, signal);
    }
  };
  /** Many changes at once are one look, so that a turn of the web chat does not pay for Slack. */
  const look = async () => {
    while ((changed === 'all' || changed.size > 0) && !signal.aborted) await openChanged();
    looking = undefined;
  };
  return {
    start() {
      unwatch = store.watch((event) => {
        if (event.kind !== 'conversation') return;
        if (changed !== 'all') changed.add(event.id);
        looking ??= look();
      });
      looking = look();
    },
    async stop() {
      unwatch();
      stopping.abort();
      await looking;
      await lanes.ended();
    },
  };
}

/** One lane a conversation and place at a time, so that its posts keep their order. */
function createLanes(deps: LaneDeps) {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  const open = (id: ConversationId, to: 'slack_patient' | 'slack_staff') => {
    const key = `${id} ${to}`;
    const already = running.get(key);
    if (already) {
      already.again = true;
      return;
    }
    const state = { again: false, done: Promise.resolve() };
    running.set(key, state);
    state.done = (async () => {
      do {
        state.again = false;
        await emptyLane({ id, to }, deps);
      } while (state.again && !deps.signal.aborted);
      running.delete(key);
    })();
  };
  return {
    open(id: ConversationId) {
      open(id, 'slack_patient');
      open(id, 'slack_staff');
    },
    async ended() {
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
