import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { goesOnIn } from '../../escalation/tickets/with-ticket.ts';
import { addNote } from '../../escalation/tickets/work-on-ticket.ts';

/**
 * A patient deleted a message. Nothing is taken back: its words, its tickets and what was said stay. Staff find a note
 * on each ticket that the message raised or joined; `undefined` when there is none, or when it was noted before.
 */
export function noteDeletion(
  conversation: Conversation,
  { messageId, at }: { messageId: string; at: Instant },
): Conversation | undefined {
  const wordings = conversation.turns.filter(
    (turn) => turn.messageId === messageId || turn.replaces === messageId,
  );
  const [first] = wordings;
  if (!first) return undefined;
  const raised = new Set(wordings.flatMap(({ tickets }) => tickets).map(({ number }) => number));
  const numbers = new Set(
    conversation.tickets
      .filter(({ number }) => raised.has(number))
      .map((ticket) => goesOnIn(ticket, conversation).number),
  );
  const text = `The patient deleted message ${first.patientSeq} of this conversation. Its text stays here, and nothing was cancelled.`;
  const unnoted = conversation.tickets.filter(
    ({ number, notes }) => numbers.has(number) && !notes.some((note) => note.text === text),
  );
  if (unnoted.length === 0) return undefined;
  return unnoted.reduce<Conversation>(
    (noted, { number }) => addNote(noted, number, { by: 'bot', at, text }) ?? noted,
    conversation,
  );
}
