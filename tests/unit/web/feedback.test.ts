import { expect, test } from 'vitest';
import { helpedButtons } from '../../../src/channels/web/chat/view/helped-view.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import { loadBlocks } from '../../../src/safety/load-blocks.ts';
import { aWebChat, SECRET, type WebChat } from '../../support/web-chat.ts';

const ANA = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
} as const;

/** A patient who asks and presses buttons over HTTP. */
async function aPatient(overrides?: Parameters<typeof aWebChat>[0]) {
  const chat = await aWebChat(overrides);
  const post = (url: string, payload: object) => chat.app.inject({ method: 'POST', url, payload });
  return {
    chat,
    says: (text: string) =>
      post('/api/chat/messages', { conversation: SECRET, messageId: text, text }),
    press: (seq: unknown, pressed: unknown, conversation = SECRET) =>
      post('/api/chat/feedback', { conversation, seq, pressed }),
    events: (query?: string) => eventsOf(chat, query),
  };
}

async function eventsOf({ app }: WebChat, query = '') {
  return (await app.inject(`/api/chat/events?conversation=${SECRET}${query}`)).json();
}

test('an answer comes with the question whether it helped and its buttons, other messages without', async () => {
  const { says, events } = await aPatient();
  await says('can I drive?');
  await says('hm');
  const { messages, pressed } = await events();
  expect(messages.map(({ helped }: { helped?: object }) => helped)).toEqual([
    undefined,
    {
      question: 'Did this help?',
      buttons: [
        { pressed: 'yes', label: 'Yes' },
        { pressed: 'no', label: 'No' },
        { pressed: 'person', label: 'Talk to a person' },
      ],
    },
    undefined,
    undefined,
  ]);
  expect(pressed).toBeUndefined();
});

test('the buttons speak the language of the message', () => {
  const blocks = loadBlocks(SAMPLE_CLINIC);
  const answer = { from: 'bot', replyKind: 'answer', locale: 'es', parts: [] } as const;
  const message = { ...answer, seq: 2, id: 'b', at: '', text: '', parts: [], choices: [] };
  expect(helpedButtons(message, { blocks })).toEqual({
    question: '¿Le ayudó esto?',
    buttons: [
      { pressed: 'yes', label: 'Sí' },
      { pressed: 'no', label: 'No' },
      { pressed: 'person', label: 'Hablar con una persona' },
    ],
  });
});

test('a yes is kept, shown as pressed, and thanked for by an ordinary message', async () => {
  const { says, press, events } = await aPatient();
  await says('can I drive?');
  const response = await press(2, 'yes');
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ seq: 2, pressed: 'yes', cursor: 3 });
  expect(await events('&after=2')).toMatchObject({
    messages: [
      { seq: 3, from: 'bot', parts: [{ id: 'R-FEEDBACK-THANKS' }, { id: 'WARNING' }], aside: true },
    ],
    pressed: [{ seq: 2, pressed: 'yes' }],
  });
});

test('the same press again is answered alike and says nothing twice', async () => {
  const { says, press, events } = await aPatient();
  await says('can I drive?');
  const [first, ...again] = await Promise.all([1, 2, 3].map(() => press(2, 'no')));
  for (const response of again) expect(response.json()).toEqual(first?.json());
  expect((await events()).messages).toHaveLength(3);
});

test('of yes and no the last press counts', async () => {
  const { says, press, events } = await aPatient();
  await says('can I drive?');
  for (const pressed of ['yes', 'no', 'yes', 'no']) await press(2, pressed);
  const { messages, pressed } = await events();
  expect(pressed).toEqual([{ seq: 2, pressed: 'no' }]);
  expect(messages).toHaveLength(4); // one thanks for each of the two buttons
});

test('who presses for a person says so in the chat once, and the button stays pressed beside the no', async () => {
  const { chat, says, press, events } = await aPatient();
  await says('can I drive?');
  await press(2, 'no');
  const first = await press(2, 'person');
  expect((await press(2, 'person')).json()).toEqual(first.json());
  expect(chat.turns.map(({ text }) => text)).toEqual(['can I drive?', 'Talk to a person']);
  const { messages, pressed } = await events('&after=3');
  expect(messages).toMatchObject([
    { from: 'patient', text: 'Talk to a person' },
    { seq: first.json().cursor, parts: [{ id: 'R-HUMAN' }, { id: 'R-PASSED' }, { id: 'WARNING' }] },
  ]);
  expect(pressed).toEqual([
    { seq: 2, pressed: 'no' },
    { seq: 2, pressed: 'person' },
  ]);
});

