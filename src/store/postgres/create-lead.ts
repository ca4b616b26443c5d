import type pg from 'pg';
import type { Log } from '../../shared/log.ts';
import type { Lead } from '../store.ts';

/** Key of the lock that belongs to whoever leads; any number that nothing else uses. */
const LEAD_LOCK = 7_202;
const ASK_EVERY_MS = 2000;

type Candidate = Lead & {
  /** Takes the lead if nobody has it, and asks again as long as this connection lives. */
  runFor(client: pg.Client): Promise<void>;
  lost(client: pg.Client): void;
  stop(): void;
};

/** The lead is a lock of the connection: it is free again the moment that connection, or its process, is gone. */
export function createLead(log: Log): Candidate {
  const listeners = new Set<() => void>();
  let leader: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const ask = async (client: pg.Client) => {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as won', [LEAD_LOCK]);
    if (!(rows[0] as { won: boolean }).won) return;
    leader = client;
    clearInterval(timer);
    log.info({}, 'this process delivers what leaves Askwell');
    for (const began of listeners) began();
  };
  return {
    has: () => leader !== undefined,
    watch(began) {
      listeners.add(began);
      return () => listeners.delete(began);
    },
    async runFor(client) {
      clearInterval(timer);
      await ask(client);
      if (leader) return;
      timer = setInterval(() => {
        // A connection that broke says so by its end.
        ask(client).catch(() => undefined);
      }, ASK_EVERY_MS);
      timer.unref();
    },
    lost(client) {
      clearInterval(timer);
      if (leader === client) leader = undefined;
    },
    stop: () => clearInterval(timer),
  };
}
