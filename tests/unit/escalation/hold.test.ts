import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation, Ownership } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import type { Reason } from '../../../src/domain/ticket.ts';
import { openTicket } from '../../../src/escalation/tickets/open-ticket.ts';
import { claimTicket, resolveTicket } from '../../../src/escalation/tickets/work-on-ticket.ts';
import { aConversation, T0 } from '../../support/turn-kit.ts';

const ana = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const ben = StaffId.parse('s_bbbbbbbbbbbbbbbb');
const held: Ownership = { owner: 'waiting', hold: true };
const answering: Ownership = { owner: 'waiting', hold: false };

/** Every reason has the ticket number of its place here; an escalation of the same reason joins it. */
const REASONS = ['human', 'emergency', 'dose', 'self_harm'] as const;
type OneReason = (typeof REASONS)[number];
type Step =
  | { deed: 'open'; reason: OneReason; hold: boolean }
  | { deed: 'claim' | 'resolve'; reason: OneReason; by: StaffId };

const open = (reason: OneReason, hold: boolean): Step => ({ deed: 'open', reason, hold });
const claim = (reason: OneReason, by = ana): Step => ({ deed: 'claim', reason, by });
const resolve = (reason: OneReason, by = ana): Step => ({ deed: 'resolve', reason, by });

/** A resolved reason that is raised again gets a number of its own. */
function numberOf(reason: Reason, { tickets }: Conversation): TicketNumber {
  const unresolved = tickets.find((one) => one.reason === reason && one.state !== 'resolved');
  return unresolved?.number ?? TicketNumber.parse(tickets.length + 1);
}

function run(conversation: Conversation, step: Step): Conversation {
  const number = numberOf(step.reason, conversation);
  if (step.deed === 'open') {
    const { reason, hold } = step;
    const urgency = hold ? 'urgent' : 'routine';
    return openTicket(conversation, { reason, urgency, hold }, { number, at: T0 }).conversation;
  }
  const work = step.deed === 'claim' ? claimTicket : resolveTicket;
  return work(conversation, number, { by: step.by, at: T0 }).conversation;
}

const after = (...steps: Step[]) => steps.reduce(run, aConversation()).ownership;
const both = [open('human', false), open('emergency', true)];

test.each<[string, Step[], Ownership]>([
  ['another one is claimed and resolved', [...both, claim('human'), resolve('human')], held],
  [
    'it was raised while staff spoke of another one',
    [open('human', false), claim('human'), open('emergency', true), resolve('human')],
    held,
  ],
  [
    'a second message joins another one that staff resolve then',
    [...both, open('human', false), claim('human'), resolve('human')],
    held,
  ],
  [
    'an ordinary ticket is opened after another one was resolved',
    [...both, claim('human'), resolve('human'), open('dose', false)],
    held,
  ],
  [
    'its own message was first a routine question',
    [
      open('dose', false),
      open('human', false),
      open('dose', true),
      claim('human'),
      resolve('human'),
    ],
    held,
  ],
  [
    'a milder message joins it',
    [
      open('dose', true),
      open('dose', false),
      open('human', false),
      claim('human'),
      resolve('human'),
    ],
    held,
  ],
  [
    'one danger of two is resolved',
    [open('emergency', true), open('self_harm', true), claim('emergency'), resolve('emergency')],
    held,
  ],
])('the hold of an open ticket of danger stays when %s', (_when, steps, expected) => {
  expect(after(...steps)).toEqual(expected);
});

test.each<[string, Step[], Ownership]>([
  [
    'the last ticket',
    [open('emergency', true), claim('emergency'), resolve('emergency')],
    { owner: 'bot' },
  ],
  ['the only one of danger', [...both, claim('emergency'), resolve('emergency')], answering],
])('the hold ends when staff resolve %s', (_which, steps, expected) => {
  expect(after(...steps)).toEqual(expected);
});

test('a ticket from before holds were kept asks for one unless it is routine', () => {
  const [human, emergency] = both.reduce(run, aConversation()).tickets.map((ticket) => {
    const { hold: _, ...older } = ticket;
    return older;
  });
  if (!human || !emergency) throw new Error('both tickets are open');
  const routine = { ...emergency, urgency: 'routine' as const };
  const left = (other: typeof human) =>
    [claim('human'), resolve('human')].reduce(run, aConversation({ tickets: [human, other] }));
  expect(left(emergency).ownership).toEqual(held);
  expect(left(routine).ownership).toEqual(answering);
});

const reason = fc.constantFrom(...REASONS);
const by = fc.constantFrom(ana, ben);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ deed: fc.constant('open' as const), reason, hold: fc.boolean() }),
  fc.record({ deed: fc.constantFrom('claim' as const, 'resolve' as const), reason, by }),
);

/** What the desk is to know, written down without tickets: each unresolved reason, who has it, whether it holds. */
type Expected = Map<OneReason, { hold: boolean; by: StaffId | undefined }>;

function expectStep(expected: Expected, step: Step): void {
  const one = expected.get(step.reason);
  if (step.deed === 'open') {
    expected.set(step.reason, { hold: step.hold || (one?.hold ?? false), by: one?.by });
  } else if (step.deed === 'claim') {
    if (one && !one.by) one.by = step.by;
  } else if (one?.by === step.by) {
    expected.delete(step.reason);
  }
}

function summary(expected: Expected): string {
  const unresolved = [...expected.values()];
  if (unresolved.some((one) => one.by !== undefined)) return 'staff';
  if (unresolved.some(({ hold }) => hold)) return 'held';
  return unresolved.length > 0 ? 'answering' : 'bot';
}

function told(ownership: Ownership): string {
  if (ownership.owner !== 'waiting') return ownership.owner;
  return ownership.hold ? 'held' : 'answering';
}

test('in whatever order tickets are opened, claimed and resolved, a patient in danger is held until theirs is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const expected: Expected = new Map();
      let conversation = aConversation();
      for (const one of steps) {
        conversation = run(conversation, one);
        expectStep(expected, one);
        expect(told(conversation.ownership)).toBe(summary(expected));
      }
    }),
    { numRuns: 100 },
  );
});
