import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { mergeTickets } from '../../../src/escalation/tickets/merge-tickets.ts';
import { openTicket } from '../../../src/escalation/tickets/open-ticket.ts';
import { reassignTicket, releaseTicket } from '../../../src/escalation/tickets/pass-on-ticket.ts';
import { withTickets } from '../../../src/escalation/tickets/with-ticket.ts';
import {
  addNote,
  noteResponse,
  resolveTicket,
} from '../../../src/escalation/tickets/work-on-ticket.ts';
import { aConversation, aTicket } from '../../support/turn-kit.ts';

const ana: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const ben: Signature = { id: StaffId.parse('s_bbbbbbbbbbbbbbbb'), firstName: 'Ben', role: 'admin' };
const cleo: Signature = { ...ana, id: StaffId.parse('s_cccccccccccccccc'), firstName: 'Cleo' };
const mia: Signature = {
  id: StaffId.parse('s_mmmmmmmmmmmmmmmm'),
  firstName: 'Mia',
  role: 'moderator',
};
const ONE = TicketNumber.parse(1);
const TWO = TicketNumber.parse(2);
/** The minute of an afternoon. */
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 15, minute)).toISOString();
const withStaff = { state: 'claimed', assignee: ana.id, claimedAt: at(5) } as const;

function tray(...tickets: Partial<Ticket>[]): Conversation {
  return withTickets(
    aConversation(),
    tickets.map((ticket, index) =>
      aTicket({ number: TicketNumber.parse(index + 1), openedAt: at(0), ...ticket }),
    ),
  );
}

describe('a ticket that is given back', () => {
  const told = { notSeenToldAt: at(3), firstResponseAt: at(6) };

  test('is nobody’s, and its clock runs from then', () => {
    const { outcome, conversation } = releaseTicket(tray({ ...withStaff, ...told }), ONE, {
      by: ana.id,
      at: at(20),
    });
    expect(outcome).toEqual({ kind: 'released' });
    expect(conversation.tickets).toEqual([
      aTicket({ number: ONE, state: 'new', openedAt: at(0), reopenedAt: at(20) }),
    ]);
    expect(conversation.ownership).toEqual({ owner: 'waiting', hold: false });
  });

  test('still holds the conversation when it did before', () => {
    const { conversation } = releaseTicket(tray({ ...withStaff, hold: true }), ONE, {
      by: ana.id,
      at: at(20),
    });
    expect(conversation.ownership).toEqual({ owner: 'waiting', hold: true });
  });

  test.each<[string, Partial<Ticket>, Signature, string]>([
    ['by somebody else', withStaff, ben, 'not_yours'],
    ['that nobody has', {}, ana, 'not_yours'],
    ['that is resolved', { ...withStaff, state: 'resolved' }, ana, 'already_resolved'],
  ])('%s stays as it is', (_which, ticket, by, kind) => {
    const before = tray(ticket);
    const { outcome, conversation } = releaseTicket(before, ONE, { by: by.id, at: at(20) });
    expect(outcome).toEqual({ kind });
    expect(conversation).toBe(before);
  });
});

describe('when staff leave the chat', () => {
  const emergency = { reason: 'emergency', urgency: 'emergency', hold: true } as const;
  const wrote = (conversation: Conversation) =>
    noteResponse(withMessage(conversation, at(12)), ONE, { by: ana.id, at: at(12) }) ??
    conversation;

  test('another ticket that they saw and did not take is called about from then on', () => {
    const before = wrote(
      tray(withStaff, { ...emergency, openedAt: at(10), notSeenToldAt: at(11) }),
    );
    const { conversation } = resolveTicket(before, ONE, { by: ana.id, at: at(30) });
    expect(conversation.tickets[1]).toEqual(
      aTicket({ ...emergency, number: TWO, openedAt: at(10), reopenedAt: at(30) }),
    );
  });

  test('a ticket that came after their last word keeps the clock that runs for it', () => {
    const before = wrote(tray(withStaff, { ...emergency, openedAt: at(15) }));
    const { conversation } = releaseTicket(before, ONE, { by: ana.id, at: at(30) });
    expect(conversation.tickets[1]).not.toHaveProperty('reopenedAt');
  });

  test('as long as one of them is still there nothing changes for the others', () => {
    const withBoth = [withStaff, { ...withStaff, assignee: ben.id }, emergency] as const;
    const before = wrote(tray(...withBoth));
    const { conversation } = resolveTicket(before, ONE, { by: ana.id, at: at(30) });
    expect(conversation.tickets[2]).not.toHaveProperty('reopenedAt');
  });
});

