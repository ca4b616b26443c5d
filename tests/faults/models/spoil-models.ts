import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, serveAskwell } from '../../support/program.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { bePatients, noWitness } from '../load/patients.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const MESSAGES = 6;
const PATIENTS = 2;

/** What becomes of each file of the model cache. */
const SPOILS: ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes.subarray(0, bytes.length / 2),
  () => Buffer.alloc(0),
  (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))),
];

/**
 * A copy of the program finds its trained models spoilt, and the package of the sentence encoder gone: it learns anew,
 * says so, and answers. A start takes half a minute then.
 */
export async function spoilModels({ rounds }: { rounds: number }): Promise<Toll> {
  const copy = aCopy();
  const models = join(copy, 'dist/models');
  const main = join(copy, 'dist/main.js');
  const folder = aFolder();
  const witness = noWitness();
  const others: string[] = [];
  for (const spoil of SPOILS.slice(0, rounds)) {
    for (const name of readdirSync(models)) {
      writeFileSync(join(models, name), spoil(readFileSync(join(models, name))));
    }
    const serving = await serveAskwell({ DATA_DIR: folder, LOG_LEVEL: 'warn' }, { main });
    const until = witness.acknowledged.length + MESSAGES;
    const isOver = () => witness.acknowledged.length >= until;
    await bePatients(PATIENTS, { url: () => serving.url, over: isOver, witness });
    serving.child.kill('SIGTERM');
    const code = await serving.ended;
    if (code !== 0) others.push(`it ended with ${code}`);
    if (!serving.log().includes('the classifier on disk is damaged')) {
      others.push('the log does not say that a model is damaged');
    }
  }
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds });
  await store.close();
  const unanswered = witness.acknowledged.filter(
    ({ reply, tickets }) => reply.answers.length === 0 && tickets.length === 0,
  );
  if (unanswered.length > 0)
    others.push(`${unanswered.length} were neither answered nor passed on`);
  return { ...toll, others: [...toll.others, ...others] };
}

/** With the packages of the real one, but the encoder's. */
function aCopy(): string {
  const copy = aFolder();
  cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true });
  for (const name of ['intents', 'answers'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  const packages = join(copy, 'node_modules');
  cpSync(join(ROOT, 'node_modules/.package-lock.json'), join(packages, '.package-lock.json'));
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name.startsWith('.') || name === '@energetic-ai') continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(packages, name));
  }
  return copy;
}
