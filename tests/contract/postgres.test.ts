import { afterAll, describe, test } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { rekeyDatabase } from '../../src/store/postgres/sealing/rekey-database.ts';
import { aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import { aSeal } from '../support/a-seal.ts';
import { postgresNodes } from './postgres-nodes.ts';
import { sealContract } from './seal-contract.ts';
import { storeContract } from './store-contract.ts';

if (canRunPostgres()) {
  const postgres = await aPostgres();
  afterAll(() => postgres.stop());

  storeContract('PostgreSQL', async () => {
    const url = await postgres.database();
    // Sealed, which is the longer way; tests/program runs it in the clear.
    const open = () => openPostgresStore({ url, log: silentLog, seal: aSeal('a') });
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

  describe('PostgreSQL: the seal', () => {
    sealContract(async () => {
      const url = await postgres.database();
      return {
        open: (seal) => openPostgresStore({ url, log: silentLog, seal }),
        rekey: (seal, onProgress = () => undefined) =>
          rekeyDatabase({ url, seal, log: silentLog, onProgress }),
        bytes: async () => Buffer.from(JSON.stringify(await rowsOf(url))),
        exchange: async (one, other) => {
          const body = 'select body from conversations where id = $1';
          await postgres.query(url, `update conversations set body = (${body}) where id = $2`, [
            one,
            other,
          ]);
        },
      };
    });
  });

  /** As a dump has them, with the audit trail as text. */
  async function rowsOf(url: string): Promise<unknown[]> {
    const tables = `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name not like 'kysely%' order by 1`;
    const { rows } = await postgres.query(url, tables);
    const names = rows.map(({ name }) => name as string);
    const all = await Promise.all(
      names.map(
        async (name) => (await postgres.query(url, `select * from ${name} order by 1`)).rows,
      ),
    );
    return all.flat().map((row) => ({ ...row, line: row.line?.toString() }));
  }
} else {
  test.skip('PostgreSQL needs a folder that every account may enter');
}
