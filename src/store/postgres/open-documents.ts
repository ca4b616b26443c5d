import type { Answer } from '../../domain/answer.ts';
import type { StaffId } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import {
  type AnswerRepository,
  type DocumentRepository,
  LoginTakenError,
  type StaffRepository,
  type Store,
} from '../store.ts';
import { changeOne, type Parts } from './change-one.ts';
import type { InTransaction } from './connection.ts';
import { lockName } from './lock-name.ts';
import { answerKey, type Bodies } from './sealing/bodies.ts';

export function openAnswers(parts: Parts): AnswerRepository {
  const { answer } = parts.bodies;
  return {
    all: () =>
      parts.read(async (db) => {
        const rows = await db.selectFrom('answers').selectAll().execute();
        return rows.map(({ body, ...key }) => answer.open(body, answerKey(key)));
      }),
    update: ({ id, locale }, decide) =>
      changeOne(parts, {
        event: { kind: 'answer', id, locale },
        name: `answer ${answerKey({ id, locale })}`,
        decide,
        async read(transaction) {
          const row = await transaction
            .selectFrom('answers')
            .select('body')
            .where('id', '=', id)
            .where('locale', '=', locale)
            .executeTakeFirst();
          return row && answer.open(row.body, answerKey({ id, locale }));
        },
        async write(next, transaction) {
          const key = answerKey({ id, locale });
          if (answerKey(next) !== key) {
            throw new Error(`answer ${answerKey(next)} cannot be written as ${key}`);
          }
          await writeAnswer(next, { body: answer.seal(next, key), transaction });
        },
      }),
  };
}

async function writeAnswer(
  { id, locale, revisions }: Answer,
  { body, transaction }: { body: string; transaction: InTransaction },
): Promise<void> {
  await transaction
    .insertInto('answers')
    .values({ id, locale, body })
    .onConflict((conflict) => conflict.columns(['id', 'locale']).doUpdateSet({ body }))
    .execute();
  await transaction
    .deleteFrom('revisions')
    .where('id', '=', id)
    .where('locale', '=', locale)
    .execute();
  const rows = revisions.map(({ number, state }) => ({ id, locale, number, state }));
  await transaction.insertInto('revisions').values(rows).execute();
}

export function openStaff(parts: Parts): StaffRepository {
  const { staff } = parts.bodies;
  const one = async (column: 'id' | 'login', value: string) =>
    parts.read(async (db) => {
      const row = await db
        .selectFrom('staff')
        .select(['id', 'body'])
        .where(column, '=', value)
        .executeTakeFirst();
      return row && staff.open(row.body, row.id);
    });
  return {
    all: () =>
      parts.read(async (db) => {
        const rows = await db.selectFrom('staff').selectAll().orderBy('id').execute();
        return rows.map(({ id, body }) => staff.open(body, id));
      }),
    find: (id) => one('id', id),
    findByLogin: (login) => one('login', normalised(login)),
    update: (id, decide) =>
      changeOne(parts, {
        event: { kind: 'staff', id },
        name: `staff ${id}`,
        decide,
        async read(transaction) {
          const row = await transaction
            .selectFrom('staff')
            .select('body')
            .where('id', '=', id)
            .executeTakeFirst();
          return row && staff.open(row.body, id);
        },
        write: (next, transaction) => writeStaff(next, { id, transaction, staff }),
      }),
  };
}

const UNIQUE_VIOLATION = '23505';

async function writeStaff(
  next: StaffMember,
  { id, transaction, staff }: { id: StaffId; transaction: InTransaction; staff: Bodies['staff'] },
): Promise<void> {
  if (next.id !== id) throw new Error(`${next.id} cannot be written as ${id}`);
  const row = { login: normalised(next.login), body: staff.seal(next, id) };
  try {
    await transaction
      .insertInto('staff')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  } catch (err) {
    if ((err as { code?: unknown }).code !== UNIQUE_VIOLATION) throw err;
    throw new LoginTakenError(`The login of ${id} belongs to somebody else. Choose another.`);
  }
}

function normalised(login: string): string {
  return login.trim().toLowerCase();
}

export function openSingleDocuments(parts: Parts): DocumentRepository {
  const { document } = parts.bodies;
  return {
    find: (name) =>
      parts.read(async (db) => {
        const row = await db
          .selectFrom('documents')
          .select('body')
          .where('name', '=', name)
          .executeTakeFirst();
        return row && document(name).open(row.body, name);
      }),
    update: (name, decide) =>
      changeOne(parts, {
        event: { kind: 'document', name },
        name: `document ${name}`,
        decide,
        async read(transaction) {
          const row = await transaction
            .selectFrom('documents')
            .select('body')
            .where('name', '=', name)
            .executeTakeFirst();
          return row && document(name).open(row.body, name);
        },
        async write(next, transaction) {
          const body = document(name).seal(next, name);
          await transaction
            .insertInto('documents')
            .values({ name, body })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
            .execute();
        },
      }),
  };
}

export function openSecrets({ change, oneAtATime, bodies }: Parts): Store['secret'] {
  return (name, create) =>
    oneAtATime(`secret ${name}`, () =>
      change(async (transaction) => {
        await lockName(`secret ${name}`, transaction);
        const known = await transaction
          .selectFrom('secrets')
          .select('value')
          .where('name', '=', name)
          .executeTakeFirst();
        if (known) return bodies.text.open(known.value, `secret ${name}`);
        const secret = create();
        const value = bodies.text.seal(secret, `secret ${name}`);
        await transaction.insertInto('secrets').values({ name, value }).execute();
        return secret;
      }),
    );
}
