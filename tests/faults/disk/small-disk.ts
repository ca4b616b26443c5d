import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/shared/clock.ts';
import { base32 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, postMessage, serveAskwell } from '../../support/program.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { noWitness, say } from '../load/patients.ts';

const SIZE = '4m';
const PIECE = 64 * 1024;

/** A disk of a few megabytes that is really full; `undefined` where one may not mount any. */
export async function smallDisk({ rounds }: { rounds: number }): Promise<Toll | undefined> {
  const mount = aFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', mount], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  try {
    return await fillAndFree(mount, rounds);
  } finally {
    execFileSync('umount', [mount]);
  }
}

async function fillAndFree(mount: string, rounds: number): Promise<Toll> {
  const folder = join(mount, 'data');
  const filler = join(mount, 'filler');
  const serving = await serveAskwell({ DATA_DIR: folder });
  const witness = noWitness();
  const others: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const message = {
      conversation: base32(40),
      messageId: crypto.randomUUID(),
      text: 'how many sprays should i take',
    };
    fill(filler);
    const { status, body } = await postMessage(serving.url, message);
    if (status !== 503 || !body.reply.blocks.includes('R-NOTPASSED')) {
      others.push(`on a full disk: ${status} ${body.reply.blocks}`);
    }
    witness.refusals.push(body);
    const ready = await fetch(`${serving.url}/readyz`);
    if (ready.status !== 503) others.push(`on a full disk /readyz says ${ready.status}`);
    rmSync(filler, { recursive: true });
    await say(message, { url: () => serving.url, witness });
  }
  serving.child.kill('SIGTERM');
  await serving.ended;
  if (!/ENOSPC.*Free some space/.test(serving.log()))
    others.push('the log does not say what to do');
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds });
  await store.close();
  return { ...toll, others: [...toll.others, ...others] };
}

/** To the last byte: smaller and smaller pieces until nothing goes in. */
function fill(folder: string): void {
  mkdirSync(folder);
  for (let size = PIECE, piece = 0; size >= 1; ) {
    try {
      writeFileSync(join(folder, String(piece)), Buffer.alloc(size));
      piece += 1;
    } catch {
      size = Math.floor(size / 4);
    }
  }
}
