import { expect, onTestFinished, test } from 'vitest';
import { StaffId } from '../../../src/domain/ids.ts';
import { openLine } from '../../support/chat-line.ts';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

const ANA = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
} as const;

/** A patient with an answer (seq 2) on an open page. */
async function anAnswered(overrides?: Parameters<typeof aWebChat>[0]) {
  const chat = await aWebChat(overrides);
  const payload = { conversation: SECRET, messageId: 'm-1', text: 'can I drive?' };
  await chat.app.inject({ method: 'POST', url: '/api/chat/messages', payload });
  const url = await chat.app.listen({ port: 0 });
  onTestFinished(() => chat.app.close());
  const open = async () => {
    const line = await openLine(`${url.replace('http', 'ws')}/api/chat/ws`);
    line.send({ type: 'hello', conversation: SECRET });
    await line.next('messages');
    const press = (seq: number, pressed: string) => line.send({ type: 'feedback', seq, pressed });
    return { ...line, press };
  };
  return { chat, open, page: await open() };
}

test('a press is shown and answered by a message before it is confirmed, and nothing is read meanwhile', async () => {
  const { page } = await anAnswered();
  page.press(2, 'yes');
  expect(await page.next('messages')).toMatchObject({
    messages: [{ seq: 3, parts: [{ id: 'R-FEEDBACK-THANKS' }, { id: 'WARNING' }] }],
    pressed: [{ seq: 2, pressed: 'yes' }],
  });
  expect(await page.next('pressed')).toEqual({
    type: 'pressed',
    stored: true,
    seq: 2,
    pressed: 'yes',
    cursor: 3,
  });
  expect(page.inbox.filter(({ type }) => type === 'typing')).toEqual([]);
});

test('a call for a person is a turn: it shows that it is read, and is said once over both transports', async () => {
  const { chat, page } = await anAnswered();
  page.press(2, 'person');
  expect(await page.next('typing')).toEqual({ type: 'typing', on: true });
  const confirmed = await page.next('pressed');
  expect(await page.next('typing')).toEqual({ type: 'typing', on: false });
  const payload = { conversation: SECRET, seq: 2, pressed: 'person' };
  const again = await chat.app.inject({ method: 'POST', url: '/api/chat/feedback', payload });
  expect(again.json().cursor).toBe(confirmed.cursor);
  expect(chat.turns.map(({ text }) => text)).toEqual(['can I drive?', 'Talk to a person']);
});

test('a press that is sent again after a broken line says nothing twice', async () => {
  const { chat, open, page } = await anAnswered();
  page.press(2, 'no');
  const first = await page.next('pressed');
  page.socket.terminate();
  const later = await open();
  later.press(2, 'no');
  expect(await later.next('pressed')).toEqual(first);
  expect((await chat.conversation()).messages).toHaveLength(3);
});

test('another open page of the patient shows the press too', async () => {
  const { open, page } = await anAnswered();
  const other = await open();
  page.press(2, 'yes');
  expect((await other.next('messages')).pressed).toEqual([{ seq: 2, pressed: 'yes' }]);
});

test('another open page shows a press to which staff’s presence leaves nothing to say', async () => {
  const { chat, open, page } = await anAnswered();
  await chat.staffJoin(ANA);
  const other = await open();
  page.press(2, 'no');
  expect(await other.next('messages')).toMatchObject({
    messages: [],
    pressed: [{ seq: 2, pressed: 'no' }],
  });
});

test('a press that is no button is refused by its name, and the line goes on', async () => {
  const { page } = await anAnswered();
  page.press(1, 'yes');
  expect(await page.next('error')).toMatchObject({
    code: 'no_such_answer',
    press: { seq: 1, pressed: 'yes' },
  });
  page.press(2, 'yes');
  expect(await page.next('pressed')).toMatchObject({ stored: true });
});

test.each([
  { type: 'feedback', seq: 0, pressed: 'yes' },
  { type: 'feedback', seq: 2, pressed: 'maybe' },
  { type: 'feedback', pressed: 'yes' },
])('%j is no press', async (frame) => {
  const { page } = await anAnswered();
  page.send(frame);
  expect(await page.next('error')).toMatchObject({ code: 'invalid_frame' });
});

test('a flood of presses is told to wait by the press that was not taken', async () => {
  const { page } = await anAnswered({ limits: { perConversation: 2, perAddress: 100 } });
  page.press(2, 'yes');
  await page.next('pressed');
  page.press(2, 'no');
  const error = await page.next('error');
  expect(error).toMatchObject({ code: 'too_many', press: { seq: 2, pressed: 'no' } });
  expect(error.retryAfterSeconds).toBeGreaterThan(0);
});

test('a call for a person that cannot be stored is answered with the truth', async () => {
  const { chat, page } = await anAnswered();
  chat.fillDisk();
  page.press(2, 'person');
  const taken = await page.next('pressed');
  expect(taken).toMatchObject({ stored: false, seq: 2, pressed: 'person' });
  expect(taken.text).toContain('I could not reach our staff.');
});
