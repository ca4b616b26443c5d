import type { AuditEntry } from '../../../domain/audit.ts';
import { readLink } from '../../format/hash-chain.ts';
import type { Files } from '../files/files.ts';
import { readLines } from './read-lines.ts';

/** Tells which entries the trail has already, without holding all of them. */
export type KnownEntries = {
  /** Entries that were appended just now. */
  add(entries: AuditEntry[]): void;
  /** The last entries of the trail at start; what lies before them is on disk alone. */
  recall(entries: AuditEntry[]): void;
  /** Those that the trail lacks, each once. Reads the disk only for entries old enough to be forgotten here. */
  lackingOf(entries: AuditEntry[]): Promise<AuditEntry[]>;
};

const REMEMBERED = 20_000;

export function createKnownEntries(files: Files): KnownEntries {
  const recent = new Map<string, AuditEntry['at']>();
  /** Every entry of the trail that happened later than this is in `recent`. */
  let completeAfter = '';

  function add(entries: AuditEntry[]): void {
    for (const { id, at } of entries) recent.set(id, at);
    for (const [id, at] of recent) {
      if (recent.size <= REMEMBERED) return;
      recent.delete(id);
      if (at > completeAfter) completeAfter = at;
    }
  }

  return {
    add,
    recall: (entries) => {
      add(entries);
      for (const { at } of entries) if (at > completeAfter) completeAfter = at;
    },
    lackingOf: async (entries) => {
      const unique = new Map(entries.map((entry) => [entry.id, entry]));
      const unknown = [...unique.values()].filter((entry) => !recent.has(entry.id));
      const onDisk = await findOnDisk(
        unknown.filter((entry) => entry.at <= completeAfter),
        files,
      );
      return unknown.filter((entry) => !onDisk.has(entry.id));
    },
  };
}

async function findOnDisk(entries: AuditEntry[], files: Files): Promise<Set<string>> {
  const found = new Set<string>();
  if (entries.length === 0) return found;
  const wanted = new Set(entries.map((entry) => entry.id));
  const happened = entries.map((entry) => entry.at.slice(0, 7)).sort();
  // An entry is never in the file of a month before it happened.
  const months = (await files.list('audit')).filter((name) => name >= (happened[0] ?? '')).sort();
  for (const name of months.reverse()) {
    if (found.size === wanted.size) break;
    await collectIds(`audit/${name}`, { wanted, found }, files);
  }
  return found;
}

async function collectIds(
  path: string,
  { wanted, found }: { wanted: Set<string>; found: Set<string> },
  files: Files,
): Promise<void> {
  const quoted = new Set([...wanted].map((id) => JSON.stringify(id)));
  for await (const lines of readLines(files, path, { to: await files.size(path) })) {
    for (const line of lines.filter((candidate) => mentions(candidate, quoted))) {
      const id = readLink(line)?.entry.id;
      if (id !== undefined && wanted.has(id)) found.add(id);
    }
  }
}

/** Far quicker than parsing; a detail that happens to be named `id` is sorted out afterwards. */
function mentions(line: string, quotedIds: Set<string>): boolean {
  for (const [, id] of line.matchAll(/"id":("(?:[^"\\]|\\.)*")/g)) {
    if (id !== undefined && quotedIds.has(id)) return true;
  }
  return false;
}
