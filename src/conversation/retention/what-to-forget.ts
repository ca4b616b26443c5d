import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { HOUR_MS } from '../../shared/clock.ts';

/** How long is kept what patients and staff wrote, and the bare record of a ticket; in days. */
export type Keeping = { conversationDays: number; ticketDays: number };

const DAY_MS = 24 * HOUR_MS;

/**
 * What is to become of a conversation: `words` go when nothing was said in it for long, `all` when its tickets are old
 * too. While a ticket is open or something waits to be delivered nothing goes.
 */
export function whatToForget(
  conversation: Conversation,
  { keeping, at }: { keeping: Keeping; at: Instant },
): 'nothing' | 'words' | 'all' {
  const { tickets, outbox, messages } = conversation;
  const isBusy = outbox.length > 0 || tickets.some(({ state }) => state !== 'resolved');
  const before = (days: number) => new Date(Date.parse(at) - days * DAY_MS).toISOString();
  if (isBusy || lastSaid(conversation) > before(keeping.conversationDays)) return 'nothing';
  // Nobody's conversation: what the program keeps for itself, such as which reminders were sent.
  if (tickets.length === 0 && messages.length === 0) return 'nothing';
  const oldest = before(keeping.ticketDays);
  if (tickets.every(({ resolvedAt, openedAt }) => (resolvedAt ?? openedAt) <= oldest)) return 'all';
  return messages.length > 0 ? 'words' : 'nothing';
}

function lastSaid({ messages, createdAt }: Conversation): Instant {
  return messages.at(-1)?.at ?? createdAt;
}

/** The bare record: which tickets there were, when, and who took them. */
export function withoutWords(conversation: Conversation): Conversation {
  const tickets = conversation.tickets.map((ticket) => ({ ...ticket, notes: [] }));
  return { ...conversation, messages: [], turns: [], dialogue: {}, address: {}, tickets };
}
