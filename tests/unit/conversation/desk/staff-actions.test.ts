import { expect, test } from 'vitest';
import { handBackAndTell } from '../../../../src/conversation/desk/hand-back-and-tell.ts';
import { createStaffActions } from '../../../../src/conversation/desk/staff-actions.ts';
import { takeTurn } from '../../../../src/conversation/take-turn.ts';
import type { TurnDeps } from '../../../../src/conversation/turn-deps.ts';
import type { FoundConcern } from '../../../../src/domain/concern.ts';
import { conversationIdOf, StaffId, TicketNumber } from '../../../../src/domain/ids.ts';
import type { Signature } from '../../../../src/domain/staff.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { aClock } from '../../../support/test-app.ts';
import { aConcern, aConversation, aMessage, finding, turnDeps } from '../../../support/turn-kit.ts';

const ana: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const ben: Signature = { ...ana, id: StaffId.parse('s_bbbbbbbbbbbbbbbb'), firstName: 'Ben' };
const ONE = TicketNumber.parse(1);
const TWO = TicketNumber.parse(2);
const PATIENT = conversationIdOf('a patient');
const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const dose = aConcern({ concern: 'dose' });
const MINUTE = 60_000;

/** A patient who writes and staff who work, on one store; Slack is connected. */
async function aDesk() {
  const { now, wait } = aClock();
  const store = await openMemoryStore({ now });
  const deps: TurnDeps = turnDeps({
    now,
    posts: true,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const { sender } = deps;
  const writes = (text: string, ...found: FoundConcern[]) =>
    store.conversations.update(PATIENT, async (current) => {
      const heard = { message: aMessage({ text }), choice: undefined };
      const before = current ?? aConversation();
      const taken = await takeTurn(heard, before, { ...deps, ...finding(...found) });
      return { next: taken.conversation, result: taken.outcome.turn };
    });
  const look = () =>
    store.conversations.update(PATIENT, async (current) => {
      const how = { silenceMs: 60 * MINUTE, at: now(), sender, posts: true };
      return { next: current && handBackAndTell(current, how), result: undefined };
    });
  const found = async () => {
    const conversation = await store.conversations.find(PATIENT);
    if (!conversation) throw new Error('the patient has written nothing');
    return conversation;
  };
  const tickets = async () => (await found()).tickets;
  /** First block of what the bot said since the last time this was asked. */
  let read = 0;
  const told = async () => {
    const { messages } = await found();
    const fresh = messages.slice(read).filter(({ from }) => from === 'bot');
    read = messages.length;
    return fresh.flatMap(({ parts: [part] }) => (part?.kind === 'block' ? [part.id] : []));
  };
  /** Cards that Slack is to bring up to date, as if those before were delivered. */
  const cards = async () =>
    store.conversations.update(PATIENT, async (current = aConversation()) => ({
      next: { ...current, outbox: [] },
      result: current.outbox.filter(({ kind }) => kind === 'ticket_update').map((x) => x.about),
    }));
  const trail = async () => {
    const entries = (await store.audit.latest(100)).reverse();
    return entries.map(({ by, action, subject }) => `${by} ${action} (${subject})`);
  };
  const staff = createStaffActions({ store, sender, now, posts: true });
  return { writes, look, tickets, told, cards, trail, staff, wait, store };
}

test('each deed is in the audit trail once, with who did it', async () => {
  const { writes, staff, trail, store } = await aDesk();
  await writes('how much', dose);
  await writes('my chest', emergency);
  await staff.claim(ONE, ana);
  await staff.claim(ONE, ana);
  await staff.note(ONE, ana, 'called back');
  await staff.merge(ONE, ana);
  await staff.reply(ONE, ana, { text: 'Hello.', actionId: 'r1' });
  await staff.reply(ONE, ana, { text: 'Hello.', actionId: 'r1' });
  await staff.reassign(ONE, ana, ben);
  await staff.release(ONE, ben);
  await staff.claim(ONE, ana);
  await staff.resolve(ONE, ana);
  expect((await trail()).slice(2)).toEqual([
    `${ana.id} ticket claimed (ticket 1)`,
    `${ana.id} note written (ticket 1)`,
    `${ana.id} ticket merged (ticket 2)`,
    `${ana.id} message sent to patient (ticket 1)`,
    `${ana.id} ticket reassigned (ticket 1)`,
    `${ben.id} ticket released (ticket 1)`,
    `${ana.id} ticket claimed (ticket 1)`,
    `${ana.id} ticket resolved (ticket 1)`,
  ]);
  const entries = await store.audit.latest(100);
  const details = (action: string) => entries.find((entry) => entry.action === action)?.details;
  expect(details('ticket merged')).toEqual({ into: 1 });
  expect(details('ticket reassigned')).toEqual({ to: ben.id });
});

test('every change that staff should see brings the card up to date', async () => {
  const { writes, staff, cards, look, wait } = await aDesk();
  await writes('how much', dose);
  await writes('my chest', emergency);
  await cards();
  await staff.claim(ONE, ana);
  expect(await cards()).toEqual([1]);
  await staff.reply(ONE, ana, { text: 'Hello.', actionId: 'r1' });
  expect(await cards()).toEqual([1]);
  await staff.reply(ONE, ana, { text: 'And more.', actionId: 'r2' });
  expect(await cards()).toEqual([]);
  await writes('thank you');
  expect(await cards()).toEqual([1]);
  await staff.merge(ONE, ana);
  expect(await cards()).toEqual([1, 2]);
  await staff.reassign(ONE, ana, ben);
  expect(await cards()).toEqual([1]);
  wait(60 * MINUTE);
  await look();
  expect(await cards()).toEqual([1]);
});

test('a card that Slack refused for good does not keep the next change from Slack', async () => {
  const { writes, staff, cards, store } = await aDesk();
  await writes('how much', dose);
  await staff.claim(ONE, ana);
  await store.conversations.update(PATIENT, async (current = aConversation()) => {
    const dead = { at: current.updatedAt, problem: 'is_archived' };
    const outbox = current.outbox.map((item) => ({ ...item, dead }));
    return { next: { ...current, outbox }, result: undefined };
  });
  await staff.release(ONE, ana);
  expect(await cards()).toEqual([1, 1]);
});

test('a patient who writes again waits for words again, whatever the message is about', async () => {
  const { writes, staff, tickets } = await aDesk();
  await writes('how much', dose);
  await staff.claim(ONE, ana);
  await staff.reply(ONE, ana, { text: 'Please call us.', actionId: 'r1' });
  expect(await tickets()).toMatchObject([{ state: 'answered' }]);
  await writes('ok');
  expect(await tickets()).toMatchObject([{ state: 'claimed', assignee: ana.id }]);
  const { kind } = await staff.reply(ONE, ana, { text: 'All good?', actionId: 'r2' });
  expect(kind).toBe('sent');
  expect(await tickets()).toMatchObject([{ state: 'answered' }]);
});

test('staff who are in the chat already are not announced again', async () => {
  const { writes, staff, told } = await aDesk();
  await writes('how much', dose);
  await writes('my chest', emergency);
  await told();
  await staff.claim(ONE, ana);
  expect(await told()).toEqual(['R-STAFF-JOINED']);
  await staff.claim(TWO, ben);
  await staff.reassign(ONE, ana, ben);
  await staff.release(ONE, ben);
  expect(await told()).toEqual([]);
  await staff.release(TWO, ben);
  expect(await told()).toEqual(['R-STAFF-LEFT-HOLD']);
});

test.each<[string, FoundConcern[], 'release' | 'resolve', string]>([
  ['nothing is open', [dose], 'resolve', 'R-STAFF-LEFT'],
  ['the question is still open', [dose], 'release', 'R-STAFF-LEFT-OPEN'],
  ['someone in danger still waits', [emergency], 'release', 'R-STAFF-LEFT-HOLD'],
])(
  'when staff leave and %s the patient reads what holds now',
  async (_what, found, deed, notice) => {
    const { writes, staff, told } = await aDesk();
    await writes('hello', ...found);
    await staff.claim(ONE, ana);
    await told();
    await staff[deed](ONE, ana);
    await staff[deed](ONE, ana);
    expect(await told()).toEqual([notice]);
  },
);

test('after an hour of silence the patient is told once, and the trail says that nobody did it', async () => {
  const { writes, staff, told, look, wait, trail } = await aDesk();
  await writes('how much', dose);
  await staff.claim(ONE, ana);
  await staff.reply(ONE, ana, { text: 'Please call us.', actionId: 'r1' });
  await told();
  wait(60 * MINUTE - 1);
  await look();
  expect(await told()).toEqual([]);
  wait(1);
  await look();
  await look();
  expect(await told()).toEqual(['R-STAFF-LEFT']);
  expect((await trail()).at(-1)).toBe('bot ticket resolved by silence (ticket 1)');
});

test('of all who claim at the same moment one has the ticket, and the patient reads so once', async () => {
  const { writes, staff, told } = await aDesk();
  await writes('how much', dose);
  await told();
  const outcomes = await Promise.all([ana, ben, ana, ben].map((by) => staff.claim(ONE, by)));
  expect(outcomes.filter(({ kind }) => kind === 'already_claimed')).toHaveLength(2);
  expect(await told()).toEqual(['R-STAFF-JOINED']);
});

test('a patient’s message id never passes for a message of staff', async () => {
  const { staff, store } = await aDesk();
  await store.conversations.update(PATIENT, async () => {
    const heard = { message: aMessage({ messageId: 'r1', text: 'x' }), choice: undefined };
    const deps = turnDeps({
      ...finding(dose),
      reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
    });
    const { conversation } = await takeTurn(heard, aConversation(), deps);
    return { next: conversation, result: undefined };
  });
  await staff.claim(ONE, ana);
  const outcome = await staff.reply(ONE, ana, { text: 'Hello.', actionId: 'r1' });
  expect(outcome).toMatchObject({ kind: 'sent', message: { from: 'staff' } });
});

test.each(['claim', 'release', 'merge', 'resolve'] as const)(
  'a ticket that is not there cannot be worked on: %s',
  async (deed) => {
    const { staff } = await aDesk();
    expect(await staff[deed](ONE, ana)).toEqual({ kind: 'no_such_ticket' });
  },
);
