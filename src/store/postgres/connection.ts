import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../../shared/log.ts';
import { StoreError } from '../store.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
export type InTransaction = Transaction<Tables>;

/** A change holds its connection while it thinks; what it reads meanwhile goes through others, so that none waits for itself. */
const CHANGING_AT_ONCE = 12;
const READING_AT_ONCE = 8;
const CONNECT_WITHIN_MS = 10_000;

export type Connections = {
  /** Host, port and name, for messages. */
  where: string;
  reads: Db;
  /** One transaction: all of it is kept, or nothing. */
  change<Result>(work: (transaction: InTransaction) => Promise<Result>): Promise<Result>;
  read<Result>(work: (db: Db) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export function openConnections({ url, log }: { url: string; log: Log }): Connections {
  const reads = openPool({ url, max: READING_AT_ONCE, log });
  const changes = openPool({ url, max: CHANGING_AT_ONCE, log });
  const inside = new AsyncLocalStorage<true>();
  const where = placeOf(url);
  return {
    where,
    reads,
    // A change inside another takes its connection from the readers' pool: the other's may be the last one.
    change: (work) =>
      said(where, () =>
        (inside.getStore() ? reads : changes)
          .transaction()
          .execute((transaction) => inside.run(true, () => work(transaction))),
      ),
    read: (work) => said(where, () => work(reads)),
    close: async () => {
      await Promise.all([reads.destroy(), changes.destroy()]);
    },
  };
}

function openPool({ url, max, log }: { url: string; max: number; log: Log }): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'askwell',
  });
  // An idle connection that breaks is replaced at the next query.
  pool.on('error', (err) => log.warn({ err }, 'a connection to the database broke'));
  // One that breaks between two queries of a change fails that change; an error that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Work on a connection of one's own, whose errors say where the database is and what to do. */
export function atDatabase<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  return said(placeOf(url), work);
}

/** Host, port and name, never the password. */
function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL ${pathname.slice(1)} at ${hostname}:${port || '5432'}`;
}

/** Codes of PostgreSQL and of the socket that say that the server cannot be used just now. */
const OUT_OF_REACH =
  /^(?:08|53|57P|58)|^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN)$/;

/** An error of the connection as a `StoreError` that says where and what to do; a caller's own stays as it is. */
async function said<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (err) {
    if (!isOutOfReach(err)) throw err;
    throw new StoreError(
      `${where} cannot be used (${problemOf(err)}). Start it, or mend DATABASE_URL; Askwell tries again by itself.`,
      { cause: err },
    );
  }
}

function isOutOfReach(err: unknown): boolean {
  if (!(err instanceof Error) || err instanceof StoreError) return false;
  const { code } = err as { code?: unknown };
  if (typeof code === 'string') return OUT_OF_REACH.test(code);
  return /Connection terminated|timeout exceeded when trying to connect|connection timeout|Client has encountered a connection error/i.test(
    err.message,
  );
}

function problemOf(err: unknown): string {
  const { code } = err as { code?: unknown };
  return typeof code === 'string' ? code : 'no connection';
}
