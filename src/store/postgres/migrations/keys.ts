import { type Kysely, type Migration, sql } from 'kysely';

/** The keys that records may be sealed with. What is here already was written in the clear. */
export const keys: Migration = {
  async up(db: Kysely<never>) {
    await sql`create table keys (id text primary key, proof text not null)`.execute(db);
    await sql`insert into keys (id, proof) select 'clear', ''
      where exists (select from secrets) or exists (select from conversations)`.execute(db);
  },
};
