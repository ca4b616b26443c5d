import type { DeliveryFailure } from '../../conversation/outbox/delivery.ts';
import { SECOND_MS } from '../../shared/clock.ts';

/** The address or the key is wrong: an admin mends it, and until then nothing gets through. */
const OF_THE_RECEIVER = new Set([401, 402, 403, 404, 405, 407, 410, 421, 426]);
/** Come back later, says the receiver; what it did with this one it does not say. */
const PASSING = new Set([408, 425]);

/** What an answer that is not 2xx means for the outbox. */
export function failureOfStatus(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  at: Date,
): DeliveryFailure {
  const problem = `http_${status}`;
  const afterMs = retryAfterMs(headers.get('retry-after'), at);
  if (status === 429) return { kind: 'rate_limited', afterMs: afterMs ?? 0 };
  if (status >= 500 || PASSING.has(status)) {
    return { kind: 'unknown', problem, ...(afterMs !== undefined && { afterMs }) };
  }
  const isOfReceiver = status < 400 || OF_THE_RECEIVER.has(status);
  return { kind: 'refused', problem, reach: isOfReceiver ? 'destination' : 'item' };
}

/** Seconds or a date; `undefined` when there is none that can be read. */
function retryAfterMs(value: string | null, at: Date): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : undefined;
  const ms = seconds === undefined ? Date.parse(value) - at.getTime() : seconds * SECOND_MS;
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}
