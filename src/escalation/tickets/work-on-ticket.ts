import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, StaffId, TicketNumber } from '../../domain/ids.ts';
import type { ClaimOutcome, Ticket } from '../../domain/ticket.ts';
import { requeueLeftBehind } from './queue/requeue-left-behind.ts';
import { findIn, withTicket } from './with-ticket.ts';

type By = { by: StaffId; at: Instant };

/** What came of a deed, and the conversation after it: the same object when nothing has changed. */
export type Worked<Outcome> = { outcome: Outcome; conversation: Conversation };

/** Of two staff who claim at the same moment exactly one is told `claimed`: the store runs changes one by one. */
export function claimTicket(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: By,
): Worked<ClaimOutcome> {
  const ticket = findIn(conversation, number);
  if (!ticket) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (ticket.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  if (ticket.assignee === by) return { outcome: { kind: 'claimed' }, conversation };
  if (ticket.assignee) {
    return { outcome: { kind: 'already_claimed', by: ticket.assignee }, conversation };
  }
  const claimed: Ticket = { ...ticket, state: 'claimed', assignee: by, claimedAt: at };
  return { outcome: { kind: 'claimed' }, conversation: withTicket(conversation, claimed) };
}

export type ResolveOutcome =
  | { kind: 'resolved' }
  | { kind: 'not_yours' }
  | { kind: 'already_resolved' }
  | { kind: 'no_such_ticket' };

/** Closes a ticket; with the last one the conversation goes back to the bot. Only the assignee resolves a ticket. */
export function resolveTicket(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: By,
): Worked<ResolveOutcome> {
  const ticket = findIn(conversation, number);
  if (!ticket) return { outcome: { kind: 'no_such_ticket' }, conversation };
  if (ticket.state === 'resolved') return { outcome: { kind: 'already_resolved' }, conversation };
  if (ticket.assignee !== by) return { outcome: { kind: 'not_yours' }, conversation };
  const resolved = withTicket(conversation, { ...ticket, state: 'resolved', resolvedAt: at });
  return {
    outcome: { kind: 'resolved' },
    conversation: requeueLeftBehind(conversation, resolved, at),
  };
}

/** Marks that staff wrote to the patient last; `undefined` when this person does not have the ticket. */
export function noteResponse(
  conversation: Conversation,
  number: TicketNumber,
  { by, at }: By,
): Conversation | undefined {
  const ticket = findIn(conversation, number);
  if (!ticket || ticket.state === 'resolved' || ticket.assignee !== by) return undefined;
  const { firstResponseAt = at } = ticket;
  return withTicket(conversation, { ...ticket, state: 'answered', firstResponseAt });
}

/** The patient wrote, so that what staff have answered waits for their words again. */
export function notePatientWrote(conversation: Conversation): Conversation {
  return conversation.tickets
    .filter(({ state }) => state === 'answered')
    .reduce((next, ticket) => withTicket(next, { ...ticket, state: 'claimed' }), conversation);
}

/** `undefined` when there is no such ticket. The same words by the same person right after are a second press. */
export function addNote(
  conversation: Conversation,
  number: TicketNumber,
  note: Ticket['notes'][number],
): Conversation | undefined {
  const ticket = findIn(conversation, number);
  if (!ticket) return undefined;
  const last = ticket.notes.at(-1);
  if (last?.by === note.by && last.text === note.text) return conversation;
  return withTicket(conversation, { ...ticket, notes: [...ticket.notes, note] });
}
