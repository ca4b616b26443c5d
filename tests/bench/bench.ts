import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysNamed } from '../support/a-seal.ts';
import { gateTime } from './gate-time.ts';
import { type Load, loadOverHttp } from './http-load.ts';
import { pageTime } from './page-time.ts';
import { type Running, startAskwell, startPeer } from './servers.ts';
import { slackTime } from './slack-time.ts';
import { trainingTime } from './training-time.ts';
import { folderWith, removeFolder, turnCost } from './turn-cost.ts';

/** Rounds are interleaved, so that a noisy neighbour of the machine meets all three alike. */
const ROUNDS = 3;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = [20, 200];
const STORED = [1_000, 10_000, 100_000];

const NAMES = ['askwell', 'botkit', 'bare'] as const;
type Name = (typeof NAMES)[number];
const START: Record<Name, () => Promise<Running>> = {
  askwell: () => startAskwell(),
  botkit: () => startPeer('botkit'),
  bare: () => startPeer('bare'),
};
const LABEL: Record<Name, string> = {
  askwell: 'Askwell, durable store',
  botkit: 'Fastify + Botkit echo',
  bare: 'bare Fastify route',
};

gateTime();
await overHttp();
await costOfATurn();
await costOfTheSeal();
await pageTime();
await slackTime();
await trainingTime();
await startUp();

async function overHttp(): Promise<void> {
  for (const connections of CONNECTIONS) {
    const loads: Record<Name, Load[]> = { askwell: [], botkit: [], bare: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of NAMES) {
        const server = await START[name]();
        loads[name].push(await loadOverHttp(server.url, { connections, seconds: SECONDS }));
        await server.stop();
      }
    }
    const ours = median(loads.askwell.map((load) => load.turnsPerSecond));
    console.log(
      `\nOver HTTP, ${connections} connections, median of ${ROUNDS} rounds of ${SECONDS} s`,
    );
    console.log('                            ratio   turns/s   p50 ms   p99 ms   failed');
    for (const name of NAMES) {
      const rate = median(loads[name].map((load) => load.turnsPerSecond));
      const cells = [
        LABEL[name].padEnd(26),
        (ours / rate).toFixed(2).padStart(7),
        rate.toFixed(0).padStart(9),
        median(loads[name].map((load) => load.p50Ms))
          .toFixed(0)
          .padStart(8),
        median(loads[name].map((load) => load.p99Ms))
          .toFixed(0)
          .padStart(8),
        String(loads[name].reduce((sum, load) => sum + load.failed, 0)).padStart(8),
      ];
      console.log(cells.join(' '));
    }
  }
  console.log('ratio: turns a second of Askwell for one of the row');
}

async function costOfATurn(): Promise<void> {
  console.log('\nCost of a turn with stored conversations, one after another');
  console.log('   stored    ratio   p50 ms   p99 ms   ready ms');
  let first: number | undefined;
  for (const stored of STORED) {
    const folder = await folderWith(stored);
    const { p50Ms, p99Ms } = await turnCost(folder);
    first ??= p50Ms;
    const server = await startAskwell(folder);
    const { readyMs } = server;
    await server.stop();
    removeFolder(folder);
    const cells = [
      String(stored).padStart(9),
      (p50Ms / first).toFixed(2).padStart(8),
      p50Ms.toFixed(2).padStart(8),
      p99Ms.toFixed(2).padStart(8),
      readyMs.toFixed(0).padStart(10),
    ];
    console.log(cells.join(' '));
  }
}

async function costOfTheSeal(): Promise<void> {
  const settings = { 'in the clear': {}, sealed: { STORE_KEYS: keysNamed('bench') } };
  const costs = { 'in the clear': [] as number[], sealed: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const how of ['in the clear', 'sealed'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'askwell-seal-'));
      costs[how].push((await turnCost(folder, settings[how])).p50Ms);
      removeFolder(folder);
    }
  }
  const clear = median(costs['in the clear']);
  const sealed = median(costs.sealed);
  console.log(`\nA turn whose words are sealed, median of ${ROUNDS} rounds`);
  console.log(
    `  ${sealed.toFixed(2)} ms, in the clear ${clear.toFixed(2)} ms, ratio ${(sealed / clear).toFixed(2)}`,
  );
}

async function startUp(): Promise<void> {
  console.log('\nStart-up and memory');
  for (const name of NAMES) {
    const server = await START[name]();
    const idle = server.memoryMiB();
    await loadOverHttp(server.url, { connections: 20, seconds: SECONDS });
    const loaded = server.memoryMiB();
    console.log(
      `${LABEL[name].padEnd(26)} ready in ${server.readyMs.toFixed(0).padStart(5)} ms, ${idle.toFixed(0)} MiB idle, ${loaded.toFixed(0)} MiB after ${SECONDS} s of load`,
    );
    await server.stop();
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
