import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, TicketNumber } from '../../domain/ids.ts';
import { requeueLeftBehind } from './queue/requeue-left-behind.ts';
import { inQueueAgain, withTickets } from './with-ticket.ts';

/** A conversation that went back because nobody said anything, and what became of the tickets that staff had. */
export type HandedBack = {
  conversation: Conversation;
  /** Staff wrote last, and nothing came back. */
  resolved: TicketNumber[];
  /** The patient still waits for words: they are in the queue again. */
  requeued: TicketNumber[];
};

/** `undefined` unless staff have the conversation and nothing was said or done in it for this long. */
export function handBackSilent(
  conversation: Conversation,
  { silenceMs, at }: { silenceMs: number; at: Instant },
): HandedBack | undefined {
  if (conversation.ownership.owner !== 'staff') return undefined;
  const nowMs = Date.parse(at);
  if (signsOfLife(conversation).some((sign) => Date.parse(sign) > nowMs - silenceMs)) {
    return undefined;
  }
  const inHand = conversation.tickets.filter(
    ({ state }) => state === 'answered' || state === 'claimed',
  );
  const numbersOf = (wanted: 'answered' | 'claimed') =>
    inHand.filter(({ state }) => state === wanted).map(({ number }) => number);
  const tickets = conversation.tickets.map((ticket) => {
    if (ticket.state === 'claimed') return inQueueAgain(ticket, at);
    if (ticket.state !== 'answered') return ticket;
    return { ...ticket, state: 'resolved' as const, resolvedAt: at };
  });
  return {
    conversation: requeueLeftBehind(conversation, withTickets(conversation, tickets), at),
    resolved: numbersOf('answered'),
    requeued: numbersOf('claimed'),
  };
}

/** What the patient or staff said, noted, took, gave back or closed. The bot's own words are none. */
function signsOfLife({ messages, tickets }: Conversation): Instant[] {
  return [
    ...messages.filter(({ from }) => from !== 'bot').map(({ at }) => at),
    ...tickets.flatMap(({ notes, claimedAt, reopenedAt, resolvedAt }) => [
      ...notes.map(({ at }) => at),
      ...[claimedAt, reopenedAt, resolvedAt].filter((instant) => instant !== undefined),
    ]),
  ];
}
