import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { type Clock, HOUR_MS, MINUTE_MS, systemWait, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import { createChanges } from './changes.ts';
import { createHeldRows } from './held-rows.ts';
import type { PastTicket, PastTurn } from './past-turn.ts';
import { rowsOf } from './rows-of.ts';

const PAST_DAYS = 90;
const MOST_TURNS = 100_000;
/** Reading works so long and then rests as long, so that turns never wait for it. */
const SLICE_MS = 8;

/** How far the first reading is; what changed since the start is there in any case. */
export type PastProgress = {
  complete: boolean;
  turns: number;
  /** While it is not complete: everything that was written since then is there. */
  backTo: Instant | undefined;
};

export type PastTurns = {
  /** Begins to read what is stored, in the background. */
  start(): void;
  stop(): Promise<void>;
  /** Of the last 90 days, at most 100,000, newest first. */
  turns(): readonly PastTurn[];
  /** Of the last 90 days, newest first. */
  tickets(): readonly PastTicket[];
  progress(): PastProgress;
  /** Resolves when every change that was told is in; does not wait for the first reading. */
  caughtUp(): Promise<void>;
  /** What the patient wrote, redacted; nothing where it was erased. */
  textOf(place: Pick<PastTurn, 'conversation' | 'seq'>): Promise<string | undefined>;
  /** Changes with every change. */
  readonly version: number;
};

type Deps = {
  store: Pick<Store, 'conversations' | 'watch'>;
  now: Clock;
  log: Log;
  wait?: Wait;
  mostTurns?: number;
};

/**
 * What was asked and what became of it, in memory: read once after the start and kept up to date from then on. The store
 * stays the one place where it is kept; an erased conversation leaves it at once.
 */
export function createPastTurns({
  store,
  now,
  log,
  wait = systemWait,
  mostTurns = MOST_TURNS,
}: Deps): PastTurns {
  const { conversations } = store;
  const held = createHeldRows(mostTurns);
  const stopping = new AbortController();
  const { signal } = stopping;
  const since = () => new Date(Date.parse(now()) - PAST_DAYS * 24 * HOUR_MS).toISOString();
  const changes = createChanges({ store, held, since, wait, signal, log });
  let reading: Promise<void> | undefined;
  let complete = false;
  let backTo: Instant | undefined;

  const take = (conversation: Conversation) => {
    if (changes.told(conversation.id)) return; // a change brings its newer state
    held.put(conversation.id, rowsOf(conversation, since()));
    backTo = conversation.updatedAt;
  };
  const readAll = async () => {
    const rest = createRests(wait, signal);
    for await (const conversation of conversations.scan({ since: since() })) {
      if (signal.aborted) return;
      take(conversation);
      if (held.size >= mostTurns) break;
      await rest();
    }
    await changes.caughtUp();
    complete = true;
    changes.forget();
  };
  const readUntilDone = async () => {
    while (!complete && !signal.aborted) {
      await readAll().catch(async (err: unknown) => {
        log.error({ err }, 'past turns could not be read; tried again in a minute');
        await wait(MINUTE_MS, signal);
      });
    }
  };
  return {
    start() {
      if (reading) return;
      changes.watch();
      reading = readUntilDone();
    },
    async stop() {
      stopping.abort();
      changes.stop();
      await Promise.all([reading, changes.caughtUp()]);
    },
    turns() {
      const first = since();
      if ((held.turns().at(-1)?.at ?? first) < first) held.dropBefore(first);
      return held.turns();
    },
    tickets: () => held.tickets(),
    progress: () => ({ complete, turns: held.size, backTo: complete ? undefined : backTo }),
    caughtUp: changes.caughtUp,
    async textOf({ conversation, seq }) {
      const found = await conversations.find(conversation);
      return found?.messages.find((message) => message.seq === seq)?.text;
    },
    get version() {
      return held.version;
    },
  };
}

/** Waits when a slice of work is over, and does nothing before. */
function createRests(wait: Wait, signal: AbortSignal): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    if (performance.now() - startedAt < SLICE_MS) return;
    await wait(SLICE_MS, signal);
    startedAt = performance.now();
  };
}
