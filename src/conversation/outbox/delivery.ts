import type { Conversation, Outgoing } from '../../domain/conversation.ts';

/** What a delivery has to report: facts to keep, and whether what was posted is already out of date. */
export type Delivered = {
  facts: Record<string, string>;
  isOutdated(current: Conversation): boolean;
};

/**
 * Delivers one item of a conversation's outbox, with the item's id as idempotency key where the place knows such keys.
 * Throws `DeliveryError` when the place did not take it; anything else that is thrown counts as `unknown`.
 */
export type Deliver = (
  item: Outgoing,
  conversation: Conversation,
  /** An earlier attempt may have arrived. */
  attempt: { doubtful: boolean },
) => Promise<Delivered>;

export const DELIVERED: Delivered = { facts: {}, isOutdated: () => false };

/** Why a delivery failed, as far as it decides what to do next. `problem` is a code, never anybody's words. */
export type DeliveryFailure =
  /** Nothing was delivered; from `afterMs` on it may be tried. `place`: the others of this destination need not wait. */
  | { kind: 'rate_limited'; afterMs: number; reach?: 'place' | 'destination' }
  /**
   * Nothing was delivered, and trying again will not help until a person acts. `item` (unless said otherwise): this
   * item alone, given up at once. `place`: this channel or mailbox, tried a few times more. `destination`: an account
   * or an address that an admin can mend, so everything waits and nothing is given up.
   */
  | { kind: 'refused'; problem: string; reach?: 'item' | 'place' | 'destination' }
  /** It may have arrived. `place`: others of this destination are not concerned. Not tried again before `afterMs`. */
  | { kind: 'unknown'; problem: string; reach?: 'place' | 'destination'; afterMs?: number };

export class DeliveryError extends Error {
  readonly code = 'not_delivered';
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure, options?: ErrorOptions) {
    const problem = failure.kind === 'rate_limited' ? 'rate limited' : failure.problem;
    super(`Not delivered: ${problem}`, options);
    this.failure = failure;
  }
}

/** An error that no deliverer meant is taken for an answer that was lost. */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryError) return error.failure;
  return { kind: 'unknown', problem: error instanceof Error ? error.name : 'unknown' };
}
