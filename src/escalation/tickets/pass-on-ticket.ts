import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, StaffId, TicketNumber } from '../../domain/ids.ts';
import type { Role, Signature } from '../../domain/staff.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { requeueLeftBehind } from './queue/requeue-left-behind.ts';
import { findIn, inQueueAgain, withTicket } from './with-ticket.ts';
import type { Worked } from './work-on-ticket.ts';

type PassedOn = { kind: 'not_yours' } | { kind: 'already_resolved' } | { kind: 'no_such_ticket' };
export type ReleaseOutcome = { kind: 'released' } | PassedOn;
/** `not_at_desk`: moderators answer no tickets. */
export type ReassignOutcome = { kind: 'reassigned' } | { kind: 'not_at_desk' } | PassedOn;

const AT_DESK: readonly Role[] = ['responder', 'admin'];

/** Gives a ticket back to the queue. Only its assignee does. */
export function releaseTicket(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: { by: StaffId; at: Instant },
): Worked<ReleaseOutcome> {
  const ticket = findIn(conversation, number);
  if (!ticket) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (ticket.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  if (ticket.assignee !== by) return { outcome: { kind: 'not_yours' }, conversation };
  const released = withTicket(conversation, inQueueAgain(ticket, at));
  return {
    outcome: { kind: 'released' },
    conversation: requeueLeftBehind(conversation, released, at),
  };
}

/** Hands a ticket to somebody who works at the desk. Its assignee does, or an admin, who may hand on a new one too. */
export function reassignTicket(
  conversation: Conversation,
  number: TicketNumber,
  { by, to, at }: { by: Signature; to: Signature; at: Instant },
): Worked<ReassignOutcome> {
  const ticket = findIn(conversation, number);
  if (!ticket) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (ticket.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  if (ticket.assignee !== by.id && by.role !== 'admin') {
    return { outcome: { kind: 'not_yours' }, conversation };
  }
  if (!AT_DESK.includes(to.role)) return { outcome: { kind: 'not_at_desk' }, conversation };
  if (ticket.assignee === to.id) return { outcome: { kind: 'reassigned' }, conversation };
  const state = ticket.state === 'answered' ? 'answered' : 'claimed';
  const handed: Ticket = { ...ticket, state, assignee: to.id, claimedAt: at };
  return { outcome: { kind: 'reassigned' }, conversation: withTicket(conversation, handed) };
}
