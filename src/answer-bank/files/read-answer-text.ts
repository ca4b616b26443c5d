import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileProblem } from './answer-file.ts';

type Unread = Omit<FileProblem, 'file'>;

/** Many times the longest answer; what is larger is not even read. */
const MOST_BYTES = 200_000;

/** The text of a file below the folder, or why it is not read: a link out of it, no file, too large, no UTF-8. */
export function readAnswerText(folder: string, path: string): string | Unread {
  const full = join(folder, path);
  try {
    if (!isInside(realpathSync(folder), realpathSync(full))) {
      return { line: 1, problem: 'is a link out of the folder' };
    }
    const stats = statSync(full);
    if (!stats.isFile()) return { line: 1, problem: 'is no file' };
    if (stats.size > MOST_BYTES) {
      const problem = `has ${stats.size} bytes, and ${MOST_BYTES} are the most`;
      return { line: 1, problem };
    }
    return decoded(readFileSync(full));
  } catch {
    return { line: 1, problem: 'cannot be read' };
  }
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`);
}

function decoded(bytes: Buffer): string | Unread {
  const text = utf8(bytes);
  if (text !== undefined) return text;
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf('\n', from);
    const to = end === -1 ? bytes.length : end + 1;
    if (utf8(bytes.subarray(from, to)) === undefined) break;
    from = to;
  }
  return { line, problem: 'holds bytes that are no UTF-8: save it as UTF-8' };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
