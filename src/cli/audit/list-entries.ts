import { z } from 'zod';
import type { AuditEntry } from '../../domain/audit.ts';
import { startProgress } from '../progress.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import type { Trail } from './trail.ts';

type Options = { subject?: string; since?: string; json: boolean };

const Moment = z.union([
  z.iso.date().transform((day) => `${day}T00:00:00.000Z`),
  z.iso.datetime({ offset: true }).transform((moment) => new Date(moment).toISOString()),
]);

/** Prints the entries that were asked for, as they are read. */
export async function listEntries(
  terminal: Terminal,
  trail: Trail,
  { subject, since, json }: Options,
): Promise<void> {
  const from = { since: since === undefined ? '' : momentOf(since) };
  const names = await trail.names();
  const progress = startProgress(terminal, 'Entries');
  let [looked, found] = [0, 0];
  for await (const entry of trail.entries(from)) {
    looked += 1;
    progress.at(looked);
    if (!isAbout(entry, subject)) continue;
    found += 1;
    progress.end();
    terminal.out(json ? `${JSON.stringify(entry)}\n` : lineOf(entry, names));
  }
  progress.end();
  if (!json) terminal.out(`${found} of ${looked} entries.\n`);
}

function momentOf(since: string): string {
  const parsed = Moment.safeParse(since);
  if (parsed.success) return parsed.data;
  throw new CommandError(
    '--since is a day such as 2026-11-22, or a moment such as 2026-11-22T14:00:00Z.',
  );
}

/** The subject itself, or all that begins with it at a word: `answer driving.machines` finds every revision. */
function isAbout({ subject }: AuditEntry, wanted: string | undefined): boolean {
  return wanted === undefined || subject === wanted || subject.startsWith(`${wanted} `);
}

function lineOf(
  { at, by, action, subject, details = {} }: AuditEntry,
  names: ReadonlyMap<string, string>,
) {
  const { contentHash, ...rest } = details;
  const named = { ...rest, ...(contentHash && { words: String(contentHash).slice(0, 12) }) };
  const more = Object.entries(named).map(([name, value]) => `${name} ${value}`);
  const what = [action, subject, ...(more.length > 0 ? [`(${more.join(', ')})`] : [])].join('  ');
  return `${at}  ${(names.get(by) ?? by).padEnd(16)}  ${what}\n`;
}