describe('a ticket is handed to another person', () => {
  const hand = (ticket: Partial<Ticket>, by: Signature, to: Signature) =>
    reassignTicket(tray(ticket), ONE, { by, to, at: at(20) });

  test('by who has it, and the conversation with it', () => {
    const { outcome, conversation } = hand(withStaff, ana, ben);
    expect(outcome).toEqual({ kind: 'reassigned' });
    expect(conversation.tickets).toMatchObject([{ assignee: ben.id, claimedAt: at(20) }]);
    expect(conversation.ownership).toEqual({ owner: 'staff', by: ben.id, since: at(20) });
  });

  test('by an admin, also when nobody has it yet', () => {
    expect(hand(withStaff, ben, cleo).outcome).toEqual({ kind: 'reassigned' });
    expect(hand({}, ben, ana).conversation.tickets).toMatchObject([
      { state: 'claimed', assignee: ana.id },
    ]);
  });

  test('and stays answered when staff wrote last', () => {
    const { conversation } = hand({ ...withStaff, state: 'answered' }, ana, ben);
    expect(conversation.tickets).toMatchObject([{ state: 'answered', assignee: ben.id }]);
  });

  test.each<[string, Partial<Ticket>, [Signature, Signature], string]>([
    ['who has it may not want to', { ...withStaff, assignee: ben.id }, [ana, ana], 'not_yours'],
    ['a moderator answers no tickets', withStaff, [ana, mia], 'not_at_desk'],
    ['it is resolved', { ...withStaff, state: 'resolved' }, [ana, ben], 'already_resolved'],
  ])('but not where %s', (_why, ticket, [by, to], kind) => {
    const { outcome, conversation } = hand(ticket, by, to);
    expect(outcome).toEqual({ kind });
    expect(conversation.tickets).toEqual(tray(ticket).tickets);
  });
});

