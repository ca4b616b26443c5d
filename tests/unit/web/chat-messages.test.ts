import { expect, test } from 'vitest';
import { aWebChat, SECRET } from '../../support/web-chat.ts';

const post = (payload: object | string, headers = {}) => ({
  method: 'POST' as const,
  url: '/api/chat/messages',
  payload,
  headers,
});

test('a first message begins a conversation and gets the answer with its warning', async () => {
  const { app } = await aWebChat();
  const response = await app.inject(post({ messageId: 'm-1', text: 'can I drive home?' }));
  expect(response.statusCode).toBe(200);
  const { conversation, cursor, ...contract } = response.json();
  expect(conversation).toMatch(/^[a-z2-7]{32,}$/);
  expect(cursor).toBe(2);
  expect(contract).toEqual({
    id: 'm-1',
    reply: {
      kind: 'answer',
      text: expect.stringMatching(/Do not drive yourself home[\s\S]*In an emergency, call 911\.$/),
      answers: [{ id: 'driving.after-treatment', revision: 1 }],
      blocks: ['LABEL-SAMPLE', 'WARNING'],
    },
    concerns: [],
    tickets: [],
    topics: ['driving'],
    intents: [{ intent: 'driving.after_treatment', confidence: 0.98 }],
    locale: 'en',
    microseconds: 400,
  });
});

test('two patients get conversations of their own', async () => {
  const { app } = await aWebChat();
  const [one, other] = await Promise.all([
    app.inject(post({ text: 'hi' })),
    app.inject(post({ text: 'hi' })),
  ]);
  expect(one.json().conversation).not.toBe(other.json().conversation);
});

test('a message that is sent again gets the same reply and makes no second turn', async () => {
  const { app, turns } = await aWebChat();
  const message = post({ conversation: SECRET, messageId: 'm-1', text: 'how many mg?' });
  const first = await app.inject(message);
  await app.inject(post({ conversation: SECRET, messageId: 'm-2', text: 'can I drive?' }));
  const again = await app.inject(message);
  expect(again.json()).toEqual(first.json());
  expect(turns.map(({ messageId }) => messageId)).toEqual(['m-1', 'm-2']);
});

test('a reply lists each concern once and the tickets of all turns', async () => {
  const { app } = await aWebChat();
  const dose = await app.inject(post({ conversation: SECRET, text: 'how many mg?' }));
  expect(dose.json()).toMatchObject({
    concerns: ['dose'],
    tickets: [{ reason: 'dose', urgency: 'routine' }],
  });
  const next = await app.inject(post({ conversation: SECRET, text: 'how many mg, again?' }));
  expect(next.json().tickets).toEqual([{ reason: 'dose', urgency: 'routine' }]);
  const last = await app.inject(post({ conversation: SECRET, text: 'can I drive?' }));
  expect(last.json()).toMatchObject({
    concerns: [],
    tickets: [{ reason: 'dose', urgency: 'routine' }],
  });
});

test('a silent bot gives an empty reply of kind silence', async () => {
  const { app } = await aWebChat();
  const response = await app.inject(post({ text: 'silence please' }));
  expect(response.json()).toMatchObject({
    reply: { kind: 'silence', text: '', answers: [], blocks: [] },
    cursor: 1,
  });
});

test('a turn that could not be stored is told with 503 and the reply all the same', async () => {
  const chat = await aWebChat();
  chat.fillDisk();
  const response = await chat.app.inject(post({ text: 'how many mg?' }));
  expect(response.statusCode).toBe(503);
  expect(response.json().reply.text).toContain('In an emergency, call 911.');
  expect(response.json()).not.toHaveProperty('cursor');
});

test('words that no one approved are replaced before they leave', async () => {
  const { app } = await aWebChat({ sender: { mayLeave: () => false } });
  const response = await app.inject(post({ text: 'can I drive?' }));
  expect(response.json().reply).toEqual({
    kind: 'fallback',
    text: expect.stringMatching(/^Something went wrong on our side\.[\s\S]*call 911\.$/),
    answers: [],
    blocks: ['R-FALLBACK', 'WARNING'],
  });
});

