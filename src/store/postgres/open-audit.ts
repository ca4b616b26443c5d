import { sql } from 'kysely';
import type { AuditEntry } from '../../domain/audit.ts';
import { CHAIN_START, follow, linkTo, readLink } from '../format/hash-chain.ts';
import { createGroupCommit } from '../order/group-commit.ts';
import type { AuditTrail } from '../store.ts';
import type { Connections, Db, InTransaction } from './connection.ts';

/** Key of the advisory lock under which the chain grows; any number that nothing else uses. */
const CHAIN_LOCK = 7_201;
const VERIFIED_AT_ONCE = 1000;

export function openAudit({ change, read }: Connections): AuditTrail {
  const append = createGroupCommit<AuditEntry[]>((batches) =>
    change((transaction) => appendEntries(batches.flat(), transaction)),
  );
  const entriesOf = (rows: { line: Buffer }[]): AuditEntry[] =>
    rows.flatMap(({ line }) => readLink(line.toString())?.entry ?? []);
  return {
    append,
    latest: (limit) =>
      read(async (db) =>
        entriesOf(
          await db
            .selectFrom('audit')
            .select('line')
            .orderBy('place', 'desc')
            .limit(limit)
            .execute(),
        ),
      ),
    about: (subject, since) =>
      read(async (db) =>
        entriesOf(
          await db
            .selectFrom('audit')
            .select('line')
            .where('subject', '=', subject)
            .where('at', '>=', since)
            .orderBy('place')
            .execute(),
        ),
      ),
    verify: () => read(verify),
  };
}

/** Adds what the trail lacks, chained to its end, inside the caller's transaction: the end is his until that is over. */
export async function appendEntries(
  entries: readonly AuditEntry[],
  transaction: InTransaction,
): Promise<void> {
  if (entries.length === 0) return;
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(transaction);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const there = await transaction
    .selectFrom('audit')
    .select('id')
    .where('id', 'in', [...byId.keys()])
    .execute();
  for (const { id } of there) byId.delete(id);
  if (byId.size === 0) return;
  const last = await transaction
    .selectFrom('audit')
    .select('hash')
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst();
  let hash = last?.hash ?? CHAIN_START;
  const rows = [...byId.values()].map((entry) => {
    const link = linkTo(hash, entry);
    hash = link.hash;
    const { id, at, subject } = entry;
    return { id, at, subject, line: Buffer.from(link.line), hash };
  });
  await transaction.insertInto('audit').values(rows).execute();
}

async function verify(db: Db): ReturnType<AuditTrail['verify']> {
  let hash: string = CHAIN_START;
  let entries = 0;
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('place', '>', after)
      .orderBy('place')
      .limit(VERIFIED_AT_ONCE)
      .execute();
    for (const row of rows) {
      const next = follow(hash, row.line.toString());
      const entry = readLink(row.line.toString())?.entry;
      const isSaidRightly =
        entry?.id === row.id && entry.at === row.at && entry.subject === row.subject;
      if (next === undefined || next !== row.hash || !isSaidRightly) {
        return { entries, brokenAt: `entry ${row.place}` };
      }
      hash = next;
      entries += 1;
      after = row.place;
    }
    if (rows.length < VERIFIED_AT_ONCE) return { entries, brokenAt: undefined };
  }
}
