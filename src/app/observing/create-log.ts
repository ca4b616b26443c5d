import { type DestinationStream, pino } from 'pino';
import { doingNow } from '../../shared/doing.ts';
import type { Log } from '../../shared/log.ts';
import { errorFields } from './error-fields.ts';

/** One JSON object a line, with the ids of the request and the turn that it was written in. */
export function createLog(level: string, to: DestinationStream = pino.destination(1)): Log {
  const serializers = { err: errorFields };
  return pino(
    { level, mixin: doingNow, serializers, timestamp: pino.stdTimeFunctions.isoTime },
    to,
  );
}
