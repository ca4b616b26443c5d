import type { Conversation, Outgoing } from '../../../domain/conversation.ts';

/** What a delivery has to report: facts to keep, and whether what was posted is already out of date. */
export type Delivered = {
  facts: Record<string, string>;
  isOutdated(current: Conversation): boolean;
};

/** Delivers one item of a conversation's outbox. Rejects when Slack did not take it. */
export type Deliver = (
  item: Outgoing,
  conversation: Conversation,
  /** An earlier attempt may have arrived. */
  attempt: { doubtful: boolean },
) => Promise<Delivered>;

export const DELIVERED: Delivered = { facts: {}, isOutdated: () => false };
