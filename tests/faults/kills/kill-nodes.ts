import { setTimeout as delay } from 'node:timers/promises';
import type { APostgres } from '../../support/a-postgres.ts';
import { twoNodes } from '../database/two-nodes.ts';
import type { Toll } from '../judge/toll.ts';

/** `kill -9` of one of two nodes on one database, in turn, while patients write to both. */
export async function killNodes(
  postgres: APostgres,
  { rounds }: { rounds: number },
  onRound: (done: number) => void = () => undefined,
): Promise<Toll> {
  const database = await postgres.database();
  const both = await twoNodes(database);
  try {
    return await both.suffer(
      async () => {
        for (let round = 0; round < rounds; round += 1) {
          await delay(Math.random() * 1000);
          await both.replace(round % 2 === 0 ? 0 : 1);
          onRound(round + 1);
        }
      },
      { rounds, judged: database },
    );
  } finally {
    await both.close();
  }
}
