import { expect, onTestFinished, test } from 'vitest';
import { createPastTurns } from '../../../../src/conversation/past/create-past-turns.ts';
import { createPastQuestions } from '../../../../src/conversation/preview/questions/past-questions.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { aDialogue } from '../../../support/past-kit.ts';
import { T0 } from '../../../support/turn-kit.ts';

const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000Z`;

async function openPast(most = 500) {
  const store = await openMemoryStore({ now: () => T0 });
  const past = createPastTurns({ store, now: () => T0, log: silentLog });
  past.start();
  const questions = createPastQuestions({ past, store, most });
  onTestFinished(async () => {
    questions.close();
    await past.stop();
  });
  const latest = async () => {
    await past.caughtUp();
    return (await questions.latest()).map(({ text }) => text);
  };
  return { store, latest };
}

test('the newest clear questions are tried, each wording once, and no danger is', async () => {
  const { store, latest } = await openPast();
  await aDialogue(store, {
    secret: 'one',
    asked: [
      { text: 'can I drive home', at: at(1) },
      { text: 'how much do I take', at: at(2), concern: 'dose' },
      { text: 'ok', at: at(3) },
    ],
  });
  await aDialogue(store, {
    secret: 'two',
    asked: [
      { text: 'can I drive home', at: at(4) },
      { text: 'what does it cost', at: at(5), reply: 'fallback' },
    ],
  });
  expect(await latest()).toEqual(['what does it cost', 'can I drive home']);
});

test('only so many are tried', async () => {
  const { store, latest } = await openPast(2);
  const asked = ['the first one', 'the second one', 'the third one'].map((text, index) => ({
    text,
    at: at(index),
  }));
  await aDialogue(store, { asked });
  expect(await latest()).toEqual(['the third one', 'the second one']);
});

test('a question of a conversation that was erased is not tried any more', async () => {
  const { store, latest } = await openPast();
  const id = await aDialogue(store, { asked: [{ text: 'can I drive home', at: at(1) }] });
  expect(await latest()).toHaveLength(1);
  await store.conversations.erase(id);
  expect(await latest()).toEqual([]);
});
