import { expect, test } from 'vitest';
import { createStaffActions } from '../../../src/conversation/desk/staff-actions.ts';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { FoundConcern } from '../../../src/domain/concern.ts';
import { conversationIdOf, StaffId } from '../../../src/domain/ids.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import {
  aConcern,
  aConversation,
  aMessage,
  finding,
  T0,
  turnDeps,
} from '../../support/turn-kit.ts';

const ana = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
} as const;
const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const dose = aConcern({ concern: 'dose' });

/** A patient who writes and staff who work, on one store. */
async function aDesk() {
  const now = () => T0;
  const store = await openMemoryStore({ now });
  const deps = turnDeps({
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const id = conversationIdOf('a patient');
  const writes = (text: string, ...found: FoundConcern[]) =>
    store.conversations.update(id, async (current) => {
      const heard = { message: aMessage({ text }), choice: undefined };
      const conversation = current ?? aConversation();
      const taken = await takeTurn(heard, conversation, { ...deps, ...finding(...found) });
      return { next: taken.conversation, result: taken.outcome.turn };
    });
  const staff = createStaffActions({ store, sender: deps.sender, now, posts: false });
  const worksOn = async (reason: string) => {
    const { tickets = [], messages: before = [] } = (await store.conversations.find(id)) ?? {};
    const number = tickets.find((ticket) => ticket.reason === reason)?.number;
    if (number === undefined) throw new Error('there is no such ticket');
    await staff.claim(number, ana);
    await staff.resolve(number, ana);
    const { messages = [] } = (await store.conversations.find(id)) ?? {};
    return messages
      .slice(before.length)
      .map(({ parts }) => parts.flatMap((part) => (part.kind === 'block' ? [part.id] : [])));
  };
  return { writes, worksOn };
}

test('a patient in danger gets no answer from the bot after staff resolved another ticket of theirs', async () => {
  const { writes, worksOn } = await aDesk();
  await writes('my chest hurts', emergency);
  await writes('how much do I take', dose);
  await worksOn('dose');
  expect(await writes('may I drive')).toMatchObject({ answers: [], blocks: ['R-HOLD', 'WARNING'] });
});

test('staff who leave a patient in danger to others do not say that the bot is back', async () => {
  const { writes, worksOn } = await aDesk();
  await writes('my chest hurts', emergency);
  await writes('how much do I take', dose);
  expect(await worksOn('dose')).toEqual([
    ['R-STAFF-JOINED', 'WARNING'],
    ['R-STAFF-LEFT-HOLD', 'WARNING'],
  ]);
  expect(await worksOn('emergency')).toEqual([
    ['R-STAFF-JOINED', 'WARNING'],
    ['R-STAFF-LEFT', 'WARNING'],
  ]);
});
