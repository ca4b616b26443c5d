import { expect, test } from 'vitest';
import { StaffId } from '../../../src/domain/ids.ts';
import type { Signature } from '../../../src/domain/staff.ts';
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

async function events({ app }: WebChat, query = '') {
  const response = await app.inject(`/api/chat/events?conversation=${SECRET}${query}`);
  return response.json();
}

test('an answer arrives with its title, sources, review date and the sample label', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  const { messages, cursor, presence } = await events(chat);
  expect(cursor).toBe(2);
  expect(presence).toEqual({ owner: 'bot' });
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatchObject({ seq: 1, id: 'm-1', from: 'patient', text: 'can I drive?' });
  const [label, answer, warning] = messages[1].parts;
  expect(label.html).toContain('Sample answer');
  expect(answer).toMatchObject({
    kind: 'answer',
    title: 'Driving after treatment',
    sample: true,
    reviewBy: '2027-11-22T00:00:00.000Z',
    sources: [{ publisher: 'Janssen', checked: '2026-11-22' }],
  });
  expect(answer.html).toContain('<strong>and</strong>');
  expect(warning).toMatchObject({ id: 'WARNING', html: expect.stringContaining('href="tel:911"') });
});

test('links of an answer open beside the chat', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  const { messages } = await events(chat);
  expect(messages[1].parts[1].html).toContain('<a target="_blank" rel="noopener noreferrer" href=');
});

test('only what came after the cursor is given', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  await says(chat, 'how many mg?', 'm-2');
  const { messages, cursor } = await events(chat, '&after=2');
  expect(messages.map(({ seq }: { seq: number }) => seq)).toEqual([3, 4]);
  expect(cursor).toBe(4);
});

test('an unknown conversation is an empty one', async () => {
  expect(await events(await aWebChat())).toEqual({ messages: [], cursor: 0 });
});

test('a patient reads staff words with who wrote them, and markup in them is only text', async () => {
  const chat = await aWebChat();
  await chat.staffSays('Hello <b>there</b>\n\nCall us.', ANA);
  const { messages } = await events(chat);
  expect(messages[0]).toMatchObject({
    from: 'staff',
    signature: { firstName: 'Ana', role: 'clinic support staff' },
  });
  expect(messages[0].parts[0].html).toBe('<p>Hello &lt;b&gt;there&lt;/b&gt;</p>\n<p>Call us.</p>');
});

test('a stored message whose bytes were changed is replaced by the fallback text', async () => {
  const chat = await aWebChat();
  await says(chat, 'can I drive?');
  await chat.change((conversation) => ({
    ...conversation,
    messages: conversation.messages.map((message) =>
      message.from === 'bot' ? { ...message, text: `${message.text} Drive if you like.` } : message,
    ),
  }));
  const { messages } = await events(chat);
  expect(messages[1].parts.map(({ id }: { id: string }) => id)).toEqual(['R-FALLBACK', 'WARNING']);
  expect(JSON.stringify(messages)).not.toContain('Drive if you like');
});

test('a menu comes as choices, and the number a patient sends reads as what they picked', async () => {
  const chat = await aWebChat();
  await says(chat, 'hm');
  await says(chat, '4', 'm-2');
  const { messages } = await events(chat);
  expect(messages[1].choices[3]).toEqual({ label: 'Driving and getting home', value: '4' });
  expect(messages[2]).toMatchObject({ text: '4', chosen: 'Driving and getting home' });
});

test('a patient who waits gets the words of staff when they are written', async () => {
  const chat = await aWebChat();
  const waiting = events(chat, '&wait=20');
  await new Promise((resolve) => setImmediate(resolve));
  await chat.staffSays('I am here.', ANA);
  expect((await waiting).messages).toHaveLength(1);
});

test('those who wait are let go when the server stops', async () => {
  const chat = await aWebChat();
  const waiting = events(chat, '&wait=20');
  await new Promise((resolve) => setImmediate(resolve));
  await chat.app.close();
  expect((await waiting).messages).toEqual([]);
});

test.each([
  ['conversation=short', 'conversation: '],
  [`conversation=${SECRET}&after=-1`, 'after: '],
  [`conversation=${SECRET}&wait=3000`, 'wait: '],
])('%s is refused by the name of the field', async (query, start) => {
  const { app } = await aWebChat();
  const response = await app.inject(`/api/chat/events?${query}`);
  expect(response.statusCode).toBe(400);
  expect(response.json().problem.startsWith(start)).toBe(true);
});

test('an empty chat shows notice, warning and topics in the language of the reader', async () => {
  const { app } = await aWebChat();
  const english = (await app.inject('/api/chat/welcome')).json();
  expect(english).toMatchObject({
    locale: 'en',
    mode: 'demo',
    clinic: { name: 'Sample Clinic', phone24: '555-0199 (sample number)' },
  });
  expect(english.notice).toMatch(/^I am an automated service[\s\S]*call 911\.$/);
  expect(english.topics.at(-1)).toEqual({ topic: 'human', label: 'Talk to a person' });
  const spanish = (await app.inject('/api/chat/welcome?locale=es-MX')).json();
  expect(spanish.locale).toBe('es');
  expect((await app.inject('/api/chat/welcome?locale=tlh')).json().locale).toBe('en');
});
