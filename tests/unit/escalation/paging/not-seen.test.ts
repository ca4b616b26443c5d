import { expect, test } from 'vitest';
import type { Conversation } from '../../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../../src/domain/ids.ts';
import { findNotSeen, markNotSeenTold } from '../../../../src/escalation/paging/not-seen.ts';
import { type Escalation, openTicket } from '../../../../src/escalation/tickets/open-ticket.ts';
import { addNote, claimTicket } from '../../../../src/escalation/tickets/work-on-ticket.ts';
import { MINUTE_MS } from '../../../../src/shared/clock.ts';
import { CLOCKS } from '../../../support/desk-kit.ts';
import { aConversation, T0 } from '../../../support/turn-kit.ts';

const ana = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const after = (minutes: number) => new Date(Date.parse(T0) + minutes * MINUTE_MS).toISOString();
const raise = (
  escalation: Pick<Escalation, 'reason' | 'urgency'>,
  {
    minute = 0,
    n = 1,
    to = aConversation(),
  }: { minute?: number; n?: number; to?: Conversation } = {},
) =>
  openTicket(
    to,
    { hold: false, ...escalation },
    { number: TicketNumber.parse(n), at: after(minute) },
  ).conversation;
const unseen = (conversation: Conversation, minute: number) =>
  findNotSeen(conversation, { clocks: CLOCKS, at: after(minute) }).map(({ number }) => number);

test.each([
  ['an emergency', 'emergency', 'emergency', 5],
  ['self-harm with a plan', 'self_harm', 'emergency', 5],
  ['self-harm without a plan', 'self_harm', 'urgent', 15],
  ['abuse', 'abuse_disclosed', 'urgent', 15],
  ['a bad effect now', 'side_effect_now', 'urgent', 15],
  ['a dose question in opening hours', 'dose', 'routine', 60],
  ['a question about a schedule in opening hours', 'schedule', 'routine', 240],
] as const)(
  'the patient of %s is due after the policy’s minutes',
  (_name, reason, urgency, due) => {
    const conversation = raise({ reason, urgency });
    expect(unseen(conversation, due - 0.01)).toEqual([]);
    expect(unseen(conversation, due)).toEqual([1]);
  },
);

test('a routine ticket from after hours is due an hour after the clinic opens, not before', () => {
  const untilNextMorning = (7 + 16) * 60; // from 10 in the morning to 9 on the next
  const evening = raise({ reason: 'dose', urgency: 'routine' }, { minute: 12 * 60 });
  expect(unseen(evening, untilNextMorning + 59)).toEqual([]);
  expect(unseen(evening, untilNextMorning + 60)).toEqual([1]);
});

test('a claimed ticket, and one whose patient was told, is not due', () => {
  const open = raise({ reason: 'emergency', urgency: 'emergency' });
  const claim = { by: ana, at: after(1) };
  const { conversation: claimed } = claimTicket(open, TicketNumber.parse(1), claim);
  expect(unseen(claimed, 60)).toEqual([]);
  expect(unseen(markNotSeenTold(open, open.tickets, after(5)), 60)).toEqual([]);
});

test('a routine ticket that turns urgent is due from then on, or as it was when that is sooner', () => {
  const turning = (minute: number) =>
    raise(
      { reason: 'dose', urgency: 'urgent' },
      { minute, to: raise({ reason: 'dose', urgency: 'routine' }) },
    );
  expect(unseen(turning(20), 34)).toEqual([]);
  expect(unseen(turning(20), 35)).toEqual([1]);
  expect(unseen(turning(50), 59)).toEqual([]);
  expect(unseen(turning(50), 60)).toEqual([1]);
});

test('an urgent ticket that turns into an emergency is due no later than it was', () => {
  const urgent = raise({ reason: 'side_effect_now', urgency: 'urgent' });
  const worse = raise(
    { reason: 'side_effect_now', urgency: 'emergency' },
    { minute: 14, to: urgent },
  );
  expect(unseen(worse, 15)).toEqual([1]);
});

test('a ticket that staff made a note on was seen', () => {
  const open = raise({ reason: 'emergency', urgency: 'emergency' });
  const noted = addNote(open, TicketNumber.parse(1), { by: ana, at: after(1), text: 'calling' });
  expect(unseen(noted ?? open, 60)).toEqual([]);
});

test('a note of the program is no one who has seen it', () => {
  const open = raise({ reason: 'emergency', urgency: 'emergency' });
  const noted = addNote(open, TicketNumber.parse(1), { by: 'bot', at: after(1), text: 'deleted' });
  expect(unseen(noted ?? open, 60)).toEqual([1]);
});

test('staff who join the chat after a ticket was opened have seen it; who joined before have not', () => {
  const first = raise({ reason: 'dose', urgency: 'urgent' });
  const claimAt = (minute: number, conversation: Conversation) =>
    claimTicket(conversation, TicketNumber.parse(1), { by: ana, at: after(minute) }).conversation;
  const emergency = { reason: 'emergency', urgency: 'emergency' } as const;
  const joinedAfter = claimAt(2, raise(emergency, { minute: 1, n: 2, to: first }));
  const joinedBefore = raise(emergency, { minute: 3, n: 2, to: claimAt(2, first) });
  expect(unseen(joinedAfter, 60)).toEqual([]);
  expect(unseen(joinedBefore, 60)).toEqual([2]);
});
