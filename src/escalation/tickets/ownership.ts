import type { Ownership } from '../../domain/conversation.ts';
import type { BlockId } from '../../domain/reply.ts';
import type { Ticket } from '../../domain/ticket.ts';

/**
 * Who has a conversation, on every channel: `bot` without an open ticket, `waiting` with one that nobody has taken, and
 * `staff` as long as somebody has one. It follows from the tickets alone, so that no order of deeds, crash or second
 * delivery can leave it anywhere else.
 */
export function ownershipOf(tickets: readonly Ticket[]): Ownership {
  const unresolved = tickets.filter(({ state }) => state !== 'resolved');
  const joined = unresolved.flatMap(({ number, assignee: by, claimedAt: since }) =>
    by && since ? [{ number, by, since }] : [],
  );
  const [latest] = joined.sort((a, b) => b.since.localeCompare(a.since) || b.number - a.number);
  if (latest) return { owner: 'staff', by: latest.by, since: latest.since };
  if (unresolved.length === 0) return { owner: 'bot' };
  return { owner: 'waiting', hold: unresolved.some(asksForHold) };
}

/** Of tickets that do not say, those that are not routine ask for it: better silent once too often than once too few. */
export function asksForHold({ hold, urgency }: Ticket): boolean {
  return hold ?? urgency !== 'routine';
}

/** No answers from the bank until staff release it. */
export function isHeld(ownership: Ownership): boolean {
  return ownership.owner === 'waiting' && ownership.hold;
}

/** What the patient is told of a change: that staff have joined, or that they left and what holds from then on. */
export function noticeOf(before: Ownership, after: Ownership): BlockId | undefined {
  if ((before.owner === 'staff') === (after.owner === 'staff')) return undefined;
  switch (after.owner) {
    case 'staff':
      return 'R-STAFF-JOINED';
    case 'bot':
      return 'R-STAFF-LEFT';
    case 'waiting':
      return after.hold ? 'R-STAFF-LEFT-HOLD' : 'R-STAFF-LEFT-OPEN';
  }
}
