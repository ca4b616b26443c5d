import { setMaxListeners } from 'node:events';
import type { Conversation, Outgoing } from '../../domain/conversation.ts';
import type { ConversationId, Instant, StaffId } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import { revived } from './changes/outgoing-changes.ts';
import type { Deliver } from './delivery.ts';
import {
  createDestination,
  type Destination,
  type DestinationState,
} from './lanes/create-destination.ts';
import { type OutboxTiming, outboxTiming } from './outbox-timing.ts';
import { readOutboxes } from './read-outboxes.ts';
import { watchOutboxes } from './watch-outboxes.ts';

type To = Outgoing['to'];

/** Something that was given up and waits for a person. */
export type DeadDelivery = {
  conversation: ConversationId;
  item: string;
  to: To;
  kind: Outgoing['kind'];
  /** The message's seq, or the ticket's number. */
  about: number;
  person?: StaffId;
  at: Instant;
  /** A code, such as `channel_is_archived`. */
  problem: string;
  attempts: number;
};

export type Outbox = {
  /** Delivers what waits, and from now on what comes. */
  start(): void;
  /** Lets what is under way end; what is not delivered stays in the store for the next start. */
  stop(): Promise<void>;
  /** All that was given up, oldest first. */
  failed(): Promise<DeadDelivery[]>;
  /** Tries a dead item again; false when there is no such one. */
  retry(conversation: ConversationId, item: string): Promise<boolean>;
  state(): Record<To, DestinationState>;
};

type Deps = {
  store: Store;
  /** A destination without a deliverer is not connected. */
  deliver: Partial<Record<To, Deliver>>;
  timing?: OutboxTiming;
  now: Clock;
  log: Log;
};

/** Empties the outboxes of all conversations: in order, at least once, and visibly where it cannot. */
export function createOutbox({ store, deliver, timing = outboxTiming, now, log }: Deps): Outbox {
  const stopping = new AbortController();
  const { signal } = stopping;
  // Each lane that waits listens for the end.
  setMaxListeners(0, signal);
  let since = now();
  store.lead.watch(() => {
    since = now();
  });
  const shared = { store, timing, now, log, signal, deliversSince: () => since };
  const destination = (to: To) => createDestination({ ...shared, to, deliver: deliver[to] });
  const destinations: Record<To, Destination> = {
    slack_patient: destination('slack_patient'),
    slack_staff: destination('slack_staff'),
    email: destination('email'),
    webhook: destination('webhook'),
  };
  const open = (conversation: Conversation) => {
    for (const one of Object.values(destinations)) one.open(conversation);
  };
  const watch = watchOutboxes({ store, timing, log, signal, open });
  return {
    start: watch.start,
    async stop() {
      stopping.abort();
      await watch.stop();
      await Promise.all(Object.values(destinations).map((one) => one.ended()));
    },
    async failed() {
      const found: DeadDelivery[] = [];
      const ids = await store.conversations.withOutbox();
      for await (const conversation of readOutboxes(ids, store))
        found.push(...deadOf(conversation));
      return found.sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    retry: (id, item) =>
      store.conversations.update(id, async (current) => {
        const next = current && revived(current, { item, at: now() });
        return { next, result: next !== undefined };
      }),
    state: () => ({
      slack_patient: destinations.slack_patient.state(),
      slack_staff: destinations.slack_staff.state(),
      email: destinations.email.state(),
      webhook: destinations.webhook.state(),
    }),
  };
}

function deadOf({ id, outbox }: Conversation): DeadDelivery[] {
  return outbox.flatMap(({ id: item, to, kind, about, person, attempts, dead }) =>
    dead
      ? [{ conversation: id, item, to, kind, about, ...(person && { person }), ...dead, attempts }]
      : [],
  );
}
