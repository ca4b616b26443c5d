import { bad, doubtful, type Finding, good } from '../finding.ts';

/** What a look at the database shows; nothing in it is changed by looking. */
export type DatabaseState = {
  /** Such as `18.1`. */
  version: string;
  encoding: string;
  /** It copies another server and takes no writes. */
  isReplica: boolean;
  mayCreate: boolean;
  /** Settings of the server, of which `off` loses what was acknowledged. */
  durable: Readonly<Record<'fsync' | 'synchronous_commit' | 'full_page_writes', string>>;
  connections: { most: number; inUse: number };
  /** Changes of the tables that the next start makes, and those that this release does not know. */
  migrations: { pending: readonly string[]; unknown: readonly string[] };
  roundTripMs: number;
};

/** Oldest release that its makers still mend. */
const OLDEST_MAJOR = 14;
/** What one process of Askwell may hold. */
const OF_ONE_NODE = 21;
const SLOW_MS = 20;

export function checkDatabase(state: DatabaseState): Finding[] {
  const { version, encoding, isReplica, mayCreate, durable, connections } = state;
  const { pending, unknown } = state.migrations;
  const isOff = Object.entries(durable).filter(([, value]) => value === 'off');
  const left = connections.most - connections.inUse;
  const findings = [
    ...check(Number.parseInt(version, 10) < OLDEST_MAJOR, () =>
      doubtful('store.version', `PostgreSQL ${version} gets no more mends`, 'Upgrade the server.'),
    ),
    ...check(encoding !== 'UTF8', () =>
      bad('store.encoding', `the database holds ${encoding}`, 'Make one with ENCODING UTF8.'),
    ),
    ...check(isReplica, () =>
      bad(
        'store.replica',
        'this server takes no writes: it copies another',
        'Set DATABASE_URL to the primary.',
      ),
    ),
    ...isOff.map(([name]) =>
      bad(
        'store.durable',
        `${name} is off: a power cut loses what was acknowledged`,
        `Set ${name} = on in postgresql.conf.`,
      ),
    ),
    ...check(unknown.length > 0, () =>
      bad(
        'store.migrations',
        `written by a newer Askwell (${unknown.join(', ')})`,
        'Start that version, or restore a backup.',
      ),
    ),
    ...check(pending.length > 0, () =>
      mayCreate
        ? good(
            'store.migrations',
            `the next start brings the tables up to date (${pending.join(', ')})`,
          )
        : bad(
            'store.migrations',
            'the tables are not up to date, and this account may not change them',
            'GRANT CREATE ON SCHEMA public to it.',
          ),
    ),
    ...check(left < OF_ONE_NODE, () =>
      doubtful(
        'store.connections',
        `${left} of ${connections.most} connections are free; a node may take ${OF_ONE_NODE}`,
        'Raise max_connections.',
      ),
    ),
    ...check(state.roundTripMs > SLOW_MS, () =>
      doubtful(
        'store.slow',
        `a round trip takes ${Math.round(state.roundTripMs)} ms`,
        'Bring the nodes nearer to the database: a turn takes several.',
      ),
    ),
  ];
  const isWell = findings.every(({ level }) => level === 'ok');
  const words = `PostgreSQL ${version}, ${connections.inUse} of ${connections.most} connections in use`;
  return isWell ? [good('store.database', words), ...findings] : findings;
}

function check(isSo: boolean, finding: () => Finding): Finding[] {
  return isSo ? [finding()] : [];
}