test.each([
  ['an empty message', ''],
  ['a long message', 'a '.repeat(50_000)],
  ['control characters', '\u0000\u0007\u001b[2J'],
  ['right-to-left text', 'هل يمكنني القيادة؟'],
  ['emoji alone', '🤕🤕🤕'],
])('%s gets a reply', async (_name, text) => {
  const { app } = await aWebChat();
  const response = await app.inject(post({ text }));
  expect(response.statusCode).toBe(200);
  expect(response.json().reply.text).not.toBe('');
});

test('unknown fields are ignored', async () => {
  const { app } = await aWebChat();
  const response = await app.inject(post({ text: 'hi', dose: 3, nested: { a: 1 } }));
  expect(response.statusCode).toBe(200);
});

test.each([
  ['a number as text', { text: 5 }, 'text: '],
  ['no text at all', {}, 'text: '],
  ['a conversation of another form', { conversation: 'mine', text: 'hi' }, 'conversation: '],
  ['an empty message id', { messageId: '', text: 'hi' }, 'messageId: '],
  ['a list instead of an object', '[]', 'body: '],
])('%s is refused by the name of the field', async (_name, payload, start) => {
  const { app, turns } = await aWebChat();
  const response = await app.inject(post(payload, { 'content-type': 'application/json' }));
  expect(response.statusCode).toBe(400);
  expect(response.json().problem.startsWith(start)).toBe(true);
  expect(turns).toEqual([]);
});

test('JSON that is none is refused with words that say so, and none of the patient’s', async () => {
  const { app } = await aWebChat();
  const response = await app.inject(post('{"text": hello', { 'content-type': 'application/json' }));
  expect(response.statusCode).toBe(400);
  expect(response.json().problem).toContain('not valid JSON');
  expect(response.body).not.toContain('hello');
});

test('a message above 256 kB is refused with what to do', async () => {
  const { app } = await aWebChat();
  const response = await app.inject(post({ text: 'x'.repeat(256 * 1024) }));
  expect(response.statusCode).toBe(413);
  expect(response.json()).toMatchObject({
    code: 'too_large',
    problem: expect.stringContaining('shorter parts'),
  });
});

test('a body that is not marked as JSON is refused with the header to set', async () => {
  const { app } = await aWebChat();
  const response = await app.inject(post('text=hi', { 'content-type': 'text/csv' }));
  expect(response.statusCode).toBe(415);
  expect(response.json().problem).toContain('content-type');
});

test('a flood in one conversation is told to wait and where help is; another patient is not touched', async () => {
  const { app, turns } = await aWebChat({ limits: { perConversation: 2, perAddress: 100 } });
  const ask = () => app.inject(post({ conversation: SECRET, text: 'hi' }));
  await ask();
  await ask();
  const third = await ask();
  expect(third.statusCode).toBe(429);
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
  expect(third.json()).toMatchObject({
    problem: expect.stringContaining('was not read'),
    emergency: expect.stringContaining('call 911'),
  });
  expect(turns).toHaveLength(2);
  expect((await app.inject(post({ text: 'hi' }))).statusCode).toBe(200);
});

test('a flood from one address is told to wait, however many conversations it opens', async () => {
  const { app } = await aWebChat({ limits: { perConversation: 100, perAddress: 2 } });
  const ask = () => app.inject(post({ text: 'hi' }));
  await ask();
  await ask();
  expect((await ask()).statusCode).toBe(429);
});

test('a failure that nobody foresaw is told without its inner words', async () => {
  const { app } = await aWebChat({ receive: () => Promise.reject(new Error('secret detail')) });
  const response = await app.inject(post({ text: 'hi' }));
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('secret detail');
  expect(response.json().emergency).toContain('911');
});
