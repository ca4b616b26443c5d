import type { AuditEntry } from '../../../domain/audit.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import { CHAIN_START, follow, linkTo, readLink } from '../../format/hash-chain.ts';
import { damaged } from '../../format/parser-of.ts';
import { createGroupCommit } from '../../order/group-commit.ts';
import type { AuditTrail } from '../../store.ts';
import type { Files } from '../files/files.ts';
import { createKnownEntries, type KnownEntries } from './known-entries.ts';
import { readLastLines, readLines } from './read-lines.ts';

export type OwingAuditTrail = AuditTrail & {
  /**
   * Appends entries that a conversation on disk holds too. Never rejects: what cannot be written now is owed, and
   * goes ahead of the next entry or is found at the next start.
   */
  owe(entries: AuditEntry[]): Promise<void>;
  owes(id: string): boolean;
};

type End = { path: string; length: number; hash: string };

/** One file a month, the chain running through all of them. */
export async function openAuditTrail(parts: {
  files: Files;
  now: Clock;
  log: Log;
}): Promise<OwingAuditTrail> {
  const { files, now, log } = parts;
  const known = createKnownEntries(files);
  const owed = new Map<string, AuditEntry>();
  let end = await findEnd({ files, known, log });

  const write = createGroupCommit<AuditEntry[]>(async (batches) => {
    const entries = [...owed.values(), ...batches.flat()];
    const lacking = await known.lackingOf(entries);
    if (lacking.length > 0) end = await extend(end, lacking, { files, now });
    known.add(lacking);
    for (const { id } of entries) owed.delete(id);
  });

  return {
    append: (entries) => write(entries),
    owe: async (entries) => {
      if (entries.length === 0) return;
      for (const entry of entries) owed.set(entry.id, entry);
      await write([]).catch((err: unknown) => {
        log.error({ err, owed: owed.size }, 'audit entries are not in the trail yet');
      });
    },
    owes: (id) => owed.has(id),
    latest: (limit) => latest(limit, files),
    about: (subject, since) => about({ subject, since }, files),
    verify: () => verify(end, files),
  };
}

async function extend(
  end: End,
  entries: AuditEntry[],
  { files, now }: { files: Files; now: Clock },
): Promise<End> {
  const thisMonth = `audit/${now().slice(0, 7)}.ndjson`;
  // A clock that was set back does not open an earlier month again: the chain would no longer follow the files.
  const path = thisMonth > end.path ? thisMonth : end.path;
  let { hash } = end;
  const lines = entries.map((entry) => {
    const link = linkTo(hash, entry);
    hash = link.hash;
    return `${link.line}\n`;
  });
  const at = path === end.path ? end.length : 0;
  return { path, hash, length: await files.append(path, lines.join(''), { at }) };
}

async function findEnd(parts: { files: Files; known: KnownEntries; log: Log }): Promise<End> {
  const { files, known, log } = parts;
  const months = await auditFiles(files);
  const newest = months.at(-1);
  let end: End = { path: newest ?? '', length: 0, hash: CHAIN_START };
  for (const path of months.reverse()) {
    const { lines, length, unfinishedBytes } = await readLastLines(files, path, 1);
    if (unfinishedBytes > 0) {
      log.warn({ path, bytes: unfinishedBytes }, 'cut off an entry that a crash left unfinished');
    }
    if (path === newest) end = { ...end, length };
    const links = lines.map((line) => linkOf(line, files.where(path)));
    known.recall(links.map((link) => link.entry));
    const last = links.at(-1);
    // A month in which a crash left no whole entry says nothing: the one before does.
    if (last) return { ...end, hash: last.hash };
  }
  return end;
}

async function latest(limit: number, files: Files): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const path of (await auditFiles(files)).reverse()) {
    if (entries.length >= limit) break;
    const { lines } = await readLastLines(files, path, limit - entries.length);
    entries.push(...lines.reverse().map((line) => linkOf(line, files.where(path)).entry));
  }
  return entries.slice(0, limit);
}

/** Lines are compared as text first: reading each as JSON would cost ten times as much. */
async function about(
  { subject, since }: { subject: string; since: Instant },
  files: Files,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const named = JSON.stringify(subject);
  const first = `audit/${since.slice(0, 7)}.ndjson`;
  for (const path of (await auditFiles(files)).filter((month) => month >= first)) {
    for await (const lines of readLines(files, path, { to: await files.size(path) })) {
      const hits = lines.filter((line) => line.includes(named));
      entries.push(...hits.map((line) => linkOf(line, files.where(path)).entry));
    }
  }
  return entries.filter((entry) => entry.subject === subject && entry.at >= since);
}

function linkOf(line: string, where: string) {
  const link = readLink(line);
  if (!link) throw damaged(where, 'a line is no audit entry');
  return link;
}

async function verify(
  end: End,
  files: Files,
): Promise<{ entries: number; brokenAt: string | undefined }> {
  let hash = CHAIN_START;
  let entries = 0;
  for (const path of (await auditFiles(files)).filter((month) => month <= end.path)) {
    const to = path === end.path ? end.length : await files.size(path);
    const part = await verifyFile(hash, { files, path, to });
    entries += part.entries;
    if (part.hash === undefined) return { entries, brokenAt: `${path} line ${part.entries + 1}` };
    hash = part.hash;
  }
  return { entries, brokenAt: hash === end.hash ? undefined : `the end of ${end.path}` };
}

async function verifyFile(
  start: string,
  { files, path, to }: { files: Files; path: string; to: number },
): Promise<{ entries: number; hash: string | undefined }> {
  let hash = start;
  let entries = 0;
  for await (const lines of readLines(files, path, { to })) {
    for (const line of lines) {
      const next = follow(hash, line);
      if (next === undefined) return { entries, hash: undefined };
      hash = next;
      entries++;
    }
  }
  return { entries, hash };
}

/** The files of the trail, the oldest first. */
export async function auditFiles(files: Pick<Files, 'list'>): Promise<string[]> {
  const names = await files.list('audit');
  return names
    .filter((name) => /^\d{4}-\d{2}\.ndjson$/.test(name))
    .sort()
    .map((name) => `audit/${name}`);
}
