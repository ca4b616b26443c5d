import type { Conversation } from '../../domain/conversation.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clocks } from '../clocks/create-clocks.ts';
import { type RunningTime, runningTimes } from '../clocks/due.ts';
import { isSeen } from '../tickets/queue/is-seen.ts';

/** The times of a ticket in the queue since whose beginning no one has seen it; the most urgent first. */
export function unseenTimes(
  ticket: Ticket,
  conversation: Conversation,
  clocks: Clocks,
): RunningTime[] {
  if (ticket.state !== 'new') return [];
  return runningTimes(ticket, clocks).filter(({ from }) => !isSeen(ticket, conversation, from));
}
