import { Concern } from '../../domain/concern.ts';
import type { Conversation, Turn } from '../../domain/conversation.ts';
import { goesOnIn } from '../../escalation/tickets/with-ticket.ts';
import { wordCount } from '../decide/word-limit.ts';

const DOSE_FAMILY: readonly Concern[] = ['dose', 'schedule', 'interaction'];

/** Longer messages speak for themselves. */
const MOST_WORDS = 12;

/**
 * Words that go on with a question about an amount, whatever was said between: "ok 3 then", "y si tomo dos?". A word
 * such as "it" would not do, since a patient who waits may ask new questions, and those are answered.
 */
const AMOUNT =
  /(?<![\p{L}\p{N}])(?:\d+|[½¼¾]|one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|whole|both|couple|few|double|twice|once|another|other|more|less|fewer|extra|again|just|only|instead|max|maximum|minimum|enough|skip|uno|una|un|dos|tres|cuatro|cinco|seis|medio|media|mitad|doble|otro|otra|mas|menos|solo|ambos|ambas)(?![\p{L}\p{N}])/iu;

/**
 * Concerns that this message may go on with: those of the turn before, and dose as long as a question about it waits
 * for staff and the message speaks of an amount.
 */
export function concernsBefore(text: string, conversation: Conversation): Concern[] {
  const found = lastTurns(conversation).flatMap(({ concerns }) => concerns);
  const before = found.map(({ concern }) => concern);
  const waits = waitsForDose(conversation) && mayGoOn(text);
  return [...new Set([...before, ...(waits ? [Concern.enum.dose] : [])])];
}

/** The latest message with its edits, and edits of earlier ones since: an edit is not what a patient goes on from. */
function lastTurns({ turns }: Conversation): Turn[] {
  const last = turns.findLastIndex(({ replaces }) => replaces === undefined);
  return last === -1 ? turns : turns.slice(last);
}

/** A question whose ticket was merged waits in the other one. */
function waitsForDose(conversation: Conversation): boolean {
  const open = new Set(
    conversation.tickets
      .filter((ticket) => goesOnIn(ticket, conversation).state !== 'resolved')
      .map(({ number }) => number),
  );
  return conversation.turns.some(
    (turn) =>
      turn.concerns.some(({ concern }) => DOSE_FAMILY.includes(concern)) &&
      turn.tickets.some(({ number }) => open.has(number)),
  );
}

function mayGoOn(text: string): boolean {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return wordCount(text) <= MOST_WORDS && (AMOUNT.test(text) || AMOUNT.test(folded));
}
