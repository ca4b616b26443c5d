import { sql } from 'kysely';
import type { Log } from '../../../shared/log.ts';
import { beginningOf, type Rekeyed, SEALED, type Seal } from '../../seal/create-seal.ts';
import { CLEAR } from '../../seal/store-keys.ts';
import { type Connections, type Db, openConnections } from '../connection.ts';
import { migrate } from '../migrations/migrate.ts';
import { keepOneKey, takeKeys } from './take-keys.ts';

/** Where words are, what names a row there, and what its words are bound to. */
type Place = { table: string; column: string; kind: string; key: string };

const PLACES: readonly Place[] = [
  { table: 'secrets', column: 'value', kind: 'secret', key: 'name' },
  { table: 'staff', column: 'body', kind: 'staff', key: 'id' },
  { table: 'answers', column: 'body', kind: 'answer', key: "id || ' ' || locale" },
  { table: 'documents', column: 'body', kind: 'document', key: 'name' },
  { table: 'conversations', column: 'body', kind: 'conversation', key: 'id' },
];
const AT_ONCE = 100;

/**
 * Seals everything in a database with the first key, beside servers that have all of the keys: a row that one of them
 * changes meanwhile is left to the next look. Broken off, it goes on where it was.
 */
export async function rekeyDatabase(options: {
  url: string;
  seal: Seal;
  log: Log;
  onProgress: (done: number, of: number) => void;
}): Promise<Rekeyed> {
  const { url, seal, log, onProgress } = options;
  const connections = openConnections({ url, log });
  try {
    await connections.read((db) => migrate(db as never));
    await takeKeys(connections, seal);
    const rows = await countRows(connections.reads);
    const others = await countRows(connections.reads, isOther(seal));
    let sealed = 0;
    for (const place of PLACES) {
      for await (const count of rekeyPlace(place, { connections, seal })) {
        sealed += count;
        onProgress(rows - others + sealed, rows);
      }
    }
    await keepOneKey(connections, seal);
    return { sealed, already: rows - others };
  } finally {
    await connections.close();
  }
}

/** How many were sealed, batch by batch, until none is left with another key. */
async function* rekeyPlace(
  place: Place,
  { connections, seal }: { connections: Connections; seal: Seal },
): AsyncGenerator<number> {
  const db = connections.reads;
  for (let after = ''; ; ) {
    const rows = await lookUp(place, { db, after, where: isOther(seal)(place) });
    // What was changed behind our back is found from the beginning.
    if (rows.length === 0 && after === '') return;
    after = rows.at(-1)?.key ?? '';
    for (const { key, stored } of rows) {
      const name = `${place.kind} ${key}`;
      const text = seal.open(stored, { name, where: `${connections.where}, ${name}` });
      await replace(place, { db, key, stored, next: seal.seal(text, name) });
    }
    yield rows.length;
  }
}

type Row = { key: string; stored: string };

async function lookUp(
  { table, column, key }: Place,
  { db, after, where }: { db: Db; after: string; where: ReturnType<typeof sql> },
): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${sql.raw(key)} as key, ${sql.ref(column)} as stored
    from ${sql.table(table)} where ${where} and ${sql.raw(key)} > ${after}
    order by 1 limit ${AT_ONCE}`.execute(db);
  return rows;
}

/** Only what is still as it was read. */
async function replace(
  { table, column, key: keyColumn }: Place,
  { db, key, stored, next }: Row & { db: Db; next: string },
): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${next}
    where ${sql.raw(keyColumn)} = ${key} and ${sql.ref(column)} = ${stored}`.execute(db);
}

type Where = (place: Place) => ReturnType<typeof sql>;

/** Sealed with another key than the first; with any, where the first is none. */
function isOther({ writes }: Seal): Where {
  return ({ column }) =>
    writes === CLEAR
      ? sql`starts_with(${sql.ref(column)}, ${SEALED})`
      : sql`not starts_with(${sql.ref(column)}, ${beginningOf(writes)})`;
}

async function countRows(db: Db, where: Where = () => sql`true`): Promise<number> {
  let count = 0;
  for (const place of PLACES) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n
      from ${sql.table(place.table)} where ${where(place)}`.execute(db);
    count += rows[0]?.n ?? 0;
  }
  return count;
}
