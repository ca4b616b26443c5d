import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Clocks } from '../clocks/create-clocks.ts';
import { dueOf, runningTimes } from '../clocks/due.ts';

/**
 * Until when nothing can be due in a conversation as it is now; `undefined`: it must be looked at. Most open tickets are
 * routine and have hours to go, so looking at all of them every few seconds stays cheap.
 */
export function restsUntil(conversation: Conversation, clocks: Clocks): Instant | undefined {
  const { ownership, tickets } = conversation;
  if (ownership.owner === 'staff') return undefined;
  const waiting = tickets.filter(({ state }) => state === 'new');
  const times = waiting.flatMap((ticket) => runningTimes(ticket, clocks));
  if (times.some(({ target }) => target.firstResponse.counted === 'always')) return undefined;
  return waiting.map((ticket) => dueOf(ticket, clocks).firstResponse).sort()[0];
}
