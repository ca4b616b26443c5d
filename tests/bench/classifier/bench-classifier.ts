import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS } from './contestants.ts';
import { type Round, roundsOf } from './data-sets.ts';
import type { Result } from './run-contestant.ts';

const HERE = new URL('./', import.meta.url).pathname;
const CONTESTANTS = ['askwell', 'askwell, words alone', ...Object.keys(PEERS)];
/** A contestant that takes longer than this for one round, training and test, is out of it. */
const MOST_SECONDS = Number(process.env.BENCH_LIMIT ?? 300);

const { values } = parseArgs({
  options: { data: { type: 'string' }, set: { type: 'string', multiple: true } },
});
const scratch = mkdtempSync(join(tmpdir(), 'askwell-peers-'));
try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function run(): Promise<void> {
  if (values.data === undefined) {
    throw new Error(
      'bench:classifier needs the folder of the public sets: npm run bench:classifier -- --data ../shared/data',
    );
  }
  const rounds = roundsOf(resolve(values.data), scratch, values.set);
  const peers = installPeers();
  console.log(
    `Each line: same training lines, same test lines, a process of its own; ${MOST_SECONDS} s at most.`,
  );
  for (const round of rounds) {
    console.log(`\n${round.name}, ${round.size} examples an intent`);
    console.log(`${''.padEnd(28)} accuracy   p50 µs   p99 µs  train s  model MB  memory MB`);
    for (const name of CONTESTANTS) console.log(row(name, await contest(name, round, peers)));
  }
}

/** From the lock file beside this one, into a folder that is removed at the end. */
function installPeers(): string {
  const folder = join(scratch, 'peers');
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(HERE, file), join(folder, file));
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the peers could not be installed: see above');
  return folder;
}

function contest(name: string, round: Round, peers: string): Promise<Result | string> {
  const args = ['--import', 'tsx', join(HERE, 'run-contestant.ts'), name];
  const child = spawn(process.execPath, [...args, round.train, round.test, peers], {
    cwd: resolve(HERE, '../../..'),
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), MOST_SECONDS * 1000);
  return new Promise((done) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal !== null) done(`not done in ${MOST_SECONDS} s`);
      else if (code !== 0) done(`ended with ${code}`);
      else done(JSON.parse(out.trim().split('\n').at(-1) ?? ''));
    });
  });
}

function row(name: string, result: Result | string): string {
  if (typeof result === 'string') return `${name.padEnd(28)} ${result}`;
  const cells = [
    (result.accuracy * 100).toFixed(1).padStart(9),
    result.p50Microseconds.toFixed(0).padStart(9),
    result.p99Microseconds.toFixed(0).padStart(9),
    result.trainSeconds.toFixed(1).padStart(9),
    (result.modelBytes / 1e6).toFixed(1).padStart(10),
    (result.residentBytes / 1e6).toFixed(0).padStart(11),
  ];
  return `${name.padEnd(28)}${cells.join('')}`;
}
