import { z } from 'zod';
import { AuditEntry } from '../../domain/audit.ts';
import { sha256 } from '../../shared/ids.ts';
import { canonicalJson } from './canonical-json.ts';

/** What the first entry of all is chained to. */
export const CHAIN_START = '';

const Link = z.object({ entry: AuditEntry, hash: z.string() });
type Link = z.infer<typeof Link>;

/** The line for an entry that follows the entry with this hash. */
export function linkTo(previousHash: string, entry: AuditEntry): { line: string; hash: string } {
  const text = canonicalJson(entry);
  const hash = sha256(previousHash + text);
  return { line: `{"entry":${text},"hash":"${hash}"}`, hash };
}

/** `undefined` for a line that is no entry of the trail. */
export function readLink(line: string): Link | undefined {
  try {
    return Link.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The hash of a line that follows the entry with this hash; `undefined` when one byte of it is not as written. */
export function follow(previousHash: string, line: string): string | undefined {
  const link = readLink(line);
  const expected = link && linkTo(previousHash, link.entry);
  return expected?.line === line ? expected.hash : undefined;
}
