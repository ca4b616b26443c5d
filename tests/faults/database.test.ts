import { afterAll, beforeAll, expect, test } from 'vitest';
import { type APostgres, aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import { breakDatabase } from './database/break-database.ts';
import { costOf, NOTHING_LOST } from './judge/toll.ts';
import { killNodes } from './kills/kill-nodes.ts';

const ROUNDS = Number(process.env.POSTGRES_KILLS ?? 1);
const isPossible = canRunPostgres();
let postgres: APostgres;
beforeAll(async () => {
  if (isPossible) postgres = await aPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

test.skipIf(!isPossible)(
  'nothing acknowledged is lost and nothing is said twice while two nodes are killed in turn under load',
  async () => {
    const toll = await killNodes(postgres, { rounds: ROUNDS });
    expect(costOf(toll)).toEqual(NOTHING_LOST);
    expect(toll.acknowledged).toBeGreaterThan(ROUNDS);
  },
  300_000,
);

test.skipIf(!isPossible)(
  'two nodes outlive a database that is restarted, hangs up and has no connection left',
  async () => {
    const faults = ['restarted', 'connections cut', 'out of connections'] as const;
    for (const [fault, toll] of await breakDatabase(postgres, { rounds: 1, faults: [...faults] })) {
      expect(costOf(toll), fault).toEqual(NOTHING_LOST);
    }
  },
  300_000,
);
