import { resolve } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { openLowdbStore } from '../store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../store/lowdb/open-memory-store.ts';
import { createSeal, type Seal } from '../store/seal/create-seal.ts';
import { readStoreKeys, type StoreKey } from '../store/seal/store-keys.ts';
import type { Store } from '../store/store.ts';

export function openStore(config: Config, { now, log }: { now: Clock; log: Log }): Promise<Store> {
  if (config.STORE === 'memory') return openMemoryStore({ now });
  if (config.MODE === 'live' && config.STORE_KEYS === undefined) {
    log.warn({}, 'STORE_KEYS is not set: what patients write is kept in the clear');
  }
  if (config.STORE === 'postgres') return openDatabase(config, log);
  return openFolder(config, { now, log });
}

export function openFolder(config: Config, deps: { now: Clock; log: Log }): Promise<Store> {
  return openLowdbStore({ folder: resolve(config.DATA_DIR), seal: sealOf(config), ...deps });
}

/** Nothing of PostgreSQL is loaded where it is not used. */
export async function openDatabase(config: Config, log: Log): Promise<Store> {
  const { openPostgresStore } = await import('../store/postgres/open-postgres-store.ts');
  return openPostgresStore({ url: databaseUrlOf(config), log, seal: sealOf(config) });
}

export function databaseUrlOf({ DATABASE_URL }: Config): string {
  if (DATABASE_URL !== undefined) return DATABASE_URL;
  throw new ConfigError('DATABASE_URL: needed for PostgreSQL. Set it.');
}

/** What seals the words that are kept; nothing does without STORE_KEYS. */
export function sealOf(config: Pick<Config, 'STORE_KEYS'>): Seal {
  return createSeal(keysOf(config));
}

/** The first writes, all read; none without STORE_KEYS. */
export function keysOf({ STORE_KEYS }: Pick<Config, 'STORE_KEYS'>): readonly StoreKey[] {
  if (STORE_KEYS === undefined) return [];
  const keys = readStoreKeys(STORE_KEYS);
  if (keys) return keys;
  throw new ConfigError(
    'STORE_KEYS: an id comes twice, or a key is not 32 bytes long. Make one with `openssl rand -base64 32`.',
  );
}

/** Where changed examples, and what is learnt from them, are kept beside the store. */
export function classifierFolderOf({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  return resolve(DATA_DIR, 'classifier');
}
