import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type APostgres, aPostgresPair } from '../../support/a-postgres.ts';
import { type Line, openLine } from '../../support/line-to-server.ts';
import type { Toll } from '../judge/toll.ts';
import type { Witness } from '../load/patients.ts';
import { type TwoNodes, twoNodes } from './two-nodes.ts';

const AWAY_MS = 1500;
const FULL_MS = 3000;
const SLOW_BY_MS = 5000;
const SLOW_FOR_MS = 12_000;
const CUTS = 5;
const MOST_CONNECTIONS = 500;
/** What the log must say while the database cannot be used. */
const CLEAR = /PostgreSQL \S+ at \S+ cannot be used \(\w+[^)]*\). Start it, or mend DATABASE_URL/;

export type DatabaseFault = 'restarted' | 'connections cut' | 'out of connections' | 'slow by 5 s';

type Broken = { postgres: APostgres; direct: string; line: Line; both: TwoNodes; witness: Witness };

const FAULTS: Record<DatabaseFault, (broken: Broken) => Promise<void>> = {
  restarted: ({ postgres }) => postgres.whileAway(() => delay(AWAY_MS)),
  'connections cut': async ({ postgres, direct }) => {
    for (let cut = 0; cut < CUTS; cut += 1) {
      await hangUp(postgres, direct);
      await delay(200);
    }
  },
  'out of connections': async ({ postgres, direct }) => {
    const release = await takeAllConnections(direct, () => hangUp(postgres, direct));
    await delay(FULL_MS);
    await release();
  },
  'slow by 5 s': async ({ line }) => {
    line.delay(SLOW_BY_MS);
    await delay(SLOW_FOR_MS);
    line.delay(0);
  },
};

/** Two nodes on one database, to which all of this happens, one after another. */
export async function breakDatabase(
  postgres: APostgres,
  { rounds, faults }: { rounds: number; faults: DatabaseFault[] },
): Promise<[DatabaseFault, Toll][]> {
  const direct = await postgres.database();
  const line = await openLine(placeOf(direct));
  const both = await twoNodes(through(direct, line));
  const tolls: [DatabaseFault, Toll][] = [];
  try {
    for (const fault of faults) {
      const suffered = async (witness: Witness) => {
        for (let round = 0; round < rounds; round += 1) {
          await FAULTS[fault]({ postgres, direct, line, both, witness });
        }
      };
      tolls.push([fault, await both.suffer(suffered, { rounds, judged: direct })]);
    }
    const [, last] = tolls.at(-1) ?? [];
    const isClear = both.nodes.some(({ log }) => CLEAR.test(log()));
    if (!isClear) last?.others.push('the log does not say that the database cannot be used');
    return tolls;
  } finally {
    await both.close();
    await line.close();
  }
}

/** The server is killed and its standby, which has every acknowledged change, takes over behind the same address. */
export async function failOver(): Promise<Toll> {
  const pair = await aPostgresPair();
  const line = await openLine(placeOf(pair.database));
  const address = through(pair.database, line);
  const both = await twoNodes(address);
  try {
    return await both.suffer(async () => line.leadTo(await pair.failOver()), {
      rounds: 1,
      judged: address,
    });
  } finally {
    await both.close();
    await line.close();
    await pair.stop();
  }
}

function placeOf(url: string) {
  const { hostname: host, port } = new URL(url);
  return { host, port: Number(port) };
}

function through(url: string, { port }: Line): string {
  const near = new URL(url);
  near.port = String(port);
  return near.href;
}

async function hangUp(postgres: APostgres, database: string): Promise<void> {
  await postgres.query(
    database,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name like 'askwell%'`,
  );
}

/** Others have taken every connection of the server. Gives back how they go. */
async function takeAllConnections(
  database: string,
  hangUpOthers: () => Promise<void>,
): Promise<() => Promise<void>> {
  const taken: pg.Client[] = [];
  const takeOne = async () => {
    const client = new pg.Client({ connectionString: database });
    client.on('error', () => undefined);
    await client.connect();
    taken.push(client);
  };
  await hangUpOthers();
  while (taken.length < MOST_CONNECTIONS) {
    const isFull = await takeOne().then(
      () => false,
      () => true,
    );
    if (isFull) break;
  }
  return async () => {
    await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
  };
}
