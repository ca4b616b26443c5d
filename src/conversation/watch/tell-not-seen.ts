import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Clocks } from '../../escalation/clocks/create-clocks.ts';
import { findNotSeen, markNotSeenTold } from '../../escalation/paging/not-seen.ts';
import { base32 } from '../../shared/ids.ts';
import { blocks } from '../decide/decision.ts';
import { appendReply, audited } from '../reply/append-reply.ts';
import type { Sender } from '../reply/sender.ts';

type How = { clocks: Clocks; sender: Sender; at: Instant };

/**
 * The conversation with the truth told: no one has seen this yet, here is whom to call. One message for all tickets
 * that are overdue just now. The same conversation when there is nothing to tell.
 */
export function tellNotSeen(conversation: Conversation, { clocks, sender, at }: How): Conversation {
  const unseen = findNotSeen(conversation, { clocks, at });
  if (unseen.length === 0) return conversation;
  const { locale } = conversation;
  const parts = blocks(locale, 'R-NOTSEEN', 'WARNING');
  const sealed = sender.send({ kind: 'escalation', locale, parts, choices: [] });
  const marked = markNotSeenTold(conversation, unseen, at);
  const told = appendReply(marked, sealed, { at, id: `b_${base32(16)}` }).conversation;
  const action = 'patient told that no one has seen the ticket';
  return unseen.reduce(
    (noted, { number }) => audited(noted, { at, by: 'bot', action, number }),
    told,
  );
}
