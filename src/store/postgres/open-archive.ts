import { sql } from 'kysely';
import { ConversationId, TicketNumber } from '../../domain/ids.ts';
import type { Archive, StoreRecord } from '../archive/store-record.ts';
import { readLink } from '../format/hash-chain.ts';
import { damaged } from '../format/parser-of.ts';
import type { Connections, Db } from './connection.ts';
import { answerKey, type Bodies } from './sealing/bodies.ts';

const AT_ONCE = 200;

export function openArchive({ change, reads }: Connections, bodies: Bodies): Archive {
  return {
    dump: () => dump(reads, bodies),
    adoptNumbers: (numbers) =>
      change(async (transaction) => {
        const last = Math.max(0, ...numbers.map(({ number }) => number));
        if (last === 0) return;
        await sql`select setval('ticket_numbers', greatest(${last}::bigint,
          (select case when is_called then last_value else 0 end from ticket_numbers)))`.execute(
          transaction,
        );
      }),
  };
}

/** As `lowdb` does it beside a server at work: the trail first, so that no conversation lacks an entry that it has. */
async function* dump(db: Db, bodies: Bodies): AsyncGenerator<StoreRecord> {
  yield* audit(db);
  const { secrets, staff, answers, documents } = await smallThings(db);
  for (const { name, value } of secrets) {
    yield { kind: 'secret', value: { name, secret: bodies.text.open(value, `secret ${name}`) } };
  }
  for (const { id, body } of staff) yield { kind: 'staff', value: bodies.staff.open(body, id) };
  for (const { id, locale, body } of answers) {
    yield { kind: 'answer', value: bodies.answer.open(body, answerKey({ id, locale })) };
  }
  for (const { name, body } of documents) {
    const text = bodies.text.open(body, `document ${name}`);
    yield { kind: 'document', value: { name, body: JSON.parse(text) } };
  }
  yield* conversations(db, bodies);
  yield* numbers(db);
}

async function smallThings(db: Db) {
  return {
    secrets: await db.selectFrom('secrets').selectAll().orderBy('name').execute(),
    staff: await db.selectFrom('staff').selectAll().orderBy('id').execute(),
    answers: await db.selectFrom('answers').selectAll().orderBy('id').orderBy('locale').execute(),
    documents: await db.selectFrom('documents').selectAll().orderBy('name').execute(),
  };
}

async function* audit(db: Db): AsyncGenerator<StoreRecord> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .select(['place', 'line'])
      .where('place', '>', after)
      .orderBy('place')
      .limit(AT_ONCE)
      .execute();
    for (const { place, line } of rows) {
      const entry = readLink(line.toString())?.entry;
      if (!entry) throw damaged(`audit, place ${place}`, 'it is no audit entry');
      yield { kind: 'audit', value: entry };
      after = place;
    }
    if (rows.length < AT_ONCE) return;
  }
}

async function* conversations(db: Db, bodies: Bodies): AsyncGenerator<StoreRecord> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('conversations')
      .select(['id', 'body'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    for (const { id, body } of rows) {
      yield { kind: 'conversation', value: bodies.conversation.open(body, id) };
      after = id;
    }
    if (rows.length < AT_ONCE) return;
  }
}

async function* numbers(db: Db): AsyncGenerator<StoreRecord> {
  const rows = await db
    .selectFrom('tickets')
    .select(['number', 'conversation'])
    .orderBy('number')
    .execute();
  for (const { number, conversation } of rows) {
    yield { kind: 'number', value: numberRecord(number, conversation) };
  }
  const last = await sql<{ last_value: string; is_called: boolean }>`select * from ticket_numbers`
    .execute(db)
    .then(({ rows: [row] }) => (row?.is_called ? Number(row.last_value) : 0));
  if (last > (rows.at(-1)?.number ?? 0)) yield { kind: 'number', value: numberRecord(last) };
}

function numberRecord(number: number, conversation?: string) {
  return {
    number: TicketNumber.parse(number),
    ...(conversation !== undefined && { conversation: ConversationId.parse(conversation) }),
  };
}
