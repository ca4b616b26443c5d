import { type Kysely, type Migration, sql } from 'kysely';

/**
 * The first tables. What must never be is refused by the database too: a ticket number twice, a claimed ticket that is
 * nobody's, two published revisions of one answer, one login for two people, a change of the audit trail.
 */
export const begin: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table conversations (
    id text primary key,
    body text not null,
    updated_at text not null,
    written_at timestamptz not null default clock_timestamp(),
    has_outbox boolean not null
  )`,
  'create index conversations_by_write on conversations (written_at desc, id)',
  'create index conversations_with_outbox on conversations (id) where has_outbox',
  'create sequence ticket_numbers',
  `create table tickets (
    number integer primary key,
    conversation text not null references conversations (id) on delete cascade,
    state text not null check (state in ('new', 'claimed', 'answered', 'resolved')),
    assignee text,
    check (state not in ('claimed', 'answered') or assignee is not null)
  )`,
  "create index tickets_open on tickets (number) where state <> 'resolved'",
  'create index tickets_of_conversation on tickets (conversation)',
  `create table answers (
    id text not null,
    locale text not null,
    body text not null,
    primary key (id, locale)
  )`,
  `create table revisions (
    id text not null,
    locale text not null,
    number integer not null,
    state text not null,
    primary key (id, locale, number),
    foreign key (id, locale) references answers (id, locale) on delete cascade
  )`,
  "create unique index one_published on revisions (id, locale) where state = 'published'",
  'create table staff (id text primary key, login text not null unique, body text not null)',
  'create table documents (name text primary key, body text not null)',
  'create table secrets (name text primary key, value text not null)',
  `create table audit (
    place integer generated always as identity primary key,
    id text not null unique,
    at text not null,
    subject text not null,
    line bytea not null,
    hash text not null
  )`,
  'create index audit_by_subject on audit (subject, place)',
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'the audit trail is append-only'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change()`,
  'create table probe (one integer primary key check (one = 1), at timestamptz not null default now())',
];
