import { afterAll, describe, test } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import { postgresNodes } from './postgres-nodes.ts';
import { storeContract } from './store-contract.ts';

if (canRunPostgres()) {
  const postgres = await aPostgres();
  afterAll(() => postgres.stop());

  storeContract('PostgreSQL', async () => {
    const url = await postgres.database();
    const open = () => openPostgresStore({ url, log: silentLog });
    let store = await open();
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await open();
        return store;
      },
      flipAuditByte: async (place) => {
        const { rows } = await postgres.query(url, 'select place, line from audit order by place');
        const { place: row, line } = rows[0] as { place: number; line: Buffer };
        const index = Math.floor(place * line.length);
        line[index] = (line[index] ?? 0) ^ (1 << (index % 7));
        await postgres.query(url, 'alter table audit disable trigger all');
        await postgres.query(url, 'update audit set line = $1 where place = $2', [line, row]);
      },
      dispose: () => store.close(),
    };
  });

  describe('PostgreSQL: several nodes', () => postgresNodes(postgres));
} else {
  test.skip('PostgreSQL needs a folder that every account may enter');
}
