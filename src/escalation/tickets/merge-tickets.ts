import { Urgency } from '../../domain/concern.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, StaffId, TicketNumber } from '../../domain/ids.ts';
import { Reason, type Ticket } from '../../domain/ticket.ts';
import { asksForHold } from './ownership.ts';
import { findIn, withTickets } from './with-ticket.ts';
import type { Worked } from './work-on-ticket.ts';

/** `numbers`: those that go on in the kept one. */
export type MergeOutcome =
  | { kind: 'merged'; numbers: TicketNumber[] }
  | { kind: 'nothing_to_merge' }
  | { kind: 'not_yours' }
  | { kind: 'already_resolved' }
  | { kind: 'no_such_ticket' };

/**
 * All other unresolved tickets of the conversation go on in this one. Only its assignee does this, and takes nothing
 * out of another person's hands with it.
 */
export function mergeTickets(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: { by: StaffId; at: Instant },
): Worked<MergeOutcome> {
  const kept = findIn(conversation, number);
  if (!kept) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (kept.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  const others = conversation.tickets.filter(
    (ticket) => ticket.state !== 'resolved' && ticket !== kept,
  );
  if (kept.assignee !== by || others.some(({ assignee = by }) => assignee !== by)) {
    return { outcome: { kind: 'not_yours' }, conversation };
  }
  if (others.length === 0) return { outcome: { kind: 'nothing_to_merge' }, conversation };
  const tickets = conversation.tickets.map((ticket): Ticket => {
    if (ticket === kept) return mergedWith(kept, others);
    if (!others.includes(ticket)) return ticket;
    return { ...ticket, state: 'resolved', resolvedAt: at, mergedInto: number };
  });
  return {
    outcome: { kind: 'merged', numbers: others.map((ticket) => ticket.number) },
    conversation: withTickets(conversation, tickets),
  };
}

/** As grave, as held and as old as the gravest, the held and the oldest of them; answered where all were. */
function mergedWith(kept: Ticket, others: Ticket[]): Ticket {
  const { reopenedAt: _, ...rest } = kept;
  const all = [kept, ...others];
  const gravest = [...all].sort(byGravity)[0] ?? kept;
  const openedAt = earliest(all.map((ticket) => ticket.openedAt));
  const queuedAt = earliest(all.map((ticket) => ticket.reopenedAt ?? ticket.openedAt));
  const topic = gravest.topic ?? kept.topic;
  return {
    ...rest,
    state: all.every(({ state }) => state === 'answered') ? 'answered' : 'claimed',
    // What it is about goes with the urgency: whom a page calls follows from both.
    reason: gravest.reason,
    urgency: gravest.urgency,
    ...(topic && { topic }),
    hold: all.some(asksForHold),
    openedAt,
    ...(queuedAt > openedAt && { reopenedAt: queuedAt }),
    urgentSince: urgentSinceOf(all),
    notes: all.flatMap(({ notes }) => notes).sort((a, b) => a.at.localeCompare(b.at)),
  };
}

/** Reasons stand in the policy's order of priority. */
function byGravity(a: Ticket, b: Ticket): number {
  return (
    Urgency.options.indexOf(a.urgency) - Urgency.options.indexOf(b.urgency) ||
    Reason.options.indexOf(a.reason) - Reason.options.indexOf(b.reason)
  );
}

function urgentSinceOf(tickets: Ticket[]): NonNullable<Ticket['urgentSince']> {
  const each = tickets.map(
    ({ urgentSince, urgency, openedAt }): NonNullable<Ticket['urgentSince']> =>
      urgentSince ?? { [urgency]: openedAt },
  );
  const since = Urgency.options.flatMap((urgency) => {
    const instants = each.flatMap((one) => one[urgency] ?? []);
    return instants.length > 0 ? [[urgency, earliest(instants)] as const] : [];
  });
  return Object.fromEntries(since);
}

function earliest(instants: Instant[]): Instant {
  return instants.reduce((first, next) => (next < first ? next : first));
}
