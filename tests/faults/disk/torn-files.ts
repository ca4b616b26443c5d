import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/shared/clock.ts';
import { base32 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, postMessage, serveAskwell, startServing } from '../../support/program.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { noWitness, say } from '../load/patients.ts';

/** Of each kind one is torn: of the answers, a hundred, it is the first. */
const KINDS =
  /^(?:format[.]json|tickets[.]ndjson|secrets[.]json|audit|answers|documents|staff|conversations)(?:\/|$)/;

/**
 * Each kind of file of a folder cut in half by something that is not Askwell. It starts and says so, or refuses by the
 * name of the file; either way it leaves what is torn as it is, and with the file put back all is there.
 */
export async function tearFiles({ most }: { most: number }): Promise<Toll> {
  const folder = aFolder();
  const witness = noWitness();
  const first = await serveAskwell({ DATA_DIR: folder });
  const where = { url: () => first.url, witness };
  for (const text of ['may I drive afterwards', 'how many sprays should i take']) {
    await say({ conversation: base32(40), text }, where);
  }
  first.child.kill('SIGTERM');
  await first.ended;
  const paths = oneOfEachKind(folder).slice(0, most);
  const others: string[] = [];
  for (const path of paths) others.push(...(await tearOne(folder, path)));
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds: paths.length });
  await store.close();
  return { ...toll, others: [...toll.others, ...others] };
}

function oneOfEachKind(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => KINDS.test(path) && statSync(join(folder, path)).size > 0);
  const byKind = new Map(
    files
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path.split('/')[0], path]),
  );
  return [...byKind.values()];
}

/** On a copy, so that the folder stays whole. */
async function tearOne(whole: string, path: string): Promise<string[]> {
  const folder = aFolder();
  cpSync(whole, folder, { recursive: true });
  const file = join(folder, path);
  const torn = readFileSync(file).subarray(0, Math.floor(statSync(file).size / 2));
  writeFileSync(file, torn);
  const { child, ready, ended, log } = startServing({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
  const serving = await ready.catch(() => undefined);
  const answered =
    serving &&
    (await postMessage(serving.url, { text: 'may I drive afterwards' }).catch(() => undefined));
  child.kill('SIGTERM');
  const code = await ended;
  const lasting = lastingPart(path, torn);
  const isKept = readFileSync(file).subarray(0, lasting.length).equals(lasting);
  return [
    ...(isKept ? [] : [`${path}: the torn file was written over`]),
    ...(serving && answered?.status !== 200 ? [`${path}: it runs and takes no message`] : []),
    ...(serving || (code === 2 && log().includes(path))
      ? []
      : [`${path}: it ended with ${code} and does not name the file: ${log()}`]),
    ...(serving &&
    !log().includes(path.split('/').at(-1) ?? path) &&
    !path.startsWith('conversations')
      ? [`${path}: it runs and the log does not name the file`]
      : []),
  ];
}

/** The torn end of a file that grows by lines is what a crash leaves, and is cut off. */
function lastingPart(path: string, torn: Buffer): Buffer {
  return path.endsWith('.ndjson') ? torn.subarray(0, torn.lastIndexOf('\n') + 1) : torn;
}
