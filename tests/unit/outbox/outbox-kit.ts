import { onTestFinished } from 'vitest';
import { createOutbox, type Outbox } from '../../../src/conversation/outbox/create-outbox.ts';
import type { Deliver } from '../../../src/conversation/outbox/delivery.ts';
import {
  type Conversation,
  emptyConversation,
  type Outgoing,
} from '../../../src/domain/conversation.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import type { Log } from '../../../src/shared/log.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type SimulatedTime, simulatedTime } from '../../support/simulated-time.ts';
import { T0 } from '../../support/turn-kit.ts';

type To = Outgoing['to'];

/** The store, with its work known to the clock. */
export function timed(store: Store, { real }: SimulatedTime): Store {
  const { conversations } = store;
  return {
    ...store,
    conversations: {
      ...conversations,
      find: (id) => real(() => conversations.find(id)),
      update: (id, change) => real(() => conversations.update(id, change)),
      withOutbox: () => real(() => conversations.withOutbox()),
    },
  };
}

export type Line = { level: string; fields: object; message: string };

export function aLog(): Log & { lines: Line[] } {
  const lines: Line[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  return {
    lines,
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  };
}

/** An outbox over a store, at a time that is set; it runs from the start. */
export async function anOutbox({
  deliver,
  store,
  time = simulatedTime(),
}: {
  deliver: Partial<Record<To, Deliver>>;
  store?: Store;
  time?: SimulatedTime;
}) {
  const opened = store ?? (await openMemoryStore({ now: time.now }));
  const log = aLog();
  const timedDeliver = Object.fromEntries(
    Object.entries(deliver).map(([to, one]): [string, Deliver] => [
      to,
      (...args) => time.real(() => one(...args)),
    ]),
  );
  const outbox: Outbox = createOutbox({
    store: timed(opened, time),
    deliver: timedDeliver,
    timing: { wait: time.wait, random: () => 0.5, firstRetryMs: 1000, longestRetryMs: 300_000 },
    now: time.now,
    log,
  });
  outbox.start();
  const stop = () => outbox.stop();
  onTestFinished(stop);
  return { outbox, store: opened, time, log, stop };
}

export function anItem(id: string, but: Partial<Outgoing> = {}): Outgoing {
  return { id, to: 'webhook', kind: 'page', about: 1, attempts: 0, notBefore: T0, ...but };
}

/** A conversation with these items to deliver, in the store. */
export async function waitingFor(
  store: Store,
  patient: string,
  outbox: Outgoing[],
  but: Partial<Conversation> = {},
): Promise<Conversation> {
  const id = conversationIdOf(patient);
  const empty = emptyConversation({ conversationId: id, channel: 'web' }, T0);
  const next: Conversation = { ...empty, outbox, ...but };
  await store.conversations.update(id, async () => ({ next, result: undefined }));
  return next;
}

/** What waits or is dead in the store, by the ids of the items. */
export async function left(store: Store): Promise<Outgoing[]> {
  const ids = await store.conversations.withOutbox();
  const found = await Promise.all(ids.map((id) => store.conversations.find(id)));
  return found.flatMap((conversation) => conversation?.outbox ?? []);
}
