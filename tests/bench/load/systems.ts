import { type APostgres, aPostgres } from '../../support/a-postgres.ts';
import { type Running, startAskwell, startSocketEcho } from '../servers.ts';
import { parentOf, type Use, useOf } from './process-use.ts';

/** One way to run it, with everything that works for it. */
export type System = {
  urls: string[];
  /** Of the servers alone, without the database. */
  use(): Use;
  /** Of the database; nothing where there is none. */
  databaseUse(): Use | undefined;
  stop(): Promise<void>;
};

export const SYSTEMS = {
  lowdb: { label: 'Askwell, lowdb', open: () => askwell(1) },
  postgres: { label: 'Askwell, PostgreSQL, one node', open: () => onPostgres(1) },
  twoNodes: { label: 'Askwell, PostgreSQL, two nodes', open: () => onPostgres(2) },
  echo: { label: 'Fastify + Botkit echo, nothing stored', open: echo },
} satisfies Record<string, { label: string; open: () => Promise<System> }>;
export type SystemName = keyof typeof SYSTEMS;

async function askwell(nodes: number, settings: Record<string, string> = {}): Promise<System> {
  const running: Running[] = [];
  for (let node = 0; node < nodes; node += 1) {
    running.push(await startAskwell(undefined, settings));
  }
  const pids = running.map(({ pid }) => pid);
  return {
    urls: running.map(({ url }) => url),
    use: () => useOf(pids),
    databaseUse: () => undefined,
    async stop() {
      for (const { stop } of running) await stop();
    },
  };
}

/** A database that syncs its log at each commit, as lowdb syncs each file. */
async function onPostgres(nodes: number): Promise<System> {
  const postgres = await aPostgres({ fsync: true });
  const DATABASE_URL = await postgres.database();
  const main = await mainProcessOf(postgres, DATABASE_URL);
  const servers = await askwell(nodes, { STORE: 'postgres', DATABASE_URL });
  return {
    ...servers,
    databaseUse: () => useOf([main]),
    async stop() {
      await servers.stop();
      await postgres.stop();
    },
  };
}

async function echo(): Promise<System> {
  const { url, pid, stop } = await startSocketEcho();
  return { urls: [url], use: () => useOf([pid]), databaseUse: () => undefined, stop };
}

/** The parent of a process that lives as long as the server does. */
async function mainProcessOf(postgres: APostgres, url: string): Promise<number> {
  const { rows } = await postgres.query(
    url,
    `select pid from pg_stat_activity where backend_type = 'checkpointer'`,
  );
  return parentOf(Number(rows[0]?.pid));
}
