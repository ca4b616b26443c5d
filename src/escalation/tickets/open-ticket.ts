import { Urgency } from '../../domain/concern.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, TicketNumber } from '../../domain/ids.ts';
import type { Reason, Ticket } from '../../domain/ticket.ts';
import type { Topic } from '../../domain/topic.ts';
import { HOUR_MS } from '../../shared/clock.ts';
import { asksForHold } from './ownership.ts';
import { goesOnIn, inQueueAgain, withTicket, withTickets } from './with-ticket.ts';

export type Escalation = {
  reason: Reason;
  urgency: Urgency;
  topic?: Topic | undefined;
  /** No answers from the bank until staff release the conversation. */
  hold: boolean;
};

/** A patient who comes back with the same so soon after speaks of the same: staff read it where they wrote about it. */
const REOPENED_WITHIN_MS = 24 * HOUR_MS;

/**
 * The ticket that a new escalation of this reason goes on with: an open one, else one that was resolved a short time
 * ago. Another number would only be one more to claim.
 */
export function findJoinable(
  conversation: Conversation,
  reason: Reason,
  at: Instant,
): Ticket | undefined {
  const ofReason = conversation.tickets.filter((ticket) => ticket.reason === reason);
  const now = ofReason.map((ticket) => goesOnIn(ticket, conversation));
  return (
    now.find(({ state }) => state !== 'resolved') ??
    ofReason.findLast((ticket) => isResolvedLately(ticket, at))
  );
}

function isResolvedLately({ state, resolvedAt }: Ticket, at: Instant): boolean {
  if (state !== 'resolved' || resolvedAt === undefined) return false;
  return Date.parse(at) - Date.parse(resolvedAt) < REOPENED_WITHIN_MS;
}

/** The conversation with the escalation on its desk: a new ticket, or the joinable one made as urgent as this. */
export function openTicket(
  conversation: Conversation,
  escalation: Escalation,
  { number, at }: { number: TicketNumber; at: Instant },
): { conversation: Conversation; ticket: Ticket } {
  const joined = findJoinable(conversation, escalation.reason, at);
  if (joined) {
    const again = joined.state === 'resolved' ? reopened : raised;
    const ticket = again(joined, escalation, at);
    return { ticket, conversation: withTicket(conversation, ticket) };
  }
  const { topic, ...asked } = escalation;
  const ticket: Ticket = {
    number,
    reason: asked.reason,
    urgency: asked.urgency,
    hold: asked.hold,
    ...(topic && { topic }),
    state: 'new',
    openedAt: at,
    pages: [],
    notes: [],
  };
  return { ticket, conversation: withTickets(conversation, [...conversation.tickets, ticket]) };
}

/** Remembers since when, so that the time to the first person runs from then and not from long ago. */
function raised(joined: Ticket, { urgency, hold }: Escalation, at: Instant): Ticket {
  const ticket = { ...joined, hold: hold || asksForHold(joined) };
  if (moreUrgent(ticket.urgency, urgency) === ticket.urgency) return ticket;
  const urgentSince = { ...(ticket.urgentSince ?? { [ticket.urgency]: ticket.openedAt }) };
  return { ...ticket, urgency, urgentSince: { ...urgentSince, [urgency]: at } };
}

/** As urgent as what is asked now: what was before is resolved. */
function reopened(resolved: Ticket, { urgency, hold }: Escalation, at: Instant): Ticket {
  return { ...inQueueAgain(resolved, at), urgency, hold, urgentSince: { [urgency]: at } };
}

function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return Urgency.options.indexOf(a) <= Urgency.options.indexOf(b) ? a : b;
}
