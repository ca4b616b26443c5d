import { z } from 'zod';
import type { DeadDelivery, Outbox } from '../../../conversation/outbox/create-outbox.ts';
import { newAuditEntryId } from '../../../domain/audit.ts';
import { ConversationId } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { DeadView, DeliveriesView, Destination, DestinationView } from '../../wire.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';

const MENDS = ['responder', 'admin'] as const;
const MOST_SHOWN = 200;

export type DeliveryDeps = {
  store: Store;
  outbox: Pick<Outbox, 'failed' | 'retry' | 'state'>;
  /** The places that are connected. */
  destinations: readonly Destination[];
  now: Clock;
};

/** What did not leave, and why; and the way to try it again. */
export function deliveryRoutes(deps: DeliveryDeps): ConsoleRoute[] {
  const { outbox, store, now } = deps;
  const view = async (): Promise<DeliveriesView> => ({
    destinations: destinationViews(deps),
    dead: await Promise.all(
      (await outbox.failed()).slice(0, MOST_SHOWN).map((dead) => deadView(dead, store)),
    ),
  });
  const audited = (by: string, { to, kind }: Pick<DeadDelivery, 'to' | 'kind'>, about: string) =>
    store.audit.append([
      {
        id: newAuditEntryId(),
        at: now(),
        by,
        action: 'delivery tried again',
        subject: about,
        details: { to, kind },
      },
    ]);
  const retry = async (dead: DeadDelivery, by: string) => {
    if (!(await outbox.retry(dead.conversation, dead.item))) return;
    await audited(by, dead, await subjectOf(dead, store));
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/deliveries',
      roles: MENDS,
      input: z.object({}),
      run: view,
    }),
    staffRoute({
      method: 'POST',
      url: '/deliveries/retry',
      roles: MENDS,
      input: z.object({
        body: z.object({ conversation: ConversationId, item: z.string().min(1).max(200) }),
      }),
      async run({ body }, { staff }) {
        const dead = (await outbox.failed()).find(
          ({ conversation, item }) => conversation === body.conversation && item === body.item,
        );
        if (!dead) return gone();
        await retry(dead, staff.id);
        return view();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/deliveries/retry-all',
      roles: MENDS,
      input: z.object({}),
      async run(_input, { staff }) {
        for (const dead of await outbox.failed()) await retry(dead, staff.id);
        return view();
      },
    }),
  ];
}

export function destinationViews({
  outbox,
  destinations,
}: Pick<DeliveryDeps, 'outbox' | 'destinations'>): DestinationView[] {
  const states = outbox.state();
  return destinations.map((to) => {
    const state = states[to];
    if (state.kind === 'ok') return { to, down: null };
    const { since, problem, waiting } = state;
    return { to, down: { since, problem, waiting } };
  });
}

async function deadView(dead: DeadDelivery, store: Store): Promise<DeadView> {
  const { conversation, item, to, kind, at, problem, attempts } = dead;
  const ticket = await ticketOf(dead, store);
  return { conversation, item, to, kind, ticket, at, problem, tries: attempts };
}

/** A message belongs to the newest ticket of its conversation; a reminder to none; everything else names its ticket. */
async function ticketOf(
  { conversation, kind, about }: DeadDelivery,
  store: Store,
): Promise<number | null> {
  if (kind === 'reminder') return null;
  if (kind !== 'message') return about;
  return (await store.conversations.find(conversation))?.tickets.at(-1)?.number ?? null;
}

async function subjectOf(dead: DeadDelivery, store: Store): Promise<string> {
  const ticket = await ticketOf(dead, store);
  return ticket === null ? `conversation ${dead.conversation}` : `ticket ${ticket}`;
}

function gone(): Refusal {
  return new Refusal(
    409,
    'not_dead',
    'This is on its way again, or it was delivered. Nothing was changed.',
  );
}
