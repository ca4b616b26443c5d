import { randomBytes } from 'node:crypto';
import { StoreError } from '../store.ts';
import type { Seal } from './create-seal.ts';

/**
 * A sealed file: a line that names the key and the file, then its bytes in pieces, each with its length before it and bound
 * to its place. The last one says that it is: a file that was cut off does not open.
 */
const HEAD = /^askwell-sealed-1 (?<id>[\w.-]{1,32}) (?<file>[\da-f]{32})\n/;
const LONGEST_HEAD = 128;
const PIECE_BYTES = 64 * 1024;
const LONGEST_PIECE = PIECE_BYTES + 64;
const LENGTH_BYTES = 4;

type Chunks = AsyncIterable<Buffer>;

const nameOf = (file: string, number: number, { isLast }: { isLast: boolean }) =>
  `file ${file} piece ${number}${isLast ? ' last' : ''}`;

export async function* sealStream(chunks: Chunks, seal: Seal): AsyncGenerator<Buffer> {
  const file = randomBytes(16).toString('hex');
  yield Buffer.from(`askwell-sealed-1 ${seal.writes} ${file}\n`);
  const reader = createReader(chunks);
  for (let number = 1; ; number += 1) {
    const piece = await reader.take(PIECE_BYTES);
    const isLast = await reader.isAtEnd();
    const sealed = seal.sealBytes(piece, nameOf(file, number, { isLast }));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(sealed.length);
    yield Buffer.concat([length, sealed]);
    if (isLast) return;
  }
}

/** What is not sealed comes through as it is. */
export async function* openStream(
  chunks: Chunks,
  { seal, where }: { seal: Seal; where: string },
): AsyncGenerator<Buffer> {
  const reader = createReader(chunks);
  const { id, file } = HEAD.exec(await reader.peek(LONGEST_HEAD))?.groups ?? {};
  if (id === undefined || file === undefined) return yield* reader.rest();
  await reader.take(`askwell-sealed-1 ${id} ${file}\n`.length);
  for (let number = 1; ; number += 1) {
    const sealed = await takePiece(reader, where);
    const isLast = await reader.isAtEnd();
    yield seal.openBytes(sealed, { id, name: nameOf(file, number, { isLast }), where });
    if (isLast) return;
  }
}

async function takePiece(reader: Reader, where: string): Promise<Buffer> {
  const head = await reader.take(LENGTH_BYTES);
  const length = head.length < LENGTH_BYTES ? Number.POSITIVE_INFINITY : head.readUInt32BE();
  if (length > LONGEST_PIECE) {
    throw new StoreError(
      `${where}: it is cut off, or its bytes were changed. Take another backup.`,
    );
  }
  return reader.take(length);
}

type Reader = ReturnType<typeof createReader>;

/** Takes bytes in the portions that are wanted, whatever portions they come in; fewer only at the end. */
function createReader(chunks: Chunks) {
  const source = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  const fill = async (bytes: number) => {
    const parts: Buffer[] = [held];
    for (let length = held.length; length < bytes && !ended; ) {
      const next = await source.next();
      ended = next.done === true;
      if (next.done) break;
      parts.push(next.value);
      length += next.value.length;
    }
    held = Buffer.concat(parts);
  };
  return {
    peek: async (bytes: number) => {
      await fill(bytes);
      return held.subarray(0, bytes).toString('latin1');
    },
    take: async (bytes: number) => {
      await fill(bytes);
      const taken = held.subarray(0, bytes);
      held = held.subarray(bytes);
      return taken;
    },
    isAtEnd: async () => {
      await fill(1);
      return held.length === 0;
    },
    async *rest() {
      yield held;
      while (!ended) {
        const next = await source.next();
        if (next.done) return;
        yield next.value;
      }
    },
  };
}
