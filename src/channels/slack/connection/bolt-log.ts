import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../../shared/log.ts';

/**
 * Bolt's logger on ours. Below a warning Bolt and its clients print whole requests, with patients' words in them, so
 * nothing of that is kept; of warnings only what the library itself says.
 */
export function boltLog(log: Log): Logger {
  const said = (parts: unknown[]) => ({ bolt: parts.map(inShort).join(' ') });
  return {
    debug() {},
    info() {},
    warn: (...parts) => log.warn(said(parts), 'Bolt warns'),
    error: (...parts) => log.error(said(parts), 'Bolt reports an error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

function inShort(part: unknown): string {
  if (part instanceof Error) return part.name;
  return typeof part === 'string' ? part : typeof part;
}
