import { sql } from 'kysely';
import type { Conversation } from '../../domain/conversation.ts';
import { type ConversationId, type Instant, TicketNumber } from '../../domain/ids.ts';
import type { ConversationRepository, TicketInConversation } from '../store.ts';
import { changeOne, type Parts } from './change-one.ts';
import type { Db, InTransaction } from './connection.ts';
import { lockName } from './lock-name.ts';
import { appendEntries } from './open-audit.ts';
import type { Bodies } from './sealing/bodies.ts';

const SCANNED_AT_ONCE = 32;

/** One row a conversation; its tickets have rows of their own, for the queues and for what must never be. */
export function openConversations(parts: Parts): ConversationRepository {
  const { change, read, tell, oneAtATime, bodies } = parts;
  const find = (id: ConversationId, db: Pick<Db, 'selectFrom'>) => findIn(db, { id, bodies });
  return {
    find: (id) => read((db) => find(id, db)),
    update: (id, decide) =>
      changeOne(parts, {
        event: { kind: 'conversation', id },
        name: id,
        decide,
        read: (transaction) => find(id, transaction),
        write: (next, transaction) => write(next, { id, transaction, bodies }),
      }),
    reserveTicketNumber: () =>
      read(async (db) => {
        const { rows } = await sql<{
          number: string;
        }>`select nextval('ticket_numbers') as number`.execute(db);
        return TicketNumber.parse(Number(rows[0]?.number));
      }),
    findTicket: (number) =>
      read(async (db) => {
        const rows = await withTickets(db).where('number', '=', number).execute();
        return ticketsOf(rows, bodies)[0];
      }),
    openTickets: () =>
      read(async (db) =>
        ticketsOf(
          await withTickets(db).where('state', '<>', 'resolved').orderBy('number').execute(),
          bodies,
        ),
      ),
    recentTickets: ({ limit, before }) =>
      read(async (db) => {
        const all = withTickets(db).orderBy('number', 'desc').limit(limit);
        const page = before === undefined ? all : all.where('number', '<', before);
        return ticketsOf(await page.execute(), bodies);
      }),
    withOutbox: () =>
      read(async (db) => {
        const rows = await db
          .selectFrom('conversations')
          .select('id')
          .where('has_outbox', '=', true)
          .execute();
        return rows.map(({ id }) => id as ConversationId);
      }),
    scan: (how) => scan({ read, bodies, since: how && 'since' in how ? how.since : '' }),
    erase: (id, unless = () => false) =>
      oneAtATime(id, async () => {
        const outcome = await change(async (transaction) => {
          await lockName(id, transaction);
          const current = await find(id, transaction);
          if (!current) return 'none' as const;
          if (unless(current)) return 'kept' as const;
          await transaction.deleteFrom('conversations').where('id', '=', id).execute();
          await tell.within(transaction, { kind: 'conversation', id });
          return 'erased' as const;
        });
        if (outcome === 'erased') tell.here({ kind: 'conversation', id });
        return outcome;
      }),
  };
}

async function findIn(
  db: Pick<Db, 'selectFrom'>,
  { id, bodies }: { id: ConversationId; bodies: Bodies },
): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && bodies.conversation.open(row.body, id);
}

async function write(
  next: Conversation,
  { id, transaction, bodies }: { id: ConversationId; transaction: InTransaction; bodies: Bodies },
): Promise<void> {
  if (next.id !== id) throw new Error(`conversation ${next.id} cannot be written as ${id}`);
  await appendEntries(next.audit, transaction);
  const row = {
    // The trail holds the entries once this is committed.
    body: bodies.conversation.seal({ ...next, audit: [] }, id),
    updated_at: next.updatedAt,
    has_outbox: next.outbox.length > 0,
  };
  await transaction
    .insertInto('conversations')
    .values({ id, ...row })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ ...row, written_at: sql<Date>`clock_timestamp()` }),
    )
    .execute();
  await writeTickets(next, transaction);
}

async function writeTickets(
  { id, tickets }: Conversation,
  transaction: InTransaction,
): Promise<void> {
  const before = await transaction
    .selectFrom('tickets')
    .select(['number', 'state', 'assignee'])
    .where('conversation', '=', id)
    .execute();
  const known = new Map(before.map((row) => [row.number, row]));
  const rows = tickets.map(({ number, state, assignee = null }) => ({
    number: number as number,
    conversation: id as string,
    state: state as string,
    assignee: assignee as string | null,
  }));
  for (const row of rows) {
    const old = known.get(row.number);
    known.delete(row.number);
    if (!old) await transaction.insertInto('tickets').values(row).execute();
    else if (old.state !== row.state || old.assignee !== row.assignee) {
      const { state, assignee } = row;
      await transaction
        .updateTable('tickets')
        .set({ state, assignee })
        .where('number', '=', row.number)
        .execute();
    }
  }
  const gone = [...known.keys()];
  if (gone.length === 0) return;
  await transaction.deleteFrom('tickets').where('number', 'in', gone).execute();
}

function withTickets(db: Db) {
  return db
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation')
    .select(['tickets.number', 'conversations.body', 'conversations.id']);
}

type TicketRow = { number: number; body: string; id: string };

function ticketsOf(rows: TicketRow[], bodies: Bodies): TicketInConversation[] {
  const parsed = new Map<string, Conversation>();
  return rows.flatMap(({ number, body, id }) => {
    const conversation = parsed.get(id) ?? bodies.conversation.open(body, id);
    parsed.set(id, conversation);
    const ticket = conversation.tickets.find((one) => one.number === number);
    return ticket ? [{ ticket, conversation }] : [];
  });
}

/** Page by page along the time of the last write; the place is kept as text, which is finer than a `Date`. */
async function* scan({
  read,
  bodies,
  since,
}: Pick<Parts, 'read' | 'bodies'> & { since: Instant | '' }): AsyncGenerator<Conversation> {
  let after: { written: string; id: string } | undefined;
  while (true) {
    const place = after;
    const rows = await read((db) => {
      const written = sql<string>`written_at::text`.as('written');
      const page = db
        .selectFrom('conversations')
        .select(['id', 'body', written])
        .where('updated_at', '>=', since)
        .orderBy('written_at', 'desc')
        .orderBy('id')
        .limit(SCANNED_AT_ONCE);
      if (!place) return page.execute();
      const beyond = sql<boolean>`(written_at < ${place.written}::timestamptz or (written_at = ${place.written}::timestamptz and id > ${place.id}))`;
      return page.where(beyond).execute();
    });
    for (const { id, body } of rows) yield bodies.conversation.open(body, id);
    const last = rows.at(-1);
    if (!last || rows.length < SCANNED_AT_ONCE) return;
    after = { written: last.written, id: last.id };
  }
}
