import type { Ownership } from '../domain/conversation.ts';
import type { Ticket } from '../domain/ticket.ts';

/** Of tickets that do not say, those that are not routine ask for it: better silent once too often than once too few. */
export function asksForHold({ hold, urgency }: Ticket): boolean {
  return hold ?? urgency !== 'routine';
}

/**
 * Who has a conversation that no one on staff is speaking in. The hold follows from the tickets that are unresolved,
 * so that work on one of them cannot end what another one asks for.
 */
export function ownershipWithoutStaff(tickets: readonly Ticket[]): Ownership {
  const unresolved = tickets.filter(({ state }) => state !== 'resolved');
  if (unresolved.length === 0) return { owner: 'bot' };
  return { owner: 'waiting', hold: unresolved.some(asksForHold) };
}

/** No answers from the bank until staff release it. */
export function isHeld(ownership: Ownership): boolean {
  return ownership.owner === 'waiting' && ownership.hold;
}
