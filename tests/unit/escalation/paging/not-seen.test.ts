import { expect, test } from 'vitest';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import { findNotSeen, markNotSeenTold } from '../../../src/escalation/not-seen.ts';
import { type Escalation, openTicket } from '../../../src/escalation/open-ticket.ts';
import { addNote, claimTicket } from '../../../src/escalation/work-on-ticket.ts';
import { MINUTE_MS } from '../../../src/shared/clock.ts';
import { aConversation, T0 } from '../../support/turn-kit.ts';

const ana = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const targets = {
  emergencyMs: 5 * MINUTE_MS,
  crisisMs: 15 * MINUTE_MS,
  urgentMs: 15 * MINUTE_MS,
};
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
  findNotSeen(conversation, { targets, at: after(minute) }).map(({ number }) => number);

test.each([
  ['an emergency', 'emergency', 'emergency', 5],
  ['self-harm with a plan', 'self_harm', 'emergency', 5],
  ['self-harm without a plan', 'self_harm', 'urgent', 15],
  ['abuse', 'abuse_disclosed', 'urgent', 15],
  ['a bad effect now', 'side_effect_now', 'urgent', 15],
] as const)(
  'the patient of %s is due after the policy’s minutes',
  (_name, reason, urgency, due) => {
    const conversation = raise({ reason, urgency });
    expect(unseen(conversation, due - 0.01)).toEqual([]);
    expect(unseen(conversation, due)).toEqual([1]);
  },
);

test('a routine ticket is never due by the clock alone', () => {
  expect(unseen(raise({ reason: 'dose', urgency: 'routine' }), 60 * 24 * 7)).toEqual([]);
});

test('a claimed ticket, and one whose patient was told, is not due', () => {
  const open = raise({ reason: 'emergency', urgency: 'emergency' });
  const claim = { by: ana, at: after(1) };
  const { conversation: claimed } = claimTicket(open, TicketNumber.parse(1), claim);
  expect(unseen(claimed, 60)).toEqual([]);
  expect(unseen(markNotSeenTold(open, open.tickets, after(5)), 60)).toEqual([]);
});

test('a routine ticket that turns urgent is due from then on', () => {
  const routine = raise({ reason: 'dose', urgency: 'routine' });
  const urgent = raise({ reason: 'dose', urgency: 'urgent' }, { minute: 60, to: routine });
  expect(unseen(urgent, 74)).toEqual([]);
  expect(unseen(urgent, 75)).toEqual([1]);
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
