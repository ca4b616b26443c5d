import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, type Started, serveAskwell, startServing } from '../../support/program.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { bePatients, noWitness } from '../load/patients.ts';

const PATIENTS = 8;
/** The kill comes at a moment nobody chose: after so many acknowledged messages at most, in the middle of others … */
const MOST_BEFORE_KILL = 60;
/** … or, in so many rounds of a hundred, while the program starts and mends what the last kill left. */
const KILLED_AT_START = 25;
const START_TAKES_MS = 2500;

/** `kill -9`, again and again, on one data folder, while patients write. */
export async function killOne(
  { rounds }: { rounds: number },
  onRound: (done: number) => void = () => undefined,
): Promise<Toll> {
  const folder = aFolder();
  const env = { DATA_DIR: folder, RATE_LIMIT: '1000000', RATE_LIMIT_CONVERSATION: '1000000' };
  const witness = noWitness();
  let url: string | undefined;
  let isOver = false;
  const patients = bePatients(PATIENTS, { url: () => url, over: () => isOver, witness });
  for (let round = 0; round < rounds; round += 1) {
    const program = startServing(env);
    if (Math.random() * 100 < KILLED_AT_START) {
      await delay(Math.random() * START_TAKES_MS);
    } else {
      url = (await program.ready).url;
      const atKill = witness.acknowledged.length + 1 + Math.random() * MOST_BEFORE_KILL;
      while (witness.acknowledged.length < atKill) await delay(1);
    }
    await kill(program);
    url = undefined;
    onRound(round + 1);
  }
  const last = await serveAskwell(env);
  url = last.url;
  isOver = true;
  await patients;
  last.child.kill('SIGTERM');
  const code = await last.ended;
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds });
  await store.close();
  if (code !== 0) toll.others.push(`it ended with ${code}: ${last.log()}`);
  return toll;
}

async function kill({ child, ended }: Started): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}
