import { expect, onTestFinished, test } from 'vitest';
import { aFullBot } from '../../support/a-full-bot.ts';
import { openLine } from '../../support/chat-line.ts';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

/** The web chat before a conversation engine that can take no more. */
async function aFullChat() {
  const bot = await aFullBot();
  const { receive, store, turn } = bot;
  const { sender, blocks } = turn;
  const bank = { all: () => [], revision: turn.bank.revision };
  const { app } = await aWebChat({ receive, store, sender, bank, blocks });
  const filled = bot.fill();
  const url = await app.listen({ port: 0 });
  onTestFinished(async () => {
    bot.diskIsBack();
    await filled;
    await app.close();
  });
  return { app, bot, filled, url: `${url.replace('http', 'ws')}/api/chat/ws` };
}

test('a program that asks while too many do gets 503 and what to read to the patient, and is answered later', async () => {
  const { app, bot, filled } = await aFullChat();
  const payload = { conversation: SECRET, messageId: 'm-1', text: 'may I drive' };
  const ask = () => app.inject({ method: 'POST', url: '/api/chat/messages', payload });
  const busy = await ask();
  expect(busy.statusCode).toBe(503);
  expect(busy.json()).toMatchObject({
    reply: { kind: 'fallback', blocks: ['R-BUSY', 'R-CRISIS-LINES', 'WARNING'] },
    tickets: [],
  });
  bot.diskIsBack();
  await filled;
  const later = await ask();
  expect([later.statusCode, later.json().reply.kind]).toEqual([200, 'answer']);
});

test('a patient in the chat reads at once that too many write, and can send the message again', async () => {
  const { url, bot, filled } = await aFullChat();
  const { send, next } = await openLine(url);
  send({ type: 'hello', conversation: SECRET });
  await next('messages');
  const message = { type: 'message', messageId: 'm-1', text: 'may I drive' };
  send(message);
  const busy = await next('reply');
  expect(busy).toMatchObject({ id: 'm-1', stored: false, reply: { kind: 'fallback' } });
  expect(busy).toHaveProperty('reply.text', expect.stringMatching(/^Too many people are writing/));
  bot.diskIsBack();
  await filled;
  send(message);
  expect(await next('reply')).toMatchObject({ id: 'm-1', stored: true, reply: { kind: 'answer' } });
});
