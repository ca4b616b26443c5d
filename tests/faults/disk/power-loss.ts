import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, type Serving, serveAskwell } from '../../support/program.ts';
import { bundleScript } from '../../unit/store/processes/bundle-script.ts';
import { judge } from '../judge/judge.ts';
import { noToll, sumOf, type Toll } from '../judge/toll.ts';
import { bePatients, noWitness, type Witness } from '../load/patients.ts';
import { createDisk, type Disk, type Survival } from './disk-model.ts';
import type { Folder } from './disk-tree.ts';
import type { Step } from './steps.ts';

const PATIENTS = 3;
/** Of each life of the program: it is killed then, in the middle of others, and only the last ends by itself. */
const MESSAGES_A_LIFE = 8;
const LIVES = 2;

/** What becomes of what was never synced: all of it there, none of it, and twice any part of it. */
const SURVIVALS: Survival[] = [
  () => 'gone',
  () => 'kept',
  ...Array.from({ length: 2 }, (): Survival => () => pick(['kept', 'gone', 'torn', 'zeros'])),
];

type Recorded = { steps: Step[]; witness: Witness };

/**
 * The program runs, is killed and runs again while every write to its folder is recorded; then the power is cut before
 * every step of that, and the store is opened on what a disk may hold. `points`: so many of the moments, evenly spread.
 */
export async function losePower(
  { points = Number.POSITIVE_INFINITY }: { points?: number },
  onRound: (done: number, of: number) => void = () => undefined,
): Promise<Toll> {
  const { steps, witness } = await recordLives();
  const disk = createDisk(steps);
  const moments = spread(steps, points);
  const tolls: Toll[] = [];
  for (const [index, at] of moments.entries()) {
    for (const survives of SURVIVALS) tolls.push(await cut({ disk, at, survives, steps, witness }));
    onRound(index + 1, moments.length);
  }
  return { ...sumOf(tolls), acknowledged: witness.acknowledged.length };
}

/** A cut is told apart from the one before by what ended meanwhile. */
function spread(steps: readonly Step[], points: number): number[] {
  const moments = steps.flatMap(({ at }, index) => (at === 'begin' ? [] : [index + 1]));
  const stride = Math.max(1, moments.length / points);
  const offset = Math.floor(Math.random() * stride);
  return moments.filter((_, index) => Math.floor((index + offset) % stride) === 0);
}

type Cut = Recorded & { disk: Disk; at: number; survives: Survival };

/** The store opens, and all that was acknowledged before the cut is in it. */
async function cut({ disk, at, survives, steps, witness }: Cut): Promise<Toll> {
  const told = new Set(
    steps.slice(0, at).flatMap((step) => (step.at === 'acknowledged' ? step.message : [])),
  );
  const acknowledged = witness.acknowledged.filter(({ messageId }) => told.has(messageId));
  const folder = await mkdtemp(join(tmpdir(), 'askwell-cut-'));
  try {
    await lay(disk.after(at, survives), folder);
    const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
    const toll = await judge(store, { witness: { ...noWitness(), acknowledged }, rounds: 1 });
    await store.close();
    return toll;
  } catch (err) {
    return { ...noToll(), rounds: 1, others: [`cut before step ${at}: ${String(err)}`] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function lay({ folders, files }: Folder, to: string): Promise<void> {
  for (const folder of folders) await mkdir(join(to, folder), { recursive: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await writeFile(join(to, path), bytes);
  }
}

async function recordLives(): Promise<Recorded> {
  const inside = await bundleScript(new URL('./disk-inside.ts', import.meta.url));
  const folder = aFolder();
  const record = join(aFolder(), 'steps.ndjson');
  const env = { DATA_DIR: folder, FAULT_RECORD: record, RATE_LIMIT: '1000000' };
  const witness = noWitness();
  let serving: Serving | undefined;
  let isOver = false;
  const where = { url: () => serving?.url, over: () => isOver, witness };
  const patients = bePatients(PATIENTS, where);
  for (let life = 1; life <= LIVES; life += 1) {
    serving = await serveAskwell(env, { script: inside.path, ipc: false });
    const { child, ended } = serving;
    const until = witness.acknowledged.length + MESSAGES_A_LIFE;
    while (witness.acknowledged.length < until) await delay(1);
    if (life === LIVES) {
      isOver = true;
      await patients;
    }
    child.kill(life === LIVES ? 'SIGTERM' : 'SIGKILL');
    serving = undefined;
    await ended;
    appendFileSync(record, `${JSON.stringify(found(folder))}\n`);
  }
  await inside.remove();
  const lines = readFileSync(record, 'utf8').split('\n').filter(Boolean);
  return { steps: lines.map((line) => JSON.parse(line) as Step), witness };
}

function found(folder: string): Step {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const isFolder = (path: string) => statSync(join(folder, path)).isDirectory();
  return {
    at: 'found',
    folders: paths.filter(isFolder),
    files: Object.fromEntries(
      paths
        .filter((path) => !isFolder(path))
        .map((path) => [path, readFileSync(join(folder, path)).toString('base64')]),
    ),
  };
}

function pick<Item>(items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(Math.random() * items.length)] ?? items[0];
}
