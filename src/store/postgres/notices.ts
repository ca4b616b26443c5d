import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { Signature } from '../../domain/staff.ts';
import { backOffMs } from '../../shared/back-off.ts';
import { base32 } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Lead, PassingSign, Signs, StoreEvent } from '../store.ts';
import type { InTransaction } from './connection.ts';
import { createLead } from './create-lead.ts';

const CHANNEL = 'askwell';
const RETRY = { firstRetryMs: 200, longestRetryMs: 10_000, random: Math.random };

export type Tell = {
  /** Heard by the other nodes when, and only when, the transaction is committed. */
  within(transaction: InTransaction, event: StoreEvent): Promise<void>;
  /** Heard in this process; after the commit. */
  here(event: StoreEvent): void;
};

export type Notices = {
  tell: Tell;
  lead: Lead;
  signs: Signs;
  /** Resolves when it hears the other nodes. */
  listen(): Promise<void>;
  stop(): Promise<void>;
};

const Sign = z.object({
  room: z.string(),
  place: z.union([z.string(), z.number()]),
  who: Signature,
});
const Notice = z.object({
  from: z.string(),
  event: z.looseObject({ kind: z.string() }).optional(),
  sign: Sign.optional(),
});

/**
 * Changes of other nodes, over LISTEN. `missed` is called when the connection was away: whatever is held in memory may be
 * out of date.
 */
export function openNotices(deps: {
  url: string;
  heard: (event: StoreEvent) => void;
  missed: () => Promise<void>;
  log: Log;
}): Notices {
  const { url, heard, missed, log } = deps;
  const node = base32(12);
  const stopping = new AbortController();
  const lead = createLead(log);
  const signListeners = new Set<(sign: PassingSign) => void>();
  let client: pg.Client | undefined;

  const hear = (payload: string) => {
    const notice = readNotice(payload);
    if (!notice || notice.from === node) return;
    const { event, sign } = notice;
    if (event) heard(event as StoreEvent);
    if (sign) for (const listener of signListeners) listener(sign);
  };
  const connect = async () => {
    const next = new pg.Client({ connectionString: url, application_name: 'askwell notices' });
    next.on('notification', ({ payload = '' }) => hear(payload));
    next.on('error', (err) => log.warn({ err }, 'changes of other nodes are not heard just now'));
    next.on('end', () => {
      lead.lost(next);
      if (client === next && !stopping.signal.aborted) void reconnect();
    });
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
    await lead.runFor(next);
  };
  const reconnect = async () => {
    for (let failures = 1; !stopping.signal.aborted; failures += 1) {
      try {
        await connect();
        await missed();
        return;
      } catch {
        const waitMs = backOffMs(failures, RETRY);
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  return {
    tell: {
      async within(transaction, event) {
        const payload = JSON.stringify({ from: node, event });
        await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(transaction);
      },
      here: heard,
    },
    lead,
    signs: {
      tell(sign) {
        const payload = JSON.stringify({ from: node, sign });
        // Whoever goes on gives the next sign in a few seconds.
        client?.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch(() => undefined);
      },
      hear(listener) {
        signListeners.add(listener);
        return () => signListeners.delete(listener);
      },
    },
    listen: connect,
    async stop() {
      stopping.abort();
      lead.stop();
      await client?.end().catch(() => undefined);
    },
  };
}

/** Anybody with a place in the database may write to the channel: what is not ours is passed over. */
function readNotice(payload: string): z.infer<typeof Notice> | undefined {
  try {
    return Notice.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}
