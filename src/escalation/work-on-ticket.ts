import type { Conversation } from '../domain/conversation.ts';
import type { Instant, StaffId, TicketNumber } from '../domain/ids.ts';
import type { ClaimOutcome, Ticket } from '../domain/ticket.ts';
import { ownershipWithoutStaff } from './ownership.ts';

type By = { by: StaffId; at: Instant };

/** Of two staff who claim at the same moment exactly one is told `claimed`: the store runs changes one by one. */
export function claimTicket(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: By,
): { outcome: ClaimOutcome; conversation: Conversation } {
  const ticket = conversation.tickets.find((candidate) => candidate.number === number);
  if (!ticket) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (ticket.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  if (ticket.assignee === by) return { outcome: { kind: 'claimed' }, conversation };
  if (ticket.assignee) {
    return { outcome: { kind: 'already_claimed', by: ticket.assignee }, conversation };
  }
  const claimed: Ticket = { ...ticket, state: 'claimed', assignee: by, claimedAt: at };
  return {
    outcome: { kind: 'claimed' },
    conversation: {
      ...withTicket(conversation, claimed),
      ownership: { owner: 'staff', by, since: at },
    },
  };
}

export type ResolveOutcome =
  | { kind: 'resolved'; handedBack: boolean }
  | { kind: 'not_yours' }
  | { kind: 'already_resolved' }
  | { kind: 'no_such_ticket' };

/** Closes a ticket; with the last one the conversation goes back to the bot. Only the assignee resolves a ticket. */
export function resolveTicket(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: By,
): { outcome: ResolveOutcome; conversation: Conversation } {
  const ticket = conversation.tickets.find((candidate) => candidate.number === number);
  if (!ticket) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (ticket.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  if (ticket.assignee !== by) return { outcome: { kind: 'not_yours' }, conversation };
  const resolved = withTicket(conversation, { ...ticket, state: 'resolved', resolvedAt: at });
  const next = withOwnershipOfRest(resolved);
  const handedBack = next.ownership.owner !== 'staff' && conversation.ownership.owner === 'staff';
  return { outcome: { kind: 'resolved', handedBack }, conversation: next };
}

/** Marks the first words of staff to the patient; `undefined` when this person does not have the ticket. */
export function noteResponse(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: By,
): Conversation | undefined {
  const ticket = conversation.tickets.find((candidate) => candidate.number === number);
  if (ticket?.state !== 'claimed' || ticket.assignee !== by) return undefined;
  return withTicket(conversation, { ...ticket, firstResponseAt: ticket.firstResponseAt ?? at });
}

export function addNote(
  conversation: Conversation,
  number: TicketNumber,
  note: Ticket['notes'][number],
): Conversation | undefined {
  const ticket = conversation.tickets.find((candidate) => candidate.number === number);
  return ticket && withTicket(conversation, { ...ticket, notes: [...ticket.notes, note] });
}

function withTicket(conversation: Conversation, ticket: Ticket): Conversation {
  const tickets = conversation.tickets.map((other) =>
    other.number === ticket.number ? ticket : other,
  );
  return { ...conversation, tickets };
}

function withOwnershipOfRest(conversation: Conversation): Conversation {
  const claimed = conversation.tickets.find(({ state }) => state === 'claimed');
  if (claimed?.assignee && claimed.claimedAt) {
    const { assignee: by, claimedAt: since } = claimed;
    return { ...conversation, ownership: { owner: 'staff', by, since } };
  }
  return { ...conversation, ownership: ownershipWithoutStaff(conversation.tickets) };
}
