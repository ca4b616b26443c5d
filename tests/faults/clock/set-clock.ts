import { once } from 'node:events';
import { systemClock } from '../../../src/shared/clock.ts';
import { base32 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, type Serving, serveAskwell } from '../../support/program.ts';
import { bundleScript } from '../../unit/store/processes/bundle-script.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { bePatients, noWitness, say, type Witness } from '../load/patients.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
/** Longer than any answer of the starter bank may stay without a review. */
const TWO_YEARS = 731 * DAY;
const PATIENTS = 3;
const MESSAGES_A_STEP = 6;

/** What a battery, a time zone, a snapshot or a time service does to a clock. */
const STEPS = [DAY, -HOUR, 3 * SECOND, -3 * SECOND, -DAY, HOUR, 30 * DAY, -30 * DAY];

type Program = { serving: Serving; witness: Witness; others: string[]; aheadMs: number };

/** The clock jumps under load, between two halves of a message, and past the review date of all answers and back. */
export async function setClock({ rounds }: { rounds: number }): Promise<Toll> {
  const inside = await bundleScript(new URL('./clock-inside.ts', import.meta.url));
  const folder = aFolder();
  const env = { DATA_DIR: folder, RATE_LIMIT: '1000000', LOG_LEVEL: 'warn' };
  const script = { script: inside.path, ipc: true };
  const witness = noWitness();
  const program: Program = {
    serving: await serveAskwell(env, script),
    witness,
    others: [],
    aheadMs: 0,
  };
  await jumpUnderLoad(program, rounds);
  await jumpInsideAMessage(program, DAY);
  await jumpInsideAMessage(program, -HOUR);
  await jumpPastReview(program);
  await end(program);
  expectLog(program, ['the clock was set ahead', 'the clock was set back']);

  // Again at the right time, after a life in which the clock was two years ahead.
  program.serving = await serveAskwell(env, script);
  await expectAnswer(program, 'after a restart', false);
  expectLog(program, ['the clock is behind what was kept before']);
  await end(program);
  await inside.remove();
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds: rounds + 3 });
  await store.close();
  return { ...toll, others: [...toll.others, ...program.others] };
}

async function jumpUnderLoad(program: Program, rounds: number): Promise<void> {
  const { witness } = program;
  let isOver = false;
  const url = () => program.serving.url;
  const patients = bePatients(PATIENTS, { url, over: () => isOver, witness });
  for (let round = 0; round < rounds; round += 1) {
    await jump(program, STEPS[round % STEPS.length] ?? 0);
    const until = witness.acknowledged.length + MESSAGES_A_STEP;
    while (witness.acknowledged.length < until) await new Promise((go) => setTimeout(go, 1));
  }
  isOver = true;
  await patients;
}

/** Both halves are read together, whatever the clock says between them. */
async function jumpInsideAMessage(program: Program, byMs: number): Promise<void> {
  const { witness, others } = program;
  const where = { url: () => program.serving.url, witness };
  const conversation = base32(40);
  await say({ conversation, text: 'i think i am going to' }, where);
  await jump(program, byMs);
  const second = await say({ conversation, text: 'kill myself' }, where);
  if (second?.reply.kind !== 'safety')
    others.push(`halves with ${byMs} ms between: not one danger`);
}

/** Answers past their review date are not sent, and none is sent again because the clock went back. */
async function jumpPastReview(program: Program): Promise<void> {
  await jump(program, -program.aheadMs);
  await expectAnswer(program, 'before', true);
  await jump(program, TWO_YEARS);
  await expectAnswer(program, 'past its review date', false);
  const { serving, witness } = program;
  await say(
    { conversation: base32(40), text: 'how many sprays should i take' },
    { url: () => serving.url, witness },
  );
  await jump(program, -TWO_YEARS);
  await expectAnswer(program, 'after the clock was set back', false);
}

async function expectAnswer({ serving, witness, others }: Program, when: string, wanted: boolean) {
  const where = { url: () => serving.url, witness };
  const said = await say({ conversation: base32(40), text: 'may I drive afterwards' }, where);
  const isAnswered = (said?.reply.answers.length ?? 0) > 0;
  if (isAnswered !== wanted) others.push(`an answer ${when}: ${isAnswered}`);
}

async function jump(program: Program, byMs: number): Promise<void> {
  program.aheadMs += byMs;
  const { child } = program.serving;
  const set = once(child, 'message');
  child.send({ aheadMs: program.aheadMs });
  await set;
}

async function end({ serving, others }: Program): Promise<void> {
  serving.child.kill('SIGTERM');
  const code = await serving.ended;
  if (code !== 0) others.push(`it ended with ${code}: ${serving.log()}`);
}

function expectLog({ serving, others }: Program, lines: string[]): void {
  const log = serving.log();
  for (const line of lines) if (!log.includes(line)) others.push(`not in the log: ${line}`);
}
