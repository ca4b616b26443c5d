import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import { openTicket } from '../../../src/escalation/tickets/open-ticket.ts';
import {
  claimTicket,
  noteResponse,
  resolveTicket,
} from '../../../src/escalation/tickets/work-on-ticket.ts';
import { aConversation, T0 } from '../../support/turn-kit.ts';

const ana = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const ben = StaffId.parse('s_bbbbbbbbbbbbbbbb');
const number = (n: number) => TicketNumber.parse(n);
const withTicket = (n = 1, conversation = aConversation()) =>
  openTicket(
    conversation,
    { reason: n === 1 ? 'dose' : 'human', urgency: 'routine', hold: false },
    { number: number(n), at: T0 },
  ).conversation;

test('of two staff who claim a ticket the second is told who has it', () => {
  const first = claimTicket(withTicket(), number(1), { by: ana, at: T0 });
  const second = claimTicket(first.conversation, number(1), { by: ben, at: T0 });
  expect(first.outcome).toEqual({ kind: 'claimed' });
  expect(second.outcome).toEqual({ kind: 'already_claimed', by: ana });
});

test('only the person who has a ticket writes on it and resolves it', () => {
  const { conversation } = claimTicket(withTicket(), number(1), { by: ana, at: T0 });
  expect(noteResponse(conversation, number(1), { by: ben, at: T0 })).toBeUndefined();
  expect(resolveTicket(conversation, number(1), { by: ben, at: T0 }).outcome).toEqual({
    kind: 'not_yours',
  });
});

test('the conversation goes back to the bot with the last ticket, not before', () => {
  let conversation = withTicket(2, withTicket(1));
  for (const n of [1, 2])
    conversation = claimTicket(conversation, number(n), { by: ana, at: T0 }).conversation;
  const one = resolveTicket(conversation, number(1), { by: ana, at: T0 });
  const both = resolveTicket(one.conversation, number(2), { by: ana, at: T0 });
  expect(one.outcome).toEqual({ kind: 'resolved' });
  expect(one.conversation.ownership.owner).toBe('staff');
  expect(both.outcome).toEqual({ kind: 'resolved' });
  expect(both.conversation.ownership).toEqual({ owner: 'bot' });
});

test('a new escalation takes no conversation away from the person who has it', () => {
  const { conversation } = claimTicket(withTicket(), number(1), { by: ana, at: T0 });
  expect(withTicket(2, conversation).ownership).toMatchObject({ owner: 'staff', by: ana });
});

type Step = { deed: 'open' | 'claim' | 'resolve'; n: 1 | 2; by: StaffId };
const step: fc.Arbitrary<Step> = fc.record({
  deed: fc.constantFrom('open', 'claim', 'resolve'),
  n: fc.constantFrom(1, 2),
  by: fc.constantFrom(ana, ben),
});

function run(conversation: Conversation, { deed, n, by }: Step): Conversation {
  if (deed === 'open') return withTicket(n, conversation);
  const work = deed === 'claim' ? claimTicket : resolveTicket;
  return work(conversation, number(n), { by, at: T0 }).conversation;
}

test('whatever staff and patient do, who has the conversation follows from its open tickets', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { tickets, ownership } = steps.reduce(run, aConversation());
      const open = tickets.filter(({ state }) => state !== 'resolved');
      const claimed = open.some(({ assignee }) => assignee !== undefined);
      expect(ownership.owner).toBe(claimed ? 'staff' : open.length > 0 ? 'waiting' : 'bot');
      expect(new Set(tickets.map((ticket) => ticket.number)).size).toBe(tickets.length);
    }),
  );
});
