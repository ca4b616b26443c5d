import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuditEntry } from '../../../domain/audit.ts';
import type { Instant } from '../../../domain/ids.ts';
import { CHAIN_START, follow, readLink } from '../../format/hash-chain.ts';
import { damaged } from '../../format/parser-of.ts';
import { StoreError } from '../../store.ts';
import { codeOf, storeErrorOf } from '../files/store-error-of.ts';
import { readLines } from './read-lines.ts';

/** What is known once every entry was looked at. */
type TrailVerdict = {
  entries: number;
  /** Oldest first. */
  months: { month: string; entries: number }[];
  /** Hash of the last entry that fits: whoever notes it can prove later that all before it is still there. */
  head: string;
  /** Whether an entry has the hash that was asked for. */
  holdsHead: boolean;
  /** The first place that does not fit. */
  broken: { file: string; line: number; problem: string } | undefined;
};

type VerifyOptions = { head?: string; onProgress?: (entries: number) => void };

/** The audit trail of a data folder, read beside a server that may run on it: nothing is locked and nothing written. */
export type TrailReader = {
  verify(options?: VerifyOptions): Promise<TrailVerdict>;
  /** Oldest first, from a moment on. Does not look at the chain. */
  entries(from?: { since: Instant }): AsyncGenerator<AuditEntry>;
};

/** A server that writes just now is done with its line by then. */
const WRITE_UNDER_WAY_MS = 300;

export function readTrail(dataFolder: string): TrailReader {
  const folder = join(dataFolder, 'audit');
  return {
    verify: (options = {}) => verify(folder, options),
    entries: ({ since } = { since: '' }) => entriesSince(folder, since),
  };
}

type Month = { month: string; file: string };

async function verify(folder: string, options: VerifyOptions): Promise<TrailVerdict> {
  const verdict: TrailVerdict = {
    entries: 0,
    months: [],
    head: CHAIN_START,
    holdsHead: false,
    broken: undefined,
  };
  for (const month of await monthsOf(folder)) {
    await verifyMonth(month, verdict, options);
    if (verdict.broken) break;
  }
  return verdict;
}

/** Adds what this month holds to the verdict. */
async function verifyMonth(
  { month, file }: Month,
  verdict: TrailVerdict,
  { head, onProgress }: VerifyOptions,
): Promise<void> {
  const counted = { month, entries: 0 };
  verdict.months.push(counted);
  const { to, tailBytes } = await wholeLength(file);
  const breakAt = (problem: string) => {
    verdict.broken = { file, line: counted.entries + 1, problem };
  };
  for await (const line of linesOf(file, to)) {
    const next = follow(verdict.head, line);
    if (next === undefined) {
      return breakAt('the entry, or its place in the chain, is not as it was written');
    }
    verdict.head = next;
    verdict.holdsHead ||= next === head;
    counted.entries += 1;
    verdict.entries += 1;
    onProgress?.(verdict.entries);
  }
  if (tailBytes > 0) {
    breakAt(
      `${tailBytes} bytes at the end are no whole entry; a crash leaves such, and the next start of the server cuts them off`,
    );
  }
}

async function* entriesSince(folder: string, since: Instant): AsyncGenerator<AuditEntry> {
  const months = await monthsOf(folder);
  for (const { file } of months.filter(({ month }) => month >= since.slice(0, 7))) {
    const { to } = await wholeLength(file);
    for await (const line of linesOf(file, to)) {
      const entry = entryOf(line, file);
      if (entry.at >= since) yield entry;
    }
  }
}

function entryOf(line: string, file: string): AuditEntry {
  const entry = readLink(line)?.entry;
  if (!entry) throw damaged(file, 'a line is no audit entry');
  return entry;
}

async function* linesOf(file: string, to: number): AsyncGenerator<string> {
  for await (const lines of readLines({ readRange }, file, { to })) yield* lines;
}

async function monthsOf(folder: string): Promise<Month[]> {
  const names = await readdir(folder).catch((err: unknown) => {
    throw codeOf(err) === 'ENOENT'
      ? noTrail(folder)
      : storeErrorOf(err, { path: folder, doing: 'read' });
  });
  const months = names.flatMap((name) => /^(\d{4}-\d{2})\.ndjson$/.exec(name)?.[1] ?? []).sort();
  if (months.length === 0) throw noTrail(folder);
  return months.map((month) => ({ month, file: join(folder, `${month}.ndjson`) }));
}

function noTrail(folder: string): StoreError {
  return new StoreError(
    `${folder}: there is no audit trail. Set DATA_DIR to the folder that the server uses; if it is that one, restore the trail from a backup.`,
  );
}

/** Where the last whole line ends, and what lies behind it once a write that is under way had its time. */
async function wholeLength(file: string): Promise<{ to: number; tailBytes: number }> {
  const first = await endOf(file);
  if (first.tailBytes === 0) return first;
  await pause(WRITE_UNDER_WAY_MS);
  return endOf(file);
}

const TAIL_BYTES = 64 * 1024;

async function endOf(file: string): Promise<{ to: number; tailBytes: number }> {
  const { size } = await stat(file);
  for (let from = size; from > 0; ) {
    const start = Math.max(0, from - TAIL_BYTES);
    const bytes = await readRange(file, { from: start, to: from });
    const newline = bytes.lastIndexOf('\n');
    if (newline !== -1) {
      const to = start + newline + 1;
      return { to, tailBytes: size - to };
    }
    from = start;
  }
  return { to: 0, tailBytes: size };
}

async function readRange(path: string, { from, to }: { from: number; to: number }) {
  const file = await open(path, 'r').catch((err: unknown) => {
    throw storeErrorOf(err, { path, doing: 'read' });
  });
  try {
    const bytes = Buffer.alloc(to - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
