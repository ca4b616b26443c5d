import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { findNotSeen, type NotSeenTargets } from '../../escalation/not-seen.ts';
import { type Clock, SECOND_MS, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { Sender } from '../reply/sender.ts';
import { tellNotSeen } from './tell-not-seen.ts';

/** How many patients were told, and how many could not be: those are tried again. */
type Looked = { told: number; failed: number };

export type NotSeenWatch = {
  /** Tells each patient whose ticket is overdue now, once. Never rejects. */
  look(): Promise<Looked>;
  /** Looks now and from now on every few seconds. */
  start(): void;
  /** Lets the look under way end; call it before the store is closed. */
  stop(): Promise<void>;
};

type Deps = {
  store: Pick<Store, 'conversations'>;
  sender: Sender;
  targets: NotSeenTargets;
  now: Clock;
  wait: Wait;
  log: Log;
};

/** Open tickets are an index in memory, so a look costs next to nothing, and no timer can be lost or fire twice. */
const LOOK_EVERY_MS = 2 * SECOND_MS;
const LONGEST_PAUSE_MS = 30 * SECOND_MS;

/**
 * Watches for tickets that nobody claims. It keeps no state of its own: what is due follows from the open tickets and
 * the time, so a restart, a second process or a clock that jumps changes nothing but the moment.
 */
export function createNotSeenWatch(deps: Deps): NotSeenWatch {
  const { wait } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> | undefined;
  const look = () => lookOnce(deps);
  const run = async () => {
    let failures = 0;
    while (!signal.aborted) {
      const { failed } = await look();
      failures = failed > 0 ? failures + 1 : 0;
      await wait(Math.min(LOOK_EVERY_MS * 2 ** failures, LONGEST_PAUSE_MS), signal);
    }
  };
  return {
    look,
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function lookOnce(deps: Deps): Promise<Looked> {
  const { log } = deps;
  const looked: Looked = { told: 0, failed: 0 };
  try {
    for (const id of await overdue(deps)) {
      const told = await tell(id, deps);
      if (told === undefined) looked.failed += 1;
      else if (told) looked.told += 1;
    }
  } catch (err) {
    log.error({ err }, 'open tickets could not be read; they are looked at again');
    looked.failed += 1;
  }
  return looked;
}

async function overdue({ store, targets, now }: Deps): Promise<ConversationId[]> {
  const at = now();
  const byId = new Map<ConversationId, Conversation>();
  for (const { conversation } of await store.conversations.openTickets()) {
    byId.set(conversation.id, conversation);
  }
  return [...byId.values()]
    .filter((conversation) => findNotSeen(conversation, { targets, at }).length > 0)
    .map(({ id }) => id);
}

/** Looks again inside the change: since the index was read a claim or another process may have been first. */
async function tell(
  id: ConversationId,
  { store, sender, targets, now, log }: Deps,
): Promise<boolean | undefined> {
  try {
    return await store.conversations.update(id, async (current) => {
      const next = current && tellNotSeen(current, { targets, sender, at: now() });
      return { next, result: next !== undefined };
    });
  } catch (err) {
    log.error(
      { err, conversation: id },
      'a patient could not be told that no one has seen their ticket; it is tried again',
    );
    return undefined;
  }
}