describe('tickets that are merged', () => {
  const dose: Partial<Ticket> = {
    ...withStaff,
    reason: 'dose',
    openedAt: at(4),
    notes: [{ at: at(9), by: ana.id, text: 'second' }],
  };
  const emergency: Partial<Ticket> = {
    reason: 'emergency',
    urgency: 'emergency',
    hold: true,
    openedAt: at(2),
    urgentSince: { urgent: at(2), emergency: at(3) },
    notes: [
      { at: at(3), by: 'bot', text: 'first' },
      { at: at(10), by: ben.id, text: 'third' },
    ],
  };
  const merged = (...tickets: Partial<Ticket>[]) =>
    mergeTickets(tray(...tickets), ONE, { by: ana.id, at: at(20) });

  test('go on in one that is as grave, as held and as old as any of them', () => {
    const { outcome, conversation } = merged(dose, emergency);
    expect(outcome).toEqual({ kind: 'merged', numbers: [TWO] });
    const [kept, other] = conversation.tickets;
    expect(kept).toMatchObject({
      number: 1,
      state: 'claimed',
      assignee: ana.id,
      reason: 'emergency',
      urgency: 'emergency',
      hold: true,
      openedAt: at(2),
      urgentSince: { routine: at(4), urgent: at(2), emergency: at(3) },
    });
    expect(kept?.notes.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
    expect(other).toMatchObject({ state: 'resolved', resolvedAt: at(20), mergedInto: 1 });
  });

  test('are answered only where all were', () => {
    const answered: Partial<Ticket> = { ...dose, state: 'answered' };
    expect(merged(answered, emergency).conversation.tickets[0]?.state).toBe('claimed');
    expect(merged(answered, answered).conversation.tickets[0]?.state).toBe('answered');
  });

  test('run from the earliest moment that any of them waits from', () => {
    const again = { ...dose, openedAt: at(1), reopenedAt: at(15) };
    expect(merged(again, emergency).conversation.tickets[0]).toMatchObject({
      openedAt: at(1),
      reopenedAt: at(2),
    });
  });

  test('leave those alone that were resolved before', () => {
    const closed: Partial<Ticket> = { ...emergency, state: 'resolved', resolvedAt: at(6) };
    expect(merged(dose, closed).outcome).toEqual({ kind: 'nothing_to_merge' });
  });

  test.each<[string, Partial<Ticket>[]]>([
    ['somebody else has one of them', [dose, { ...emergency, ...withStaff, assignee: ben.id }]],
    ['somebody else has the one that is kept', [{ ...dose, assignee: ben.id }, emergency]],
    ['nobody has the one that is kept', [emergency, dose]],
  ])('are as they were where %s', (_who, tickets) => {
    const { outcome, conversation } = merged(...tickets);
    expect(outcome).toEqual({ kind: 'not_yours' });
    expect(conversation.tickets).toEqual(tray(...tickets).tickets);
  });

  test('take a new question of any of their reasons in', () => {
    const { conversation } = merged({ ...dose, reason: 'human' }, { ...dose, assignee: ana.id });
    const escalation = { reason: 'dose', urgency: 'urgent', hold: true } as const;
    const { ticket } = openTicket(conversation, escalation, {
      number: TicketNumber.parse(3),
      at: at(30),
    });
    expect(ticket).toMatchObject({ number: 1, urgency: 'urgent', hold: true });
  });
});

describe('a resolved ticket', () => {
  const closed = { ...withStaff, reason: 'dose', state: 'resolved', resolvedAt: at(0) } as const;
  const asked = { reason: 'dose', urgency: 'urgent', hold: true } as const;
  const NEXT_DAY = 24 * 60;
  const ask = (minute: number, ticket: Partial<Ticket> = closed) =>
    openTicket(tray(ticket), asked, { number: TWO, at: at(minute) });

  test('is opened again by the same question within a day, for whoever is there then', () => {
    const { ticket, conversation } = ask(NEXT_DAY - 1, { ...closed, notSeenToldAt: at(-9) });
    expect(ticket).toEqual(
      aTicket({
        number: ONE,
        reason: 'dose',
        urgency: 'urgent',
        hold: true,
        openedAt: at(0),
        reopenedAt: at(NEXT_DAY - 1),
        urgentSince: { urgent: at(NEXT_DAY - 1) },
      }),
    );
    expect(conversation.tickets).toHaveLength(1);
  });

  test('is as urgent as what is asked now', () => {
    const { ticket } = ask(60, { ...closed, urgency: 'emergency' });
    expect(ticket.urgency).toBe('urgent');
  });

  test.each([
    ['a day later', () => ask(NEXT_DAY)],
    ['about something else', () => ask(60, { ...closed, reason: 'human' })],
  ])('stays resolved, and the new question has a number of its own, %s', (_when, run) => {
    expect(run().conversation.tickets).toMatchObject([
      { number: 1, state: 'resolved' },
      { number: 2, state: 'new' },
    ]);
  });
});

test('a note that is sent twice is kept once', () => {
  const note = { by: ana.id, text: 'called back' };
  const noted = addNote(tray({}), ONE, { ...note, at: at(1) }) ?? aConversation();
  expect(addNote(noted, ONE, { ...note, at: at(2) })).toBe(noted);
  expect(addNote(noted, ONE, { ...note, at: at(2), by: ben.id })?.tickets[0]?.notes).toHaveLength(
    2,
  );
});

function withMessage(conversation: Conversation, when: string): Conversation {
  const said = { seq: 1, id: 'm1', at: when, from: 'staff', locale: 'en', text: 'hello' } as const;
  return { ...conversation, messages: [{ ...said, parts: [], choices: [] }] };
}
