import { statSync } from 'node:fs';
import { connect, isIP } from 'node:net';
import { resolve } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { keysOfLiveFolder } from '../../classifier/live/seal-live-folder.ts';
import type { DoctorTools, ReadSettings } from '../../cli/doctor/examine.ts';
import { isClockSynchronised } from '../../cli/doctor/machine/check-clock.ts';
import { type Config, ConfigError, describeSettings, readConfig } from '../../config.ts';
import { createClocks } from '../../escalation/clocks/create-clocks.ts';
import { SECOND_MS, systemClock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';
import { isFolderInUse } from '../../store/lowdb/files/is-folder-in-use.ts';
import { openTrail } from '../commands/beside-a-server.ts';
import { dataTools } from '../commands/data-tools.ts';
import type { Process } from '../commands/process.ts';
import { classifierFolderOf, databaseUrlOf, sealOf } from '../open-store.ts';
import { pagesOut } from '../serving/ways-out.ts';
import { publicUrlOf, waysOf } from '../settings.ts';
import { readContents } from './read-contents.ts';

/** What the doctor looks with. Settings that are wrong are told and left out, so that the rest can still be looked at. */
export function doctorTools({ env, root }: Pick<Process, 'env' | 'root'>): DoctorTools {
  const { problems, config, used } = readSettings(env);
  const needed = (): Config => {
    if (config) return config;
    throw new ConfigError('The settings cannot be used.');
  };
  return {
    env,
    known: describeSettings().map(({ name }) => name),
    root,
    nodeVersion: process.version,
    now: systemClock,
    builtAt: writtenAt(fileURLToPath(new URL('dist/main.js', root))),
    envFileMode: statOf('.env')?.mode,
    isClockSynchronised,
    settings: () => ({ problems, settings: config }),
    ways: config ? waysOf(config) : { slack: false, email: false, webhook: false },
    toTry: config ? toTry(config) : { email: undefined, webhook: undefined },
    openingHours: () => createClocks(needed(), systemClock()),
    folder: { path: resolve(config?.DATA_DIR ?? 'data'), isInUse: isFolderInUse },
    async database() {
      const { lookAtDatabase } = await import('../../store/postgres/look-at-database.ts');
      return lookAtDatabase(databaseUrlOf(needed()));
    },
    async contents() {
      const { dump, close } = await dataTools(used).read();
      return readContents(dump(), { config: needed(), now: systemClock }).finally(close);
    },
    async learnt() {
      const config = needed();
      const found = await keysOfLiveFolder(classifierFolderOf(config));
      return { writes: sealOf(config).writes, found };
    },
    async audit() {
      const trail = await openTrail(needed());
      return trail.verify({ onProgress: () => undefined }).finally(trail.close);
    },
  };
}

type Settings = {
  problems: ReadSettings['problems'];
  config: Config | undefined;
  used: Process['env'];
};

/** Without what is wrong the others may still be read; what live mode needs is then not asked for. */
function readSettings(env: Process['env']): Settings {
  try {
    return { problems: [], config: readConfig(env), used: env };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems } = error;
    const wrong = new Set(problems.map(({ name }) => name));
    const right = Object.entries(env).filter(([name]) => !wrong.has(name) && name !== 'MODE');
    const used = Object.fromEntries(right);
    return { problems, config: configOr(used), used };
  }
}

function configOr(env: Process['env']): Config | undefined {
  try {
    return readConfig(env);
  } catch {
    return undefined;
  }
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}

function writtenAt(path: string): string | undefined {
  return statOf(path)?.mtime.toISOString();
}

function toTry(config: Config): DoctorTools['toTry'] {
  const { PAGE_WEBHOOK_URL: webhook } = config;
  return {
    email: config.SMTP_URL === undefined ? undefined : () => tryEmail(config),
    webhook: webhook === undefined ? undefined : () => tryPlace(new URL(webhook)),
  };
}

async function tryEmail(config: Config): Promise<void> {
  const { email } = await pagesOut({
    config,
    staff: { find: async () => undefined },
    answers: async () => [],
    publicUrl: publicUrlOf(config),
    now: systemClock,
    log: silentLog,
  });
  await email?.check().finally(email.close);
}

const WITHIN_MS = 5 * SECOND_MS;

/** Connects and hangs up: a request could call somebody. */
function tryPlace({ protocol, hostname, port }: URL): Promise<void> {
  const isTls = protocol === 'https:';
  return new Promise((done, failed) => {
    const place = { host: hostname, port: Number(port || (isTls ? 443 : 80)), timeout: WITHIN_MS };
    const socket = isTls
      ? connectTls({ ...place, servername: isIP(hostname) ? '' : hostname })
      : connect(place);
    socket.once('error', failed);
    socket.once('timeout', () => socket.destroy(new Error('no answer in time')));
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      socket.destroy();
      done();
    });
  });
}
