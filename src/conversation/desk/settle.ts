import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { noticeOf } from '../../escalation/tickets/ownership.ts';
import { base32 } from '../../shared/ids.ts';
import { blocks } from '../decide/decision.ts';
import { withWebhookUpdates } from '../outbox/changes/with-webhook-updates.ts';
import { appendReply, audited, type Deed } from '../reply/append-reply.ts';
import type { Sender } from '../reply/sender.ts';
import { withChangedCards } from './with-changed-cards.ts';

type How = {
  deeds: Omit<Deed, 'at'>[];
  at: Instant;
  sender: Sender;
  /** Tickets are shown in a Slack channel too. */
  posts: boolean;
};

/** All that follows from a change at the desk: the patient reads who has the chat now, staff see it, the trail keeps it. */
export function settle(
  before: Conversation,
  after: Conversation,
  { deeds, at, sender, posts }: How,
): Conversation {
  const told = tellOwnership(before, after, { at, sender });
  const carded = withChangedCards(before, told, { at, posts });
  const paged = withWebhookUpdates(before, carded, at);
  return deeds.reduce((noted, deed) => audited(noted, { ...deed, at }), paged);
}

function tellOwnership(
  before: Conversation,
  after: Conversation,
  { at, sender }: Pick<How, 'at' | 'sender'>,
): Conversation {
  const notice = noticeOf(before.ownership, after.ownership);
  if (!notice) return after;
  const { locale } = after;
  const parts = blocks(locale, notice, 'WARNING');
  const sealed = sender.send({ kind: 'escalation', locale, parts, choices: [] });
  return appendReply(after, sealed, { at, id: `b_${base32(16)}` }).conversation;
}
