import { expect, test } from 'vitest';
import type { Conversation, Message } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { handBackSilent } from '../../../src/escalation/tickets/hand-back-silent.ts';
import { withTickets } from '../../../src/escalation/tickets/with-ticket.ts';
import { aConversation, aTicket } from '../../support/turn-kit.ts';

const ana = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const HOUR = 60 * 60_000;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 15, minute)).toISOString();
const claimed = { state: 'claimed', assignee: ana, claimedAt: at(0) } as const;
const answered = { ...claimed, state: 'answered', firstResponseAt: at(0) } as const;

function chat(tickets: Partial<Ticket>[], ...messages: [Message['from'], number][]): Conversation {
  const numbered = tickets.map((ticket, index) =>
    aTicket({ number: TicketNumber.parse(index + 1), openedAt: at(0), ...ticket }),
  );
  const said = messages.map(([from, minute], index): Message => {
    const id = `m${index}`;
    const seq = index + 1;
    return { seq, id, at: at(minute), from, locale: 'en', text: '', parts: [], choices: [] };
  });
  return withTickets(aConversation({ messages: said }), numbered);
}
const after = (minute: number, conversation: Conversation) =>
  handBackSilent(conversation, { silenceMs: HOUR, at: at(minute) });

test('after silence what staff answered is resolved, and what waits for words is in the queue again', () => {
  const before = chat([answered, { ...claimed, urgency: 'urgent', hold: true }]);
  const handed = after(60, before);
  expect(handed).toMatchObject({ resolved: [1], requeued: [2] });
  expect(handed?.conversation.tickets).toMatchObject([
    { state: 'resolved', resolvedAt: at(60), assignee: ana },
    { state: 'new', reopenedAt: at(60) },
  ]);
  expect(handed?.conversation.tickets[1]).not.toHaveProperty('assignee');
  expect(handed?.conversation.ownership).toEqual({ owner: 'waiting', hold: true });
});

test('when all was answered the conversation is the bot’s', () => {
  expect(after(60, chat([answered]))?.conversation.ownership).toEqual({ owner: 'bot' });
});

test.each<[string, Conversation]>([
  ['staff joined', chat([{ ...claimed, claimedAt: at(30) }])],
  ['staff wrote', chat([answered], ['staff', 30])],
  ['the patient wrote', chat([claimed], ['patient', 30])],
  ['a note was made', chat([{ ...claimed, notes: [{ at: at(30), by: ana, text: 'x' }] }])],
  ['another ticket was resolved', chat([claimed, { state: 'resolved', resolvedAt: at(30) }])],
  ['another ticket was given back', chat([claimed, { reopenedAt: at(30) }])],
])('nothing happens while it is less than an hour since %s', (_what, conversation) => {
  expect(after(89, conversation)).toBeUndefined();
  expect(after(90, conversation)).toBeDefined();
});

test('the bot’s own words are no sign of life', () => {
  expect(after(60, chat([claimed], ['bot', 30]))).toBeDefined();
});

test('a conversation that staff do not have is not handed back', () => {
  expect(after(600, chat([{}]))).toBeUndefined();
  expect(after(600, chat([{ ...answered, state: 'resolved', resolvedAt: at(1) }]))).toBeUndefined();
});

test('it is handed back once', () => {
  const handed = after(60, chat([claimed, answered]));
  expect(handed && after(600, handed.conversation)).toBeUndefined();
});

test('a ticket that came while staff were in the chat, and that they saw, waits for others again', () => {
  const emergency = { urgency: 'emergency', openedAt: at(10), hold: true } as const;
  const handed = after(80, chat([answered, emergency], ['staff', 20]));
  expect(handed?.conversation.tickets[1]).toMatchObject({ state: 'new', reopenedAt: at(80) });
});
