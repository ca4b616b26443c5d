import type { AuditEntry } from '../../../domain/audit.ts';
import type { Store } from '../../../store/store.ts';

/** So many entries are read at first, then four times as many, until there are enough that fit. */
const LOOK_FIRST = 2000;
const LOOK_MOST = 128_000;

export type FoundEntries = {
  /** Newest first. */
  entries: AuditEntry[];
  next: string | null;
  lookedBackTo: string | null;
  actions: string[];
};

type Search = {
  fits(entry: AuditEntry): boolean;
  limit: number;
  /** Only what is older than this entry. */
  before?: string | undefined;
  /** Nothing of this or older fits, so there is no need to look on. */
  isTooOld(entry: AuditEntry): boolean;
};

/** The trail is only ever read from its end, so a search for old entries reads all that came after them. */
export async function searchAudit(store: Store, search: Search): Promise<FoundEntries> {
  for (let look = LOOK_FIRST; ; look *= 4) {
    const read = await store.audit.latest(look);
    const isAll = read.length < look || read.slice(-1).some(search.isTooOld);
    const found = olderThan(search.before, read).filter(search.fits);
    if (found.length > search.limit || isAll || look >= LOOK_MOST) {
      return { ...pageOf(found, search.limit), ...edgeOf(read, isAll) };
    }
  }
}

function pageOf(found: AuditEntry[], limit: number): Pick<FoundEntries, 'entries' | 'next'> {
  const entries = found.slice(0, limit);
  const last = found.length > limit ? entries.at(-1) : undefined;
  return { entries, next: last?.id ?? null };
}

function edgeOf(
  read: AuditEntry[],
  isAll: boolean,
): Pick<FoundEntries, 'lookedBackTo' | 'actions'> {
  const oldest = isAll ? undefined : read.at(-1);
  return {
    lookedBackTo: oldest?.at ?? null,
    actions: [...new Set(read.map(({ action }) => action))].sort(),
  };
}

function olderThan(id: string | undefined, entries: AuditEntry[]): AuditEntry[] {
  return id === undefined ? entries : entries.slice(entries.findIndex((one) => one.id === id) + 1);
}
