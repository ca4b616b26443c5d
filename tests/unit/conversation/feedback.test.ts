import { expect, test } from 'vitest';
import { createBot } from '../../../src/bot/create-bot.ts';
import { createStaffActions } from '../../../src/conversation/desk/staff-actions.ts';
import { createFeedback } from '../../../src/conversation/feedback/create-feedback.ts';
import { isAsked, offersPerson } from '../../../src/conversation/feedback/is-asked.ts';
import type { Message } from '../../../src/domain/conversation.ts';
import { conversationIdOf, StaffId, TicketNumber } from '../../../src/domain/ids.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { aMessage, T0, turnDeps } from '../../support/turn-kit.ts';

const PATIENT = conversationIdOf('a patient');
const ana = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
} as const;

/** A patient who asks and presses buttons; `broken` makes the next change of the conversation fail. */
async function aChat() {
  const now = () => T0;
  const whole = await openMemoryStore({ now });
  const disk = { broken: false };
  const store: Store = {
    ...whole,
    conversations: {
      ...whole.conversations,
      update: (id, change) =>
        disk.broken
          ? Promise.reject(new Error('disk full'))
          : whole.conversations.update(id, change),
    },
  };
  const deps = turnDeps({
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const { sender, blocks: words } = deps;
  const receive = createBot({ store, turn: deps });
  const feedback = createFeedback({ store, sender, words, now, receive });
  const press = (seq: number, pressed: 'yes' | 'no' | 'person') =>
    feedback.press({ conversationId: PATIENT, seq, pressed });
  const found = async () => {
    const conversation = await store.conversations.find(PATIENT);
    if (!conversation) throw new Error('the patient has written nothing');
    return conversation;
  };
  /** Seq of the answer. */
  const asks = async (text: string) => (await receive(aMessage({ text }))).reply?.seq ?? Number.NaN;
  const staff = createStaffActions({ store, sender, now, posts: false });
  return { asks, press, found, staff, disk };
}

const blocksOf = (message: Message) =>
  message.parts.flatMap((part) => (part.kind === 'block' ? [part.id] : []));
const said = (...blocks: string[]) => ({
  kind: 'said',
  message: { parts: [...blocks, 'WARNING'].map((id) => ({ kind: 'block', id })) },
});

test('under an answer it is asked whether it helped, and nowhere in the answer’s own words', async () => {
  const { asks, found } = await aChat();
  const answer = await asks('may I drive');
  await asks('hmm');
  const { messages } = await found();
  expect(messages.filter(isAsked).map(({ seq }) => seq)).toEqual([answer]);
  expect(messages.find(isAsked)?.text).not.toContain('Did this help?');
});

test('a yes is kept with the answer, and thanked for under the warning', async () => {
  const { asks, press, found } = await aChat();
  const answer = await asks('may I drive');
  expect(await press(answer, 'yes')).toMatchObject(said('R-FEEDBACK-THANKS'));
  const kept = (await found()).messages.find(({ seq }) => seq === answer);
  expect(kept?.feedback).toEqual({ helped: true, at: T0 });
});

test('the same press again says nothing twice, and another one changes it', async () => {
  const { asks, press, found } = await aChat();
  const answer = await asks('may I drive');
  const first = await press(answer, 'yes');
  expect(await press(answer, 'yes')).toEqual(first);
  expect((await found()).messages).toHaveLength(4);
  await press(answer, 'no');
  const kept = (await found()).messages.find(({ seq }) => seq === answer);
  expect(kept?.feedback?.helped).toBe(false);
});

test('a second answer that did not help offers a person, and opens no ticket', async () => {
  const { asks, press, found } = await aChat();
  const driving = await asks('may I drive');
  expect(await press(driving, 'no')).toMatchObject(said('R-FEEDBACK-THANKS'));
  const food = await asks('may I eat');
  const outcome = await press(food, 'no');
  expect(outcome).toMatchObject(said('R-NOT-HELPED'));
  expect(outcome.kind === 'said' && offersPerson(outcome.message)).toBe(true);
  expect((await found()).tickets).toEqual([]);
});

test('two presses under one answer are one answer that did not help', async () => {
  const { asks, press } = await aChat();
  const answer = await asks('may I drive');
  await press(answer, 'no');
  await press(answer, 'yes');
  expect(await press(answer, 'no')).toMatchObject(said('R-FEEDBACK-THANKS'));
});

test('who presses for a person has a ticket before they read so, and one however often they press', async () => {
  const { asks, press, found } = await aChat();
  const answer = await asks('may I drive');
  const outcome = await press(answer, 'person');
  expect(outcome).toMatchObject(said('R-HUMAN', 'R-PASSED'));
  expect(await press(answer, 'person')).toEqual(outcome);
  const { tickets, messages } = await found();
  expect(tickets).toMatchObject([{ reason: 'human', state: 'new' }]);
  expect(messages.filter(({ from }) => from === 'patient').map(({ text }) => text)).toEqual([
    'may I drive',
    'Talk to a person',
  ]);
});

test('the offer of a person has that button too', async () => {
  const { asks, press } = await aChat();
  await press(await asks('may I drive'), 'no');
  const offered = await press(await asks('may I eat'), 'no');
  const seq = offered.kind === 'said' ? offered.message.seq : 0;
  expect(await press(seq, 'yes')).toEqual({ kind: 'no_such_answer' });
  expect(await press(seq, 'person')).toMatchObject(said('R-HUMAN', 'R-PASSED'));
});

test('when it cannot be stored, who asks for a person reads that staff were not reached', async () => {
  const { asks, press, disk } = await aChat();
  const answer = await asks('may I drive');
  disk.broken = true;
  const outcome = await press(answer, 'person');
  expect(outcome.kind === 'said' && blocksOf(outcome.message)).toContain('R-NOTPASSED');
  await expect(press(answer, 'yes')).rejects.toThrow('disk full');
});

test('while staff have the conversation the press is kept and the bot is silent', async () => {
  const { asks, press, found, staff } = await aChat();
  const answer = await asks('may I drive');
  await press(answer, 'person');
  await staff.claim(TicketNumber.parse(1), ana);
  const { length } = (await found()).messages;
  expect(await press(answer, 'no')).toEqual({ kind: 'noted' });
  const { messages } = await found();
  expect(messages).toHaveLength(length);
  expect(messages.find(({ seq }) => seq === answer)?.feedback?.helped).toBe(false);
});

test.each(['yes', 'no', 'person'] as const)(
  'there is no "%s" under other messages',
  async (pressed) => {
    const { asks, press, found } = await aChat();
    await asks('hmm');
    const { messages } = await found();
    for (const { seq } of messages) {
      expect(await press(seq, pressed)).toEqual({ kind: 'no_such_answer' });
    }
    expect(await press(99, pressed)).toEqual({ kind: 'no_such_answer' });
    expect((await found()).messages).toHaveLength(messages.length);
  },
);
