import type { Conversation } from '../../domain/conversation.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clocks } from '../clocks/create-clocks.ts';
import { type RunningTime, runningTimes } from '../clocks/due.ts';
import { isSeen } from '../tickets/queue/is-seen.ts';

/**
 * The times of a ticket since whose beginning no one has seen it; the most urgent first. Of a ticket that someone has,
 * only those that began after they took it: it became worse, and they may be elsewhere.
 */
export function unseenTimes(
  ticket: Ticket,
  conversation: Conversation,
  clocks: Clocks,
): RunningTime[] {
  if (ticket.state === 'resolved') return [];
  return runningTimes(ticket, clocks).filter(
    (time) =>
      (ticket.state === 'new' || isWorseInHand(ticket, time)) &&
      !isSeen(ticket, conversation, time.from),
  );
}

function isWorseInHand({ claimedAt = '', urgentSince }: Ticket, { urgency }: RunningTime): boolean {
  const since = urgentSince?.[urgency];
  return since !== undefined && since > claimedAt;
}
