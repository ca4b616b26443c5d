import { z } from 'zod';
import { createDayOf } from '../../../conversation/figures/day-of.ts';
import type { AuditEntry } from '../../../domain/audit.ts';
import type { Store } from '../../../store/store.ts';
import type { AuditView } from '../../wire/audit.ts';
import type { CsvFile } from '../../wire/figures.ts';
import { csvText } from '../csv-text.ts';
import { namesOf, type PersonNames } from '../person-names.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { searchAudit } from './search-audit.ts';

const PAGE = 100;
const MOST_IN_FILE = 20_000;
const NOT_STAFF = [
  { id: 'patient', name: 'A patient' },
  { id: 'bot', name: 'Askwell, in a conversation' },
  { id: 'system', name: 'Askwell, by itself' },
];

const optional = <Kind extends z.ZodType>(kind: Kind) =>
  z.preprocess((value) => (value === '' ? undefined : value), kind.optional());

const Search = z.object({
  by: optional(z.string().max(60)),
  action: optional(z.string().max(100)),
  /** Words of the subject; a number is a ticket. */
  subject: optional(z.string().trim().max(100)),
  /** Days of the clinic's calendar, both included. */
  since: optional(z.iso.date()),
  until: optional(z.iso.date()),
});
type Search = z.infer<typeof Search>;

type Deps = { store: Store; timeZone: string };

/** Who did what, page by page, and as a file. */
export function auditRoutes({ store, timeZone }: Deps): ConsoleRoute[] {
  const dayOf = createDayOf(timeZone);
  const find = (search: Search, names: PersonNames, page: { limit: number; before?: string }) =>
    searchAudit(store, {
      ...page,
      fits: (entry) => fits(entry, search, { names, day: dayOf(entry.at) }),
      isTooOld: ({ at }) => search.since !== undefined && dayOf(at) < search.since,
    });
  return [
    staffRoute({
      method: 'GET',
      url: '/audit',
      roles: ['admin'],
      input: z.object({ query: Search.extend({ before: optional(z.string().max(100)) }) }),
      async run({ query: { before, ...search } }): Promise<AuditView> {
        const names = await namesOf(store);
        const page = { limit: PAGE, ...(before !== undefined && { before }) };
        const { entries, ...found } = await find(search, names, page);
        const staff = (await store.staff.all()).map(({ id }) => ({ id, name: names.label(id) }));
        return {
          ...found,
          entries: entries.map((entry) => ({
            ...rowOf(entry, names),
            id: entry.id,
            href: pageOf(entry.subject),
          })),
          people: [...staff.sort((a, b) => a.name.localeCompare(b.name)), ...NOT_STAFF],
        };
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/audit/csv',
      roles: ['admin'],
      input: z.object({ query: Search }),
      async run({ query }): Promise<CsvFile> {
        const names = await namesOf(store);
        const { entries } = await find(query, names, { limit: MOST_IN_FILE });
        const rows = entries.map((entry) => rowOf(entry, names));
        const text = csvText(rows, ['at', 'by', 'action', 'subject']);
        return { name: 'askwell-audit.csv', text };
      },
    }),
  ];
}

function rowOf({ at, by, action, subject }: AuditEntry, names: PersonNames) {
  return { at, by: names.label(by), action, subject: names.inSubject(subject) };
}

function fits(
  { by, action, subject }: AuditEntry,
  wanted: Search,
  { names, day }: { names: PersonNames; day: string },
): boolean {
  if (wanted.by !== undefined && by !== wanted.by) return false;
  if (wanted.action !== undefined && action !== wanted.action) return false;
  if (wanted.since !== undefined && day < wanted.since) return false;
  if (wanted.until !== undefined && day > wanted.until) return false;
  return wanted.subject === undefined || isAbout(subject, wanted.subject, names);
}

function isAbout(subject: string, words: string, names: PersonNames): boolean {
  const number = /^(?:ticket )?#?(\d+)$/i.exec(words)?.[1];
  if (number !== undefined) return subject === `ticket ${Number(number)}`;
  return `${subject} ${names.inSubject(subject)}`.toLowerCase().includes(words.toLowerCase());
}

function pageOf(subject: string): string | null {
  const ticket = /^ticket (\d+)$/.exec(subject)?.[1];
  if (ticket !== undefined) return `/desk/${ticket}`;
  const [, id, locale] = /^answer ([\w.-]+) ([a-z]{2})\b/.exec(subject) ?? [];
  if (id !== undefined) return `/answers/${locale}/${id}`;
  return subject.startsWith('staff ') ? '/people' : null;
}
