import { randomBytes } from 'node:crypto';
import { emptyConversation } from '../../../src/domain/conversation.ts';
import { conversationIdOf, TicketNumber } from '../../../src/domain/ids.ts';
import { openTicket } from '../../../src/escalation/tickets/open-ticket.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { openHastyStore } from '../open-hasty-store.ts';

const AT_ONCE = 250;
const WORDS = [
  'how much should I take tonight?',
  'Can I take it more often than they said? It wears off after two days and I cannot work then.',
  '¿puedo tomar más?',
];

/** A data folder's queue gets this many open tickets, each of its own conversation; written without waiting for the disk. */
export async function fillQueue(folder: string, tickets: number): Promise<void> {
  const store = await openHastyStore(folder);
  for (let from = 0; from < tickets; from += AT_ONCE) {
    const some = Math.min(AT_ONCE, tickets - from);
    await Promise.all(Array.from({ length: some }, (_, i) => add(from + i)));
  }
  await store.close();

  async function add(index: number) {
    const id = conversationIdOf(randomBytes(16).toString('hex'));
    const number = TicketNumber.parse(await store.conversations.reserveTicketNumber(id));
    const at = systemClock();
    const text = WORDS[index % WORDS.length] ?? '';
    const message = { at, locale: 'en' as const, parts: [], choices: [], text };
    const empty = emptyConversation({ conversationId: id, channel: 'web' }, at);
    const asked = {
      ...empty,
      messages: [{ ...message, seq: 1, id: 'p_1', from: 'patient' as const }],
    };
    const why = { reason: 'dose', urgency: 'routine', hold: false } as const;
    await store.conversations.update(id, async () => ({
      next: openTicket(asked, why, { number, at }).conversation,
      result: undefined,
    }));
  }
}
