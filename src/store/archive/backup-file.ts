import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { StoreError } from '../store.ts';
import { StoreRecord } from './store-record.ts';
import { createTally, differences, type Tally } from './tally.ts';

/** A backup is gzipped lines of JSON: a head, every record, and an end that says how many there were. */
const Head = z.object({ askwellBackup: z.literal(1), madeAt: z.iso.datetime() });
const End = z.object({
  end: z.record(z.string(), z.object({ count: z.number().int(), hash: z.string() })),
});

const FILE_MODE = 0o600;

/** Writes beside the wanted name and renames at the end: what has the name is whole. */
export async function writeBackup(
  path: string,
  records: AsyncIterable<StoreRecord>,
  { madeAt, onProgress }: { madeAt: string; onProgress: (done: number) => void },
): Promise<Tally> {
  const unfinished = `${path}.unfinished`;
  const tally = createTally();
  async function* lines() {
    yield `${JSON.stringify({ askwellBackup: 1, madeAt })}\n`;
    let done = 0;
    for await (const record of tally.counting(records)) {
      done += 1;
      onProgress(done);
      yield `${JSON.stringify(record)}\n`;
    }
    yield `${JSON.stringify({ end: tally.result() })}\n`;
  }
  try {
    // Written through to the disk before it gets its name.
    const file = createWriteStream(unfinished, { mode: FILE_MODE, flush: true });
    await pipeline(Readable.from(lines()), createGzip(), file);
    await rename(unfinished, path);
  } catch (err) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw err;
  }
  return tally.result();
}

/** The records of a backup. Throws a `StoreError` that names the line, at the latest at the end, when it is not whole. */
export async function* readBackup(path: string): AsyncGenerator<StoreRecord> {
  const tally = createTally();
  let number = 0;
  let isWhole = false;
  try {
    for await (const line of linesOf(path)) {
      number += 1;
      const read = readLine(line, number);
      if (read === 'head') continue;
      isWhole = 'end' in read;
      if ('end' in read) checkEnd(read.end, tally.result());
      else {
        tally.add(read);
        yield read;
      }
    }
  } catch (err) {
    throw broken(path, number, err);
  }
  if (!isWhole) throw broken(path, number, new BackupProblem('it is cut off'));
}

/** What is wrong with a backup, in words. */
class BackupProblem extends Error {}

function broken(path: string, line: number, cause: unknown): StoreError {
  const problem =
    cause instanceof BackupProblem ? cause.message : 'it cannot be read, or is cut off';
  return new StoreError(`${path}, line ${line}: ${problem}. Take another backup.`, { cause });
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(path), gunzip);
  reading.catch(() => undefined); // told where the lines are read
  yield* createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY });
  await reading;
}

function readLine(line: string, number: number): StoreRecord | 'head' | z.infer<typeof End> {
  const json = parseJson(line);
  if (number === 1) {
    if (Head.safeParse(json).success) return 'head';
    throw new BackupProblem('this is no backup of Askwell');
  }
  const end = End.safeParse(json);
  if (end.success) return end.data;
  const record = StoreRecord.safeParse(json);
  if (record.success) return record.data;
  const [issue] = record.error.issues;
  throw new BackupProblem(`no record (${issue?.path.join('.')}: ${issue?.message})`);
}

function checkEnd(end: z.infer<typeof End>['end'], found: Tally): void {
  if (differences(end as Tally, found).length > 0) {
    throw new BackupProblem('records were lost or changed');
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
