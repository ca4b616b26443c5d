import { expect, test } from 'vitest';
import type { PreviewState } from '../../../../src/conversation/preview/preview.ts';
import { aDialogue } from '../../../support/past-kit.ts';
import {
  AUTHOR,
  aMovingBank,
  anApproved,
  content,
  DRIVING,
  FOOD,
  foodContent,
  QUESTIONS,
  TRIALS,
  trialsContent,
} from './preview-kit.ts';

const otherWords = content({
  text: 'Plan a ride home with an adult. Do not drive until 24 hours have passed **and** you have had a full night of sleep.',
});

async function made(moving: Awaited<ReturnType<typeof aMovingBank>>, key = DRIVING, number = 2) {
  const preview = await moving.preview.make(key, number);
  if (!preview) throw new Error('there is no such revision');
  return preview;
}

test('a revision with other words changes what is read and no answer', async () => {
  const moving = await aMovingBank();
  await anApproved(moving, DRIVING, otherWords);
  const preview = await made(moving);
  expect(preview).toMatchObject({
    wordsOnly: true,
    asked: { test: 4, past: 0 },
    counts: { other_words: 1, other_answer: 0, answered: 0, not_answered: 0, other_reply: 0 },
  });
  expect(preview.changes).toMatchObject([
    { kind: 'other_words', verdict: 'same', question: { text: 'when can I drive' } },
  ]);
  expect(preview.figures.every(({ fell }) => !fell)).toBe(true);
});

test('a revision that lets a question go names the questions that lose their answer', async () => {
  const moving = await aMovingBank();
  const { intents } = trialsContent;
  await anApproved(moving, FOOD, { ...foodContent, intents });
  const preview = await made(moving, FOOD);
  expect(preview.wordsOnly).toBe(false);
  expect(preview.changes).toContainEqual(
    expect.objectContaining({
      kind: 'not_answered',
      verdict: 'worse',
      before: expect.objectContaining({
        answers: [expect.objectContaining({ title: 'Food before a visit' })],
      }),
      after: expect.objectContaining({ answers: [], staff: true }),
    }),
  );
});

test('a new answer to what staff must get is a fall of the figure, with the counts', async () => {
  const moving = await aMovingBank();
  await anApproved(moving, TRIALS, trialsContent, 0);
  const { figures, changes } = await made(moving, TRIALS, 1);
  expect(figures.filter(({ fell }) => fell)).toEqual([
    { figure: 'reachStaff', before: { count: 1, of: 1 }, after: { count: 0, of: 1 }, fell: true },
  ]);
  expect(changes[0]).toMatchObject({ kind: 'answered', verdict: 'worse' });
});

test('taking an answer back names the questions that go to staff then', async () => {
  const moving = await aMovingBank();
  let state: PreviewState = await moving.preview.ofRetirement(DRIVING);
  while (state.state === 'running') {
    await new Promise((resolve) => setImmediate(resolve));
    state = await moving.preview.ofRetirement(DRIVING);
  }
  expect(state).toMatchObject({
    state: 'done',
    preview: { changes: [{ kind: 'not_answered', question: { text: 'when can I drive' } }] },
  });
});

test('what patients asked lately is asked too, and a preview holds none of their words', async () => {
  const moving = await aMovingBank();
  await aDialogue(moving.store, {
    asked: [
      { text: 'can I drive my [name] home', at: '2026-11-23T14:00:00.000Z', answer: DRIVING.id },
      { text: 'how much should I drive in', at: '2026-11-23T14:01:00.000Z', concern: 'dose' },
    ],
  });
  await moving.past.caughtUp();
  await anApproved(moving, DRIVING, otherWords);
  const preview = await made(moving);
  expect(preview).toMatchObject({ asked: { test: 4, past: 1 }, counts: { other_words: 2 } });
  expect(JSON.stringify(preview)).not.toContain('[name]');
});

test('trying questions out opens no ticket and writes nothing', async () => {
  const moving = await aMovingBank();
  const number = await anApproved(moving, TRIALS, trialsContent, 0);
  const before = (await moving.store.audit.latest(1000)).length;
  await made(moving, TRIALS, number);
  expect(await moving.store.conversations.openTickets()).toEqual([]);
  expect((await moving.store.audit.latest(1000)).length).toBe(before);
});

test('a preview that is looked at again is not made again until the bank changes', async () => {
  const moving = await aMovingBank();
  await anApproved(moving, DRIVING, otherWords);
  const first = await made(moving);
  expect(await made(moving)).toBe(first);
  await moving.life.retire(FOOD, 1, { by: AUTHOR, why: 'A reason' });
  expect(await moving.preview.finished(DRIVING, 2)).toBeUndefined();
  expect(await made(moving)).not.toBe(first);
});

test('a test question that is added makes every preview out of date', async () => {
  const moving = await aMovingBank();
  const number = await anApproved(moving, DRIVING, otherWords);
  await made(moving);
  const by = AUTHOR;
  const question = { text: 'and may I drive my tractor', locale: 'en' as const, by };
  expect(await moving.questionDesk.keep({ ...question, expect: 'driving' })).toMatchObject({
    kind: 'kept',
  });
  expect(await moving.preview.finished(DRIVING, number)).toBeUndefined();
  expect((await made(moving)).asked.test).toBe(QUESTIONS.length + 1);
});

test('a preview that was stopped says so, and can be made again', async () => {
  const many = Array.from({ length: 400 }, (_, at) => ({
    text: `when can I drive the ${at}th time`,
    locale: 'en' as const,
    expect: 'driving' as const,
  }));
  const moving = await aMovingBank(many);
  await anApproved(moving, DRIVING, content({ ...otherWords, besideDose: false }));
  expect(await moving.preview.ofRevision(DRIVING, 2)).toMatchObject({ state: 'running' });
  expect(await moving.preview.stop(DRIVING, 2)).toEqual({ state: 'stopped' });
  expect(await moving.preview.ofRevision(DRIVING, 2)).toEqual({ state: 'stopped' });
  expect(await moving.preview.again(DRIVING, 2)).toMatchObject({ state: 'running' });
  expect((await made(moving)).counts.other_words).toBe(400);
});

test('a revision that does not exist has no preview', async () => {
  const moving = await aMovingBank();
  expect(await moving.preview.ofRevision(DRIVING, 9)).toEqual({ state: 'no_such_revision' });
});
