import type { Outgoing } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import { backOffMs } from '../../../shared/back-off.ts';
import { HOUR_MS, SECOND_MS } from '../../../shared/clock.ts';
import type { DeliveryFailure } from '../delivery.ts';
import type { OutboxTiming } from '../outbox-timing.ts';
import type { Told } from './create-gate.ts';

/** What this lane has been through with its first item. */
export type Tries = { failures: number; refusals: number; rests: number };

export const FRESH: Tries = { failures: 0, refusals: 0, rests: 0 };

/** After that long nobody waits for it any more, and staff should know that it did not arrive. */
const GIVE_UP_AFTER_MS = 24 * HOUR_MS;
/** A place that refuses is asked this many times, over some four minutes: someone may be setting it up just now. */
const REFUSALS = 5;
const BETWEEN_REFUSALS_MS = 15 * SECOND_MS;
/** A longer `Retry-After` is taken for a mistake. */
const LONGEST_REST_MS = HOUR_MS;

export function counted({ failures, refusals, rests }: Tries, { kind }: DeliveryFailure): Tries {
  if (kind === 'rate_limited') return { failures, refusals, rests: rests + 1 };
  return { failures: failures + 1, refusals: kind === 'refused' ? refusals + 1 : 0, rests: 0 };
}

/** `undefined`: it is tried again. */
export function problemToGiveUpFor(
  failure: DeliveryFailure,
  { item, tries, at }: { item: Outgoing; tries: Tries; at: Instant },
): string | undefined {
  if (failure.kind === 'rate_limited') return undefined;
  const { problem } = failure;
  if (failure.kind === 'refused') {
    const reach = failure.reach ?? 'item';
    if (reach === 'item' || (reach === 'place' && tries.refusals >= REFUSALS)) return problem;
  }
  const failingMs = Date.parse(at) - Date.parse(item.failingSince ?? at);
  return failingMs >= GIVE_UP_AFTER_MS ? problem : undefined;
}

export function toldBy(failure: DeliveryFailure, tries: Tries, timing: OutboxTiming): Told {
  const isOfDestination = failure.reach !== 'place' && failure.reach !== 'item';
  switch (failure.kind) {
    case 'rate_limited': {
      // Where it names no time we do not knock again at once for ever.
      const restMs = capped(failure.afterMs) || backOffMs(tries.rests, timing);
      return isOfDestination ? { kind: 'up', restMs } : { kind: 'up' };
    }
    case 'refused': {
      const { problem, reach } = failure;
      return reach === 'destination' ? { kind: 'failed', problem, certain: true } : { kind: 'up' };
    }
    case 'unknown': {
      const { problem, afterMs = 0 } = failure;
      const restMs = capped(afterMs);
      return isOfDestination ? { kind: 'failed', problem, certain: false, restMs } : { kind: 'up' };
    }
  }
}

export function waitAfter(failure: DeliveryFailure, tries: Tries, timing: OutboxTiming): number {
  switch (failure.kind) {
    case 'rate_limited': {
      if (failure.reach !== 'place') return 0;
      // Whoever delivers may keep the rest itself; only if it comes again and again do we doubt that.
      const doubted = tries.rests > 1 ? backOffMs(tries.rests - 1, timing) : 0;
      return capped(failure.afterMs) || doubted;
    }
    case 'refused':
      return backOffMs(tries.refusals, { ...timing, firstRetryMs: BETWEEN_REFUSALS_MS });
    case 'unknown':
      return Math.max(backOffMs(tries.failures, timing), capped(failure.afterMs ?? 0));
  }
}

function capped(afterMs: number): number {
  return Math.min(afterMs, LONGEST_REST_MS);
}
