import type { Files } from '../files/files.ts';

const CHUNK_BYTES = 1024 * 1024;
const FIRST_TAIL_BYTES = 64 * 1024;

/** The whole lines of a file up to byte `to`, some thousands at a time. An unfinished last line is left out. */
export async function* readLines(
  files: Pick<Files, 'readRange'>,
  path: string,
  { to }: { to: number },
): AsyncGenerator<string[]> {
  let rest = Buffer.alloc(0);
  for (let from = 0; from < to; from += CHUNK_BYTES) {
    const chunk = await files.readRange(path, { from, to: Math.min(from + CHUNK_BYTES, to) });
    const bytes = Buffer.concat([rest, chunk]);
    const { lines, length } = wholeLines(bytes);
    rest = bytes.subarray(length);
    yield lines;
  }
}

/** At least the last `count` lines where there are so many; `length` is where the last whole line ends. */
export async function readLastLines(
  files: Files,
  path: string,
  count: number,
): Promise<{ lines: string[]; length: number; unfinishedBytes: number }> {
  const size = await files.size(path);
  for (let window = FIRST_TAIL_BYTES; ; window *= 4) {
    const from = Math.max(0, size - window);
    const bytes = await files.readRange(path, { from, to: size });
    const { lines, length } = wholeLines(bytes);
    // The first may have begun before the window.
    if (from > 0) lines.shift();
    if (from > 0 && lines.length < count) continue;
    return { lines, length: from + length, unfinishedBytes: bytes.length - length };
  }
}

function wholeLines(bytes: Buffer): { lines: string[]; length: number } {
  const length = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n');
  lines.pop();
  return { lines, length };
}
