import { sql } from 'kysely';
import type { InTransaction } from './connection.ts';

/** Held until the transaction ends, on every node, also for a thing that is not there yet. */
export async function lockName(name: string, transaction: InTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
}