test('the offer of a person after two answers that did not help has that button alone', async () => {
  const { says, press, events } = await aPatient();
  await says('can I drive?');
  await press(2, 'no');
  await says('when can I drive?');
  await press(5, 'no');
  const { messages } = await events('&after=5');
  expect(messages[0].parts[0].id).toBe('R-NOT-HELPED');
  expect(messages[0].helped).toEqual({
    buttons: [{ pressed: 'person', label: 'Talk to a person' }],
  });
  expect((await press(6, 'person')).statusCode).toBe(200);
  expect((await press(6, 'yes')).statusCode).toBe(404);
});

test('a press that is no button is refused: under a patient’s words, a menu, and in an unknown chat', async () => {
  const { says, press, events } = await aPatient();
  await says('hm');
  for (const seq of [1, 2, 9]) expect((await press(seq, 'yes')).statusCode).toBe(404);
  const stranger = await press(2, 'person', 'b'.repeat(40));
  expect(stranger.statusCode).toBe(404);
  expect(stranger.json()).toMatchObject({
    code: 'no_such_answer',
    emergency: expect.stringContaining('911'),
  });
  expect((await events()).messages).toHaveLength(2);
});

test.each([
  ['a seq that is none', 'two', 'yes', SECRET, 'seq: '],
  ['a seq below one', 0, 'yes', SECRET, 'seq: '],
  ['an unknown button', 2, 'maybe', SECRET, 'pressed: '],
  ['a conversation of another form', 2, 'yes', 'mine', 'conversation: '],
])('%s is refused by the name of the field', async (_name, seq, pressed, conversation, start) => {
  const { press } = await aPatient();
  const response = await press(seq, pressed, conversation);
  expect(response.statusCode).toBe(400);
  expect(response.json().problem.startsWith(start)).toBe(true);
});

test('presses and messages share one limit', async () => {
  const { says, press, events } = await aPatient({
    limits: { perConversation: 2, perAddress: 100 },
  });
  await says('can I drive?');
  await press(2, 'yes');
  const third = await press(2, 'no');
  expect(third.statusCode).toBe(429);
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
  expect((await events()).pressed).toEqual([{ seq: 2, pressed: 'yes' }]);
});

test('a yes that cannot be stored is told with 503, and nothing is said to it', async () => {
  const { chat, says, press, events } = await aPatient();
  await says('can I drive?');
  chat.fillDisk();
  const response = await press(2, 'yes');
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({
    code: 'not_kept',
    problem: expect.stringContaining('Send it again'),
    emergency: expect.stringContaining('911'),
  });
  expect(await events()).not.toHaveProperty('pressed');
});

test('a call for a person that cannot be stored is answered with the truth', async () => {
  const { chat, says, press } = await aPatient();
  await says('can I drive?');
  chat.fillDisk();
  const response = await press(2, 'person');
  expect(response.statusCode).toBe(503);
  expect(response.json().text).toContain('I could not reach our staff.');
  expect(response.json().text).not.toContain('I have passed this');
});

test('words about an unstored press that no one approved are replaced before they leave', async () => {
  const { chat, says, press } = await aPatient({ sender: { mayLeave: () => false } });
  await says('can I drive?');
  chat.fillDisk();
  expect((await press(2, 'person')).json().text).toMatch(/^Something went wrong on our side\./);
});

test('while staff have the conversation a press is kept and nothing is said to it', async () => {
  const { chat, says, press, events } = await aPatient();
  await says('can I drive?');
  await chat.staffJoin(ANA);
  expect((await press(2, 'no')).json()).toEqual({ seq: 2, pressed: 'no' });
  expect(await events('&after=2')).toMatchObject({
    messages: [],
    pressed: [{ seq: 2, pressed: 'no' }],
  });
});

test('a menu can still be picked from after a press, and reads as what was picked', async () => {
  const { says, press, events } = await aPatient();
  await says('can I drive?');
  await says('hm');
  await press(2, 'yes');
  await says('4');
  const { messages } = await events('&after=5');
  expect(messages[0]).toMatchObject({ text: '4', chosen: 'Driving and getting home' });
});

test('a page that polls learns at once what was pressed on another', async () => {
  const { says, press, events } = await aPatient();
  await says('can I drive?');
  const waiting = events('&after=2&wait=20');
  await new Promise((resolve) => setImmediate(resolve));
  await press(2, 'yes');
  expect((await waiting).pressed).toEqual([{ seq: 2, pressed: 'yes' }]);
});
