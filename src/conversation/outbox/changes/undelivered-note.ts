import type { Conversation } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Ticket } from '../../../domain/ticket.ts';

/** The note is found again by its first words. */
const START = 'Messages that did not reach the patient';

/**
 * Keeps one note up to date that tells staff what the patient has not read: on the ticket they work on, else on the
 * last one. The same object where there is nothing to tell, or no ticket to tell it on.
 */
export function withUndeliveredNote(conversation: Conversation, at: Instant): Conversation {
  const text = textOf(conversation);
  const tickets = conversation.tickets.map((ticket) =>
    withNote(ticket, { conversation, text, at }),
  );
  const isSame = tickets.every((ticket, index) => ticket === conversation.tickets[index]);
  return isSame ? conversation : { ...conversation, tickets };
}

/** `undefined` when all has reached the patient. */
function textOf({ outbox }: Conversation): string | undefined {
  const lost = outbox.flatMap(({ kind, about, dead }) =>
    kind === 'message' && dead ? [`message ${about} (${dead.problem})`] : [],
  );
  if (lost.length === 0) return undefined;
  return `${START}: ${lost.join(', ')}. Reach the patient another way, or press "Try again" at the deliveries.`;
}

type Note = { conversation: Conversation; text: string | undefined; at: Instant };

function withNote(ticket: Ticket, { conversation, text, at }: Note): Ticket {
  const old = ticket.notes.find((note) => note.by === 'bot' && note.text.startsWith(START));
  const isDue = old !== undefined || (text !== undefined && ticket === placeOf(conversation));
  const now = text ?? `${START}: none any more, all were delivered.`;
  if (!isDue || old?.text === now) return ticket;
  const others = ticket.notes.filter((note) => note !== old);
  return { ...ticket, notes: [...others, { at, by: 'bot', text: now }] };
}

function placeOf({ tickets }: Conversation): Ticket | undefined {
  return tickets.findLast(({ state }) => state !== 'resolved') ?? tickets.at(-1);
}
