import type { z } from 'zod';
import { Answer } from '../../domain/answer.ts';
import { type DocumentName, type Documents, documents } from '../../domain/documents.ts';
import type { AnswerId, Locale, StaffId } from '../../domain/ids.ts';
import { StaffMember } from '../../domain/staff.ts';
import { parserOf } from '../format/parser-of.ts';
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

const parseAnswer = parserOf(Answer);

export function openAnswers(parts: Parts): AnswerRepository {
  const nameOf = ({ id, locale }: { id: AnswerId; locale: Locale }) => `answer ${id} ${locale}`;
  return {
    all: () =>
      parts.read(async (db) => {
        const rows = await db.selectFrom('answers').selectAll().execute();
        return rows.map(({ id, locale, body }) => parseAnswer(body, `answer ${id} ${locale}`));
      }),
    update: ({ id, locale }, decide) =>
      changeOne(parts, {
        event: { kind: 'answer', id, locale },
        name: nameOf({ id, locale }),
        decide,
        async read(transaction) {
          const row = await transaction
            .selectFrom('answers')
            .select('body')
            .where('id', '=', id)
            .where('locale', '=', locale)
            .executeTakeFirst();
          return row && parseAnswer(row.body, nameOf({ id, locale }));
        },
        async write(next, transaction) {
          if (nameOf(next) !== nameOf({ id, locale })) {
            throw new Error(`${nameOf(next)} cannot be written as ${nameOf({ id, locale })}`);
          }
          await writeAnswer(next, transaction);
        },
      }),
  };
}

async function writeAnswer(answer: Answer, transaction: InTransaction): Promise<void> {
  const { id, locale, revisions } = answer;
  const body = JSON.stringify(answer);
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

const parseStaff = parserOf(StaffMember);

export function openStaff(parts: Parts): StaffRepository {
  const one = async (column: 'id' | 'login', value: string) =>
    parts.read(async (db) => {
      const row = await db
        .selectFrom('staff')
        .select('body')
        .where(column, '=', value)
        .executeTakeFirst();
      return row && parseStaff(row.body, 'staff');
    });
  return {
    all: () =>
      parts.read(async (db) => {
        const rows = await db.selectFrom('staff').selectAll().orderBy('id').execute();
        return rows.map(({ id, body }) => parseStaff(body, `staff ${id}`));
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
          return row && parseStaff(row.body, `staff ${id}`);
        },
        write: (next, transaction) => writeStaff(next, { id, transaction }),
      }),
  };
}

const UNIQUE_VIOLATION = '23505';

async function writeStaff(
  next: StaffMember,
  { id, transaction }: { id: StaffId; transaction: InTransaction },
): Promise<void> {
  if (next.id !== id) throw new Error(`${next.id} cannot be written as ${id}`);
  const row = { login: normalised(next.login), body: JSON.stringify(next) };
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
  const parse = <Name extends DocumentName>(name: Name, body: string): Documents[Name] => {
    const schema = documents[name] as unknown as z.ZodType<Documents[Name]>;
    return parserOf(schema)(body, `document ${name}`);
  };
  return {
    find: (name) =>
      parts.read(async (db) => {
        const row = await db
          .selectFrom('documents')
          .select('body')
          .where('name', '=', name)
          .executeTakeFirst();
        return row && parse(name, row.body);
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
          return row && parse(name, row.body);
        },
        async write(next, transaction) {
          const body = JSON.stringify(next);
          await transaction
            .insertInto('documents')
            .values({ name, body })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
            .execute();
        },
      }),
  };
}

export function openSecrets({ change, oneAtATime }: Parts): Store['secret'] {
  return (name, create) =>
    oneAtATime(`secret ${name}`, () =>
      change(async (transaction) => {
        await lockName(`secret ${name}`, transaction);
        const known = await transaction
          .selectFrom('secrets')
          .select('value')
          .where('name', '=', name)
          .executeTakeFirst();
        if (known) return known.value;
        const value = create();
        await transaction.insertInto('secrets').values({ name, value }).execute();
        return value;
      }),
    );
}
