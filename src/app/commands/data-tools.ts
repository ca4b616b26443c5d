import { resolve } from 'node:path';
import { pino } from 'pino';
import { sealLiveFolder } from '../../classifier/live/seal-live-folder.ts';
import { byTicket, type DataTools } from '../../cli/data/data-command.ts';
import { type Config, readConfig } from '../../config.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { readFolder } from '../../store/lowdb/read-folder.ts';
import { rekeyFolder } from '../../store/lowdb/sealing/rekey-folder.ts';
import { createLog } from '../observing/create-log.ts';
import {
  classifierFolderOf,
  databaseUrlOf,
  keysOf,
  openDatabase,
  openFolder,
  openStore,
  sealOf,
} from '../open-store.ts';
import type { Process } from './process.ts';

/** Settings are read when a command runs, so that `--help` needs none. */
export function dataTools(env: Process['env']): DataTools {
  const log = createLog('error', pino.destination(2));
  const config = () => readConfig(env);
  return {
    now: systemClock,
    openFolder: () => openFolder(config(), { now: systemClock, log }),
    openDatabase: () => openDatabase(config(), log),
    open: () => openStore(config(), { now: systemClock, log }),
    read: () => openToRead(config(), log),
    seal: () => sealOf(config()),
    rekey: (onProgress) => rekey(config(), { log, onProgress }),
  };
}

async function openToRead(config: Config, log: Log): ReturnType<DataTools['read']> {
  if (config.STORE !== 'postgres') {
    const folder = readFolder(resolve(config.DATA_DIR), { seal: sealOf(config), log });
    return { ...folder, close: async () => undefined };
  }
  const store = await openDatabase(config, log);
  const { archive, conversations, close } = store;
  return {
    dump: archive.dump,
    find: conversations.find,
    conversationOfTicket: byTicket(store),
    close,
  };
}

type Rekeying = { log: Log; onProgress: (done: number, of: number) => void };

/** The store, then what the classifier keeps beside it. */
async function rekey(config: Config, how: Rekeying): ReturnType<DataTools['rekey']> {
  const store = await rekeyStore(config, how);
  const beside = await sealLiveFolder(classifierFolderOf(config), keysOf(config));
  return { sealed: store.sealed + beside.sealed, already: store.already + beside.already };
}

/** PostgreSQL is loaded only where it is used. */
async function rekeyStore(
  config: Config,
  { log, onProgress }: Rekeying,
): ReturnType<DataTools['rekey']> {
  const seal = sealOf(config);
  if (config.STORE !== 'postgres') {
    return rekeyFolder({ folder: resolve(config.DATA_DIR), seal, onProgress });
  }
  const { rekeyDatabase } = await import('../../store/postgres/sealing/rekey-database.ts');
  return rekeyDatabase({ url: databaseUrlOf(config), seal, log, onProgress });
}
