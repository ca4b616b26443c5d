import { expect, onTestFinished, test } from 'vitest';
import { StaffId } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { openLine } from '../../support/chat-line.ts';
import { aWebChat, SECRET, type WebChat } from '../../support/web-chat.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};

async function says({ app }: WebChat, text: string, messageId = 'm-1') {
  const payload = { conversation: SECRET, messageId, text };
  await app.inject({ method: 'POST', url: '/api/chat/messages', payload });
}

function erase({ app }: WebChat, rest: object = {}) {
  const payload = { conversation: SECRET, ...rest };
  return app.inject({ method: 'POST', url: '/api/chat/erase', payload });
}

async function events({ app }: WebChat, query = '') {
  const response = await app.inject(`/api/chat/events?conversation=${SECRET}${query}`);
  return response.json();
}

test('an erased chat is gone, and the patient reads so', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  const response = await erase(chat);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ outcome: 'erased', parts: [{ id: 'R-ERASED' }] });
  expect((await chat.conversation()).messages).toEqual([]);
  expect(await events(chat)).toEqual({ messages: [], cursor: 0 });
});

test('that a chat was erased is in the audit trail, without a word of it', async () => {
  const chat = await aWebChat();
  await says(chat, 'my sister Dolores drives');
  const { id } = await chat.conversation();
  await erase(chat);
  const [entry] = await chat.audited();
  expect(entry).toMatchObject({
    by: 'patient',
    action: 'conversation erased',
    subject: `conversation ${id}`,
  });
  expect(JSON.stringify(await chat.audited())).not.toContain('Dolores');
});

test('a chat that is not there is told to be erased, and nothing is noted', async () => {
  const chat = await aWebChat();
  const response = await erase(chat);
  expect(response.statusCode).toBe(200);
  expect(response.json().outcome).toBe('none');
  expect(await chat.audited()).toEqual([]);
});

test.each(['emergency', 'urgent'] as const)(
  'a chat with an open %s ticket stays, and the patient reads whom to call',
  async (urgency) => {
    const chat = await aWebChat();
    await says(chat, 'can I drive?');
    await chat.staffJoin(ANA, SECRET, { urgency });
    const response = await erase(chat);
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({
      code: 'still_needed',
      emergency: expect.stringContaining('988'),
      parts: [{ id: 'R-ERASE-LATER', html: expect.stringContaining('555-0199') }],
    });
    expect((await chat.conversation()).messages).toHaveLength(2);
    expect(await chat.audited()).toEqual([]);
  },
);

const SETTLED: [string, Partial<Ticket>][] = [
  ['a routine ticket', { urgency: 'routine' }],
  ['an urgent ticket that is resolved', { urgency: 'urgent', state: 'resolved' }],
];
test.each(SETTLED)('a chat with %s can be erased', async (_name, ticket) => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  await chat.staffJoin(ANA, SECRET, ticket);
  expect((await erase(chat)).json().outcome).toBe('erased');
});

test('a chat that cannot be erased just now stays, and the patient is told the truth', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  chat.fillDisk();
  const response = await erase(chat);
  expect(response.statusCode).toBe(503);
  expect(response.json()).toMatchObject({ code: 'not_erased', parts: [{ id: 'R-ERASE-FAILED' }] });
  expect((await chat.conversation()).messages).toHaveLength(2);
});

test('a reader of Spanish is answered in Spanish', async () => {
  const chat = await aWebChat();
  const { parts } = (await erase(chat, { locale: 'es-MX' })).json();
  expect(parts[0].html).toContain('Su chat se borró');
});

test('what is no secret of a conversation erases nothing', async () => {
  const chat = await aWebChat();
  const response = await erase(chat, { conversation: 'x' });
  expect(response.statusCode).toBe(400);
});

test('a page that has read an erased chat is told to forget it', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  await erase(chat);
  expect(await events(chat, '&after=2')).toEqual({ messages: [], cursor: 0, gone: true });
  await says(chat, 'hm', 'm-2');
  const { messages, gone } = await events(chat, '&after=3');
  expect(gone).toBe(true);
  expect(messages).toHaveLength(2);
});

test('a page that waits for news hears at once that the chat was erased', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  const waiting = events(chat, '&after=2&wait=25');
  await erase(chat);
  expect(await waiting).toEqual({ messages: [], cursor: 0, gone: true });
});

test('a page that begins to wait after the chat was erased is not kept waiting', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  await erase(chat);
  expect((await events(chat, '&after=2&wait=25')).gone).toBe(true);
}, 5000);

test('an open page hears over its socket that the chat was erased in another', async () => {
  const chat = await aWebChat();
  const url = await chat.app.listen({ port: 0 });
  onTestFinished(() => chat.app.close());
  await says(chat, 'can I drive?');
  const { send, next } = await openLine(`${url.replace('http', 'ws')}/api/chat/ws`);
  send({ type: 'hello', conversation: SECRET });
  await next('messages');
  await erase(chat);
  expect(await next('messages')).toMatchObject({ messages: [], gone: true });
});

test('an empty chat tells in both languages what is kept, what leaving does, and what erasing does', async () => {
  const { app } = await aWebChat();
  for (const [locale, words] of [
    ['en', ['On this device', 'Leave now', 'Backup copies']],
    ['es', ['En este dispositivo', 'Salir ya', 'copias de respaldo']],
  ] as const) {
    const { privacy } = (await app.inject(`/api/chat/welcome?locale=${locale}`)).json();
    const shown = [privacy.kept, privacy.leaving, privacy.erasing].map(([part]) => part.html);
    expect(shown).toEqual(words.map((word) => expect.stringContaining(word)));
  }
});
