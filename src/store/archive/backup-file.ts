import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { NO_SEAL, type Seal } from '../seal/create-seal.ts';
import { openStream, sealStream } from '../seal/sealed-stream.ts';
import { CLEAR } from '../seal/store-keys.ts';
import { StoreError } from '../store.ts';
import { StoreRecord } from './store-record.ts';
import { createTally, differences, type Tally } from './tally.ts';

/** A backup is gzipped lines of JSON, sealed where there is a key: a head, every record, and an end that says how many there were. */
const Head = z.object({ askwellBackup: z.literal(1), madeAt: z.iso.datetime() });
const End = z.object({
  end: z.record(z.string(), z.object({ count: z.number().int(), hash: z.string() })),
});

const FILE_MODE = 0o600;

/** Writes beside the wanted name and renames at the end: what has the name is whole. */
export async function writeBackup(
  path: string,
  records: AsyncIterable<StoreRecord>,
  {
    madeAt,
    onProgress,
    seal = NO_SEAL,
  }: { madeAt: string; onProgress: (done: number) => void; seal?: Seal },
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
    const sealed = (chunks: AsyncIterable<Buffer>) =>
      seal.writes === CLEAR ? chunks : sealStream(chunks, seal);
    await pipeline(Readable.from(lines()), createGzip(), sealed, file);
    await rename(unfinished, path);
  } catch (err) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw err;
  }
  return tally.result();
}

/** The records of a backup. Throws a `StoreError` that names the line, at the latest at the end, when it is not whole. */
export async function* readBackup(path: string, seal = NO_SEAL): AsyncGenerator<StoreRecord> {
  const tally = createTally();
  let number = 0;
  let isWhole = false;
  try {
    for await (const line of linesOf(path, seal)) {
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
  if (cause instanceof StoreError) return cause;
  const problem =
    cause instanceof BackupProblem ? cause.message : 'it cannot be read, or is cut off';
  return new StoreError(`${path}, line ${line}: ${problem}. Take another backup.`, { cause });
}

async function* linesOf(path: string, seal: Seal): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const opened = (chunks: AsyncIterable<Buffer>) => openStream(chunks, { seal, where: path });
  const input = new PassThrough();
  const reading = pipeline(createReadStream(path), opened, gunzip, withShortLines, input);
  reading.catch(() => undefined); // told where the lines are read
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  await reading;
}

/** Many times the longest conversation. A small file can unpack to a line that fills the memory. */
const MOST_BYTES_OF_A_LINE = 64 * 1024 * 1024;
const END_OF_LINE = 0x0a;

async function* withShortLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(END_OF_LINE);
    length = end === -1 ? length + chunk.length : chunk.length - end;
    if (length > MOST_BYTES_OF_A_LINE) throw new BackupProblem('it holds a line that never ends');
    yield chunk;
  }
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
