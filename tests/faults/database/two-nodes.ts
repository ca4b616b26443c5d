import { setTimeout as delay } from 'node:timers/promises';
import { silentLog } from '../../../src/shared/log.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { aFolder, type Serving, serveAskwell } from '../../support/program.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { bePatients, noWitness, type Witness } from '../load/patients.ts';

const PATIENTS = 4;
const READY_WITHIN_MS = 60_000;
/** After a fault this many more messages are taken. */
const MESSAGES_AFTER = 8;

/** Two nodes on one database, one or the other of which takes a message. */
export type TwoNodes = {
  nodes: [Serving, Serving];
  /** Kills one of them where it stands and starts another in its place. */
  replace(which: 0 | 1): Promise<void>;
  /** Does the worst while patients write, and counts what it cost once both nodes are well again. */
  suffer(
    fault: (witness: Witness) => Promise<void>,
    options: { rounds: number; judged: string },
  ): Promise<Toll>;
  close(): Promise<void>;
};

/** `database`: where the nodes find it. */
export async function twoNodes(database: string): Promise<TwoNodes> {
  const aNode = () =>
    serveAskwell({
      STORE: 'postgres',
      DATABASE_URL: database,
      DATA_DIR: aFolder(),
      RATE_LIMIT: '1000000',
      RATE_LIMIT_CONVERSATION: '1000000',
    });
  const nodes: TwoNodes['nodes'] = [await aNode(), await aNode()];
  const kill = async ({ child, ended }: Serving) => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    nodes,
    async replace(which) {
      await kill(nodes[which]);
      nodes[which] = await aNode();
    },
    async suffer(fault, { rounds, judged }) {
      const witness = noWitness();
      let isOver = false;
      const url = () => nodes[Math.random() < 0.5 ? 0 : 1].url;
      const patients = bePatients(PATIENTS, { url, over: () => isOver, witness });
      await taken(witness, MESSAGES_AFTER);
      await fault(witness);
      const others = (await Promise.all(nodes.map(isWell))).flat();
      await taken(witness, MESSAGES_AFTER);
      isOver = true;
      await patients;
      const store = await openPostgresStore({ url: judged, log: silentLog });
      const toll = await judge(store, { witness, rounds });
      await store.close();
      return { ...toll, others: [...toll.others, ...others] };
    },
    async close() {
      await Promise.all(nodes.map(kill));
    },
  };
}

async function taken({ acknowledged }: Witness, more: number): Promise<void> {
  const until = acknowledged.length + more;
  const endsAt = performance.now() + READY_WITHIN_MS;
  while (acknowledged.length < until && performance.now() < endsAt) await delay(5);
}

async function isWell({ url, log }: Serving): Promise<string[]> {
  for (let ms = 0; ms < READY_WITHIN_MS; ms += 100) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok) return [];
    await delay(100);
  }
  return [`${url} is not ready again: ${log().slice(-2000)}`];
}
