import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAnswerLife } from '../../answer-bank/answer-life.ts';
import { loadStarterBank } from '../../answer-bank/load-starter-bank.ts';
import { seedBank } from '../../answer-bank/seed-bank.ts';
import { loadIntents } from '../../classifier/load-intents.ts';
import type { Trail } from '../../cli/audit/trail.ts';
import type { PageTools } from '../../cli/page/try-pages.ts';
import type { Config } from '../../config.ts';
import type { StaffId } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { systemClock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';
import { trailOf } from '../../store/archive/trail-of.ts';
import { readTrail } from '../../store/lowdb/audit/read-trail.ts';
import { readFolder } from '../../store/lowdb/read-folder.ts';
import { openStore, sealOf } from '../open-store.ts';
import { pagesOut } from '../serving/ways-out.ts';
import { publicUrlOf } from '../settings.ts';

/** Beside a server that may run: its data folder is read and nothing else. */
export async function pageTools(config: Config): Promise<PageTools> {
  const staff = config.STORE === 'memory' ? [] : await folderOf(config).staff();
  const find = async (id: StaffId) => staff.find((person) => person.id === id);
  const publicUrl = publicUrlOf(config);
  const answers = async () => [];
  const out = { config, staff: { find }, answers, publicUrl, now: systemClock, log: silentLog };
  const { email, webhook } = await pagesOut(out);
  const slack = config.SLACK_BOT_TOKEN !== undefined;
  return { staff, slack, email, webhook, format: config.PAGE_WEBHOOK_FORMAT };
}

/** The answers without the rest of the program; the store's lock keeps it away from a server that runs. */
export async function openBankAlone(config: Config, root: URL) {
  const now = systemClock;
  const { intents } = loadIntents(fileURLToPath(new URL('intents/', root)));
  const starter = loadStarterBank(fileURLToPath(new URL('answers/', root)), intents);
  const store = await openStore(config, { now, log: silentLog });
  // As a server's first start does it: what is imported stands beside the shipped words, not in their place.
  await seedBank(starter, { store, now });
  const knownIntents = new Set<string>(intents.map(({ id }) => id));
  const answerLife = createAnswerLife({ store, now, approvals: config.APPROVALS, knownIntents });
  return { store, answerLife, knownIntents, close: () => store.close() };
}

/** Beside a server that may run: nothing is locked and nothing is written. */
export async function openTrail(config: Config): Promise<Trail> {
  if (config.STORE === 'memory') throw new Error('STORE=memory keeps no audit trail.');
  if (config.STORE === 'postgres') {
    const store = await openStore(config, { now: systemClock, log: silentLog });
    return {
      ...trailOf(store),
      names: () => namesOf(store.staff.all()),
      close: () => store.close(),
    };
  }
  const folder = resolve(config.DATA_DIR);
  const close = async () => undefined;
  return { ...readTrail(folder), names: () => namesOf(folderOf(config).staff()), close };
}

function folderOf(config: Config) {
  return readFolder(resolve(config.DATA_DIR), { seal: sealOf(config), log: silentLog });
}

async function namesOf(staff: Promise<StaffMember[]>): Promise<ReadonlyMap<string, string>> {
  return new Map((await staff).map(({ id, login }) => [id, login]));
}
