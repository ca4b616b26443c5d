import { expect, test } from 'vitest';
import { createBot } from '../../../src/bot/create-bot.ts';
import { conversationIdOf } from '../../../src/domain/ids.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { aConcern, aMessage, finding, T0, turnDeps } from '../../support/turn-kit.ts';

const aStore = () => openMemoryStore({ now: () => T0 });
const failing = (store: Store): Store => ({
  ...store,
  conversations: { ...store.conversations, update: () => Promise.reject(new Error('disk full')) },
});
const emergency = finding(aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' }));

test('the same message again gets the same reply and makes no second turn', async () => {
  const store = await aStore();
  const receive = createBot({ store, turn: turnDeps() });
  const message = aMessage({ text: 'may I drive' });
  const [first, again] = await Promise.all([receive(message), receive(message)]);
  expect(again.reply).toEqual(first.reply);
  const conversation = await store.conversations.find(message.conversationId);
  expect(conversation?.turns).toHaveLength(1);
});

test('a patient in danger gets the safety text even when nothing can be stored', async () => {
  const receive = createBot({ store: failing(await aStore()), turn: turnDeps(emergency) });
  const outcome = await receive(aMessage({ text: 'x' }));
  expect(outcome).toMatchObject({ stored: false, turn: { tickets: [] } });
  expect(outcome.turn.blocks).toEqual(['R-911', 'R-AFTER-HOURS', 'R-NOTPASSED', 'WARNING']);
});

test('a patient in danger gets the safety text when the store hangs', async () => {
  const store = await aStore();
  const hanging: Store = {
    ...store,
    conversations: { ...store.conversations, update: () => new Promise<never>(() => {}) },
  };
  const receive = createBot({ store: hanging, turn: turnDeps(emergency), timeoutMs: 20 });
  expect((await receive(aMessage())).turn.blocks).toContain('R-NOTPASSED');
});

test('the menu of one conversation is kept in the store, so that another process goes on where the patient was', async () => {
  const store = await aStore();
  const ask = (text: string) => createBot({ store, turn: turnDeps() })(aMessage({ text }));
  expect((await ask('hmm')).turn.replyKind).toBe('fallback');
  const topic = await ask('4');
  expect(topic.reply?.choices.map(({ label }) => label)).toEqual([
    'Driving after treatment',
    'Talk to a person',
  ]);
  expect((await ask('1')).turn.answers).toEqual([{ id: 'driving.after-treatment', revision: 1 }]);
  const conversation = await store.conversations.find(conversationIdOf('a patient'));
  expect(JSON.stringify(conversation?.dialogue)).not.toContain('hmm');
});

test('a topic button of the empty chat opens its topic', async () => {
  const receive = createBot({ store: await aStore(), turn: turnDeps() });
  const { reply } = await receive(aMessage({ text: 'Driving and getting home' }));
  expect(reply?.choices.map(({ label }) => label)).toContain('Driving after treatment');
});

test('a new question instead of a menu entry is answered as such', async () => {
  const store = await aStore();
  const receive = createBot({ store, turn: turnDeps() });
  await receive(aMessage({ text: 'hmm' }));
  expect((await receive(aMessage({ text: 'may I eat' }))).turn.answers).toMatchObject([
    { id: 'prep.food-drink' },
  ]);
});

test('an emergency inside a menu is an emergency', async () => {
  const store = await aStore();
  await createBot({ store, turn: turnDeps() })(aMessage({ text: 'hmm' }));
  const outcome = await createBot({ store, turn: turnDeps(emergency) })(
    aMessage({ text: 'help me' }),
  );
  expect(outcome.turn.blocks[0]).toBe('R-911');
});

test('turns of one conversation keep the order in which they came', async () => {
  const store = await aStore();
  const receive = createBot({ store, turn: turnDeps() });
  const texts = Array.from({ length: 20 }, (_, index) => `may I drive ${index}`);
  await Promise.all(texts.map((text) => receive(aMessage({ text }))));
  const conversation = await store.conversations.find(conversationIdOf('a patient'));
  const said = conversation?.messages
    .filter(({ from }) => from === 'patient')
    .map(({ text }) => text);
  expect(said).toEqual(texts);
});
