import pg from 'pg';
import { atDatabase } from './connection.ts';
import { MIGRATION_NAMES } from './migrations/migrate.ts';

export type LookedAt = {
  version: string;
  encoding: string;
  isReplica: boolean;
  mayCreate: boolean;
  durable: Record<'fsync' | 'synchronous_commit' | 'full_page_writes', string>;
  connections: { most: number; inUse: number };
  migrations: { pending: string[]; unknown: string[] };
  roundTripMs: number;
  aheadMs: number;
};

const CONNECT_WITHIN_MS = 5000;

const LOOK = `select
  current_setting('server_version') as version,
  pg_encoding_to_char(encoding) as encoding,
  pg_is_in_recovery() as replica,
  has_schema_privilege(current_schema(), 'create') as "mayCreate",
  current_setting('fsync') as fsync,
  current_setting('synchronous_commit') as synchronous_commit,
  current_setting('full_page_writes') as full_page_writes,
  least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
        nullif(datconnlimit, -1)) as most,
  (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as "inUse",
  to_regclass('kysely_migration') is not null as "hasTables"
  from pg_database where datname = current_database()`;

/** Reads what the server says of itself, in transactions that can write nothing. Throws a `StoreError` when it is out of reach. */
export async function lookAtDatabase(url: string): Promise<LookedAt> {
  return atDatabase(url, async () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: 'askwell doctor',
    });
    try {
      await client.connect();
      await client.query('set default_transaction_read_only = on');
      return await look(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}

type Row = Omit<LookedAt, 'durable' | 'connections' | 'migrations'> &
  LookedAt['durable'] &
  LookedAt['connections'] & { hasTables: boolean; replica: boolean };

async function look(client: pg.Client): Promise<LookedAt> {
  const { rows } = await client.query<Row>(LOOK);
  const [row] = rows;
  if (!row) throw new Error('the server says nothing of this database');
  const { version, encoding, replica, mayCreate, most, inUse } = row;
  const { fsync, synchronous_commit, full_page_writes } = row;
  const done = row.hasTables ? await migrationsOf(client) : [];
  return {
    ...(await timesOf(client)),
    version: version.split(' ')[0] ?? version,
    encoding,
    isReplica: replica,
    mayCreate,
    durable: { fsync, synchronous_commit, full_page_writes },
    connections: { most, inUse },
    migrations: {
      pending: MIGRATION_NAMES.filter((name) => !done.includes(name)),
      unknown: done.filter((name) => !MIGRATION_NAMES.includes(name)),
    },
  };
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration');
  return rows.map(({ name }) => name);
}

/** Its clock is read in the middle of the way there and back. */
async function timesOf(client: pg.Client): Promise<Pick<LookedAt, 'roundTripMs' | 'aheadMs'>> {
  const askedAt = Date.now();
  const started = performance.now();
  const { rows } = await client.query<{ ms: string }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::text as ms',
  );
  const roundTripMs = performance.now() - started;
  return { roundTripMs, aheadMs: Number(rows[0]?.ms) - askedAt - roundTripMs / 2 };
}
