import { expect, onTestFinished, test } from 'vitest';
import { StaffId } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
import { withTickets } from '../../../src/escalation/tickets/with-ticket.ts';
import { openLine } from '../../support/chat-line.ts';
import { aClock } from '../../support/test-app.ts';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const BEN: Signature = { ...ANA, id: StaffId.parse('s_bbbbbbbbbbbbbbbb'), firstName: 'Ben' };
const WRITING = { locale: 'en', text: 'A member of our staff is writing.' };

/** A patient with an open page and one that polls, whose ticket Ana has taken. */
async function withAna() {
  const clock = aClock();
  const chat = await aWebChat({ now: clock.now });
  const ticket = await chat.staffJoin(ANA);
  const url = await chat.app.listen({ port: 0 });
  onTestFinished(() => chat.app.close());
  const line = await openLine(`${url.replace('http', 'ws')}/api/chat/ws`);
  line.send({ type: 'hello', conversation: SECRET });
  const events = async (query = '') =>
    (await chat.app.inject(`/api/chat/events?conversation=${SECRET}${query}`)).json();
  return { chat, clock, ticket, events, line, hello: await line.next('messages') };
}

test('a patient reads in approved words that a person has the chat, for as long as that is so', async () => {
  const { chat, line, hello } = await withAna();
  expect(hello.presence).toEqual({
    owner: 'staff',
    words: { locale: 'en', text: 'A member of our staff has this chat.' },
  });
  await chat.change((conversation) => ({ ...conversation, ownership: { owner: 'bot' } }));
  expect((await line.next('messages')).presence).toEqual({ owner: 'bot' });
});

test('the words are those of the conversation’s language', async () => {
  const { chat, ticket, events } = await withAna();
  await chat.change((conversation) => ({ ...conversation, locale: 'es' }));
  ticket.writes();
  expect((await events()).presence).toMatchObject({
    words: { locale: 'es', text: 'Una persona de nuestro equipo atiende este chat.' },
    writing: { locale: 'es', text: 'Una persona de nuestro equipo está escribiendo.' },
  });
});

test('each sign that staff write is pushed, with the time that it holds', async () => {
  const { clock, ticket, line } = await withAna();
  for (const _sign of [1, 2]) {
    clock.wait(3000);
    ticket.writes();
    expect(await line.next('messages')).toMatchObject({
      messages: [],
      presence: { writing: { ...WRITING, forMs: 6000 } },
    });
  }
});

test('after its time, and for who comes later, nobody is writing any more', async () => {
  const { clock, ticket, events } = await withAna();
  ticket.writes();
  clock.wait(4000);
  expect((await events()).presence.writing).toEqual({ ...WRITING, forMs: 2000 });
  clock.wait(2000);
  expect((await events()).presence).not.toHaveProperty('writing');
});

test('a page that polls learns it at once', async () => {
  const { ticket, events } = await withAna();
  const waiting = events('&wait=20');
  await new Promise((resolve) => setImmediate(resolve));
  ticket.writes();
  expect((await waiting).presence.writing).toEqual({ ...WRITING, forMs: 6000 });
});

test('once the words were sent nobody is writing, until the next sign', async () => {
  const { chat, clock, ticket, line } = await withAna();
  ticket.writes();
  await line.next('messages');
  clock.wait(1000);
  await chat.staffSays('I am here.', ANA);
  const arrived = await line.next('messages');
  expect(arrived).toMatchObject({ messages: [{ from: 'staff' }] });
  expect(arrived.presence).not.toHaveProperty('writing');
  clock.wait(1000);
  ticket.writes();
  expect((await line.next('messages')).presence).toHaveProperty('writing');
});

test('who has not taken a ticket of the patient does not write to them', async () => {
  const { chat, ticket, events } = await withAna();
  const elsewhere = await chat.staffJoin(BEN, 'b'.repeat(40));
  elsewhere.writes();
  ticket.writes(BEN);
  expect((await events()).presence).not.toHaveProperty('writing');
});

test('who writes at a ticket that is resolved is not shown, whoever has the chat then', async () => {
  const { chat, ticket, events } = await withAna();
  await chat.change((conversation) => {
    const resolved = conversation.tickets.map((one) => ({ ...one, state: 'resolved' as const }));
    return withTickets(conversation, resolved);
  });
  ticket.writes();
  expect((await events()).presence).toEqual({ owner: 'bot' });
  const ofBen = await chat.staffJoin(BEN);
  expect((await events()).presence).not.toHaveProperty('writing');
  ofBen.writes();
  expect((await events()).presence).toHaveProperty('writing');
});

test('who writes at a ticket that nobody has taken is not shown', async () => {
  const { chat, ticket, events } = await withAna();
  await chat.change((conversation) => ({
    ...conversation,
    ownership: { owner: 'waiting', hold: false },
  }));
  ticket.writes();
  expect((await events()).presence).toEqual({ owner: 'waiting' });
});

test('that staff write is stored nowhere', async () => {
  const { chat, ticket, line } = await withAna();
  const before = await chat.conversation();
  ticket.writes();
  await line.next('messages');
  expect(await chat.conversation()).toEqual(before);
});
