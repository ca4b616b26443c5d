import { once } from 'node:events';
import { systemClock } from '../../../src/shared/clock.ts';
import { base32 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import {
  aFolder,
  postMessage,
  type Serving,
  serveAskwell,
  startServing,
} from '../../support/program.ts';
import { bundleScript } from '../../unit/store/processes/bundle-script.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { noWitness, say, type Witness } from '../load/patients.ts';
import type { BeFull, Fullness } from './disk-inside.ts';

const DOSE = 'how many sprays should i take';
/** Longer than any turn may take. */
const REPLY_WITHIN_MS = 8000;
const NEVER = Number.POSITIVE_INFINITY;

type Program = { serving: Serving; witness: Witness; others: string[] };

/**
 * Every write of a turn is refused in its turn: it alone, or it and all after it. The patient reads that staff were not
 * reached, and once there is space the same message goes through. `starts`: on so many full disks the program starts.
 */
export async function fillDisk({ starts }: { starts: number }): Promise<Toll> {
  const inside = await bundleScript(new URL('./disk-inside.ts', import.meta.url));
  const folder = aFolder();
  const env = { DATA_DIR: folder, RATE_LIMIT: '1000000' };
  const others: string[] = [];
  for (let start = 0; start < starts; start += 1) {
    others.push(
      ...(await startOnFullDisk(
        { ...env, FAULT_FULL_FROM: String(1 + start * start * 4) },
        inside.path,
      )),
    );
  }
  const serving = await serveAskwell(env, { script: inside.path, ipc: true });
  const program = { serving, witness: noWitness(), others };
  const known = base32(40);
  let rounds = starts;
  for (const conversation of [() => base32(40), () => known]) {
    rounds += await refuseEach(program, { conversation, isLast: true });
    rounds += await refuseEach(program, { conversation, isLast: false });
  }
  serving.child.kill('SIGTERM');
  const code = await serving.ended;
  if (code !== 0) others.push(`it ended with ${code}`);
  if (!/ENOSPC.*Free some space/.test(serving.log()))
    others.push('the log does not say what to do');
  await inside.remove();
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness: program.witness, rounds });
  await store.close();
  return { ...toll, others: [...toll.others, ...others] };
}

type Refusing = { conversation: () => string; isLast: boolean };

/** Gives how many writes a turn has. */
async function refuseEach(program: Program, { conversation, isLast }: Refusing): Promise<number> {
  for (let write = 1; ; write += 1) {
    const about = { conversation: conversation(), messageId: crypto.randomUUID(), text: DOSE };
    const range = { from: write, to: isLast ? write : -1 };
    if (!(await refuseOne(program, about, range))) return write - 1;
  }
}

/** Whether there was such a write. */
async function refuseOne(
  { serving, witness, others }: Program,
  message: { conversation: string; messageId: string; text: string },
  range: BeFull,
): Promise<boolean> {
  const { url, child } = serving;
  await ask(child, range);
  const startedAt = performance.now();
  const { status, body } = await postMessage(url, message);
  const tookMs = performance.now() - startedAt;
  if (tookMs > REPLY_WITHIN_MS) others.push(`write ${range.from}: a reply after ${tookMs} ms`);
  if (status === 503) witness.refusals.push(body);
  if (status === 503 && !body.reply.blocks.includes('R-NOTPASSED')) {
    others.push(`write ${range.from}: the reply does not say that staff were not reached`);
  }
  const { refused } = await ask(child, 'how full?');
  await ask(child, { from: NEVER, to: 0 });
  await say(message, { url: () => url, witness });
  return refused > 0;
}

/** JSON knows no infinity. */
async function ask(child: Serving['child'], message: BeFull | 'how full?'): Promise<Fullness> {
  const answer = once(child, 'message');
  const isRange = message !== 'how full?';
  child.send(
    isRange && message.from === NEVER ? { from: Number.MAX_SAFE_INTEGER, to: 0 } : message,
  );
  return (await answer)[0] as Fullness;
}

/** It ends with the cause, or serves; never with half a store. */
async function startOnFullDisk(env: Record<string, string>, script: string): Promise<string[]> {
  const { child, ready, ended, log } = startServing(env, { script, ipc: false });
  const served = await ready.then(
    () => true,
    () => false,
  );
  if (served) child.kill('SIGKILL');
  const code = await ended;
  if (served) return [];
  const isClear = code === 2 && /ENOSPC.*Free some space/.test(log());
  return isClear
    ? []
    : [`write ${env.FAULT_FULL_FROM} of a start: it ended with ${code}: ${log()}`];
}
