import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { MOST_UNREAD_BYTES } from '../../../src/channels/web/chat/socket/send-to-reader.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
import { openLine } from '../../support/chat-line.ts';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};

async function listening(overrides?: Parameters<typeof aWebChat>[0]) {
  const chat = await aWebChat(overrides);
  const url = await chat.app.listen({ port: 0 });
  onTestFinished(() => chat.app.close());
  return { chat, url: `${url.replace('http', 'ws')}/api/chat/ws` };
}

test('a patient says hello, asks, sees typing only while the turn runs, and reads the reply', async () => {
  const { url } = await listening();
  const { send, next } = await openLine(url);
  send({ type: 'hello' });
  expect((await next('welcome')).conversation).toMatch(/^[a-z2-7]{32,}$/);
  expect(await next('messages')).toEqual({ type: 'messages', messages: [], cursor: 0 });
  send({ type: 'message', messageId: 'm-1', text: 'can I drive?' });
  expect(await next('typing')).toEqual({ type: 'typing', on: true });
  expect((await next('messages')).cursor).toBe(2);
  expect(await next('reply')).toMatchObject({ id: 'm-1', stored: true, reply: { kind: 'answer' } });
  expect(await next('typing')).toEqual({ type: 'typing', on: false });
});

test('a patient who comes back reads on from the cursor', async () => {
  const { chat, url } = await listening();
  const payload = { conversation: SECRET, messageId: 'm-1', text: 'can I drive?' };
  await chat.app.inject({ method: 'POST', url: '/api/chat/messages', payload });
  const { send, next } = await openLine(url);
  send({ type: 'hello', conversation: SECRET, after: 1 });
  expect(await next('messages')).toMatchObject({ messages: [{ seq: 2 }], cursor: 2 });
});

test('words of staff are pushed to each open page once', async () => {
  const { chat, url } = await listening();
  const pages = await Promise.all([openLine(url), openLine(url)]);
  for (const { send, next } of pages) {
    send({ type: 'hello', conversation: SECRET });
    await next('messages');
  }
  await chat.staffSays('I am here.', ANA);
  await chat.staffSays('How can I help?', ANA);
  for (const { next } of pages) {
    const first = await next('messages');
    const rest = first.cursor === 2 ? [] : [await next('messages')];
    const seqs = [first, ...rest].flatMap(({ messages }) => messages as { seq: number }[]);
    expect(seqs.map(({ seq }) => seq)).toEqual([1, 2]);
  }
});

test('a page that stops reading is let go before it fills the memory, and reads what it missed when it is back', async () => {
  const limits = { perConversation: 1_000_000, perAddress: 1_000_000 };
  const { chat, url } = await listening({ limits });
  for (let count = 0; count < 60; count += 1)
    await chat.staffSays('Please wait. '.repeat(400), ANA);
  const slow = await openLine(url);
  slow.send({ type: 'hello', conversation: SECRET });
  await slow.next('messages');
  slow.socket.pause();
  const [server] = [...chat.app.websocketServer.clients];
  const waiting: number[] = [];
  // Each hello is answered with the whole conversation, of which this page reads nothing.
  for (let count = 0; count < 200 && server?.readyState === WebSocket.OPEN; count += 1) {
    slow.send({ type: 'hello', conversation: SECRET });
    await setImmediate();
    waiting.push(server.bufferedAmount);
  }
  await vi.waitFor(() => expect(server?.readyState).not.toBe(WebSocket.OPEN), { interval: 5 });
  expect(Math.max(...waiting)).toBeLessThan(4 * MOST_UNREAD_BYTES);

  const closed = new Promise((resolve) => slow.socket.once('close', resolve));
  slow.socket.resume();
  expect(await closed).toBe(1013);
  await chat.staffSays('I am still here.', ANA);
  const back = await openLine(url);
  back.send({ type: 'hello', conversation: SECRET, after: 60 });
  expect(await back.next('messages')).toMatchObject({ messages: [{ seq: 61 }], cursor: 61 });
});

test('the same message twice makes one turn', async () => {
  const { chat, url } = await listening();
  const { send, next } = await openLine(url);
  send({ type: 'hello', conversation: SECRET });
  const message = { type: 'message', messageId: 'm-1', text: 'can I drive?' };
  send(message);
  const first = await next('reply');
  send(message);
  expect(await next('reply')).toEqual(first);
  expect(chat.turns).toHaveLength(1);
});

test.each([
  ['no JSON', '{nonsense'],
  ['an unknown type', '{"type":"dance"}'],
  ['text that is none', '{"type":"message","messageId":"m","text":5}'],
  ['a message before hello', '{"type":"message","messageId":"m","text":"hi"}'],
  ['a conversation of another form', '{"type":"hello","conversation":"mine"}'],
])('%s gets an error frame, and the line goes on', async (_name, frame) => {
  const { url } = await listening();
  const { send, next } = await openLine(url);
  send(frame);
  expect((await next('error')).problem).not.toBe('');
  send({ type: 'hello' });
  await next('welcome');
});

test('a frame above 64 kB is refused with what to do, and the line is closed', async () => {
  const { url } = await listening();
  const { socket, send, next } = await openLine(url);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  send({ type: 'message', messageId: 'm', text: 'x'.repeat(64 * 1024) });
  expect((await next('error')).code).toBe('too_large');
  expect(await closed).toBe(1009);
});

test('a flood is told to wait by the id of the message that was not read', async () => {
  const { url } = await listening({ limits: { perConversation: 1, perAddress: 100 } });
  const { send, next } = await openLine(url);
  send({ type: 'hello', conversation: SECRET });
  send({ type: 'message', messageId: 'm-1', text: 'hi' });
  await next('reply');
  send({ type: 'message', messageId: 'm-2', text: 'hi' });
  const error = await next('error');
  expect(error).toMatchObject({ code: 'too_many', messageId: 'm-2' });
  expect(error.retryAfterSeconds).toBeGreaterThan(0);
});

test('a turn that was not stored is told in the reply frame', async () => {
  const { chat, url } = await listening();
  chat.fillDisk();
  const { send, next } = await openLine(url);
  send({ type: 'hello', conversation: SECRET });
  send({ type: 'message', messageId: 'm-1', text: 'how many mg?' });
  expect(await next('reply')).toMatchObject({ stored: false, reply: { kind: 'safety' } });
});

test('a page of another host may not open the chat, unless it was allowed by name', async () => {
  const site = { origin: 'https://www.example.org' };
  const strange = await listening();
  await expect(openLine(strange.url, site)).rejects.toThrow('403');
  const allowing = await listening({ allowedOrigins: [site.origin] });
  await openLine(allowing.url, site);
});

test('a page of this very host may open the chat', async () => {
  const { url } = await listening();
  await openLine(url, { origin: new URL(url).origin.replace('ws:', 'http:') });
});

test('open lines do not keep the server from stopping', async () => {
  const { chat, url } = await listening();
  const { send, next } = await openLine(url);
  send({ type: 'hello' });
  await next('welcome');
  await chat.app.close();
});
