import { expect, test } from 'vitest';
import { contentHash } from '../../../../src/answer-bank/content-hash.ts';
import {
  AUTHOR,
  aMovingBank,
  anApproved,
  CLINICIAN,
  content,
  DRIVING,
  FOOD,
  foodContent,
  QUESTIONS,
  READER,
  TRIALS,
  trialsContent,
} from './preview-kit.ts';

const otherWords = content({ title: 'Driving after a visit' });

async function liveTitle({ store }: Awaited<ReturnType<typeof aMovingBank>>, key = DRIVING) {
  const answer = (await store.answers.all()).find(({ id }) => id === key.id);
  return answer?.revisions.findLast(({ state }) => state === 'published')?.content.title;
}

test('nothing is published that nobody looked at, and the same is published once a preview was made', async () => {
  const moving = await aMovingBank();
  const number = await anApproved(moving, DRIVING, otherWords);
  expect(await moving.answerLife.publish(DRIVING, number, READER)).toEqual({
    kind: 'needs_preview',
  });
  expect(await liveTitle(moving)).toBe('Driving after treatment');
  await moving.preview.make(DRIVING, number);
  expect(await moving.answerLife.publish(DRIVING, number, READER)).toEqual({ kind: 'published' });
  expect(await liveTitle(moving)).toBe('Driving after a visit');
});

test('a preview against another bank than the one that serves now opens no gate', async () => {
  const moving = await aMovingBank();
  const driving = await anApproved(moving, DRIVING, otherWords);
  const food = await anApproved(moving, FOOD, { ...foodContent, title: 'Food' });
  await moving.preview.make(DRIVING, driving);
  await moving.preview.make(FOOD, food);
  const outcomes = await Promise.all([
    moving.answerLife.publish(DRIVING, driving, READER),
    moving.answerLife.publish(FOOD, food, READER),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['published', 'needs_preview']);
});

test('a preview of one revision opens no gate for another', async () => {
  const moving = await aMovingBank();
  const first = await anApproved(moving, DRIVING, otherWords);
  const next = content({ title: 'Driving after your visit' });
  const second = await anApproved(moving, DRIVING, next, first);
  await moving.preview.make(DRIVING, first);
  expect(await moving.answerLife.publish(DRIVING, second, READER)).toEqual({
    kind: 'needs_preview',
  });
});

test('a fall in a safety figure blocks publishing, and says which figure it is', async () => {
  const moving = await aMovingBank();
  const number = await anApproved(moving, TRIALS, trialsContent, 0);
  await moving.preview.make(TRIALS, number);
  expect(await moving.answerLife.publish(TRIALS, number, READER)).toEqual({
    kind: 'figures_fell',
    problem: expect.stringContaining('must reach staff 0 of 1 would, and 1 do now'),
  });
  expect(await liveTitle(moving, TRIALS)).toBeUndefined();
});

test('bringing words back is judged too: the gate makes the preview by itself', async () => {
  const moving = await aMovingBank();
  const number = await anApproved(moving, TRIALS, trialsContent, 0);
  await moving.life.publish(TRIALS, number, READER);
  await moving.life.retire(TRIALS, number, { by: READER, why: 'A reason' });
  expect(
    await moving.answerLife.rollback(TRIALS, number, { by: READER, why: 'A reason' }),
  ).toMatchObject({
    kind: 'figures_fell',
  });
  const other = await anApproved(moving, DRIVING, otherWords);
  await moving.life.publish(DRIVING, other, READER);
  await moving.life.retire(DRIVING, other, { by: READER, why: 'A reason' });
  expect(
    await moving.answerLife.rollback(DRIVING, other, { by: READER, why: 'A reason' }),
  ).toMatchObject({
    kind: 'rolled_back',
    published: true,
  });
});

test('the last approval of words that are published without is judged, once the bot serves in live mode', async () => {
  const live = await aMovingBank(QUESTIONS, 'live');
  const number = await anApproved(live, TRIALS, trialsContent, 0);
  await live.life.publish(TRIALS, number, READER);
  await live.store.answers.update(TRIALS, async (answer) => ({
    next: answer && {
      ...answer,
      revisions: answer.revisions.map((one) => ({ ...one, approvals: [] })),
    },
    result: undefined,
  }));
  const given = (by: typeof READER, kind: 'clinical' | 'plain_language') =>
    live.answerLife.approve(TRIALS, number, { by, kind, contentHash: contentHash(trialsContent) });
  expect(await given(READER, 'plain_language')).toEqual({ kind: 'approved', live: false });
  expect(await given(CLINICIAN, 'clinical')).toMatchObject({ kind: 'figures_fell' });
});

test('what could not be published anyway is refused for that reason', async () => {
  const moving = await aMovingBank();
  const drafted = await moving.life.propose({
    ...DRIVING,
    content: otherWords,
    author: AUTHOR,
    basedOn: 1,
  });
  expect(drafted).toMatchObject({ kind: 'drafted', revision: 2 });
  expect(await moving.answerLife.publish(DRIVING, 2, READER)).toEqual({ kind: 'wrong_state' });
  expect(await moving.answerLife.publish(DRIVING, 9, READER)).toEqual({ kind: 'no_such_revision' });
  await moving.preview.make(DRIVING, 2);
  await moving.life.submit(DRIVING, 2, AUTHOR);
  expect(await moving.answerLife.publish(DRIVING, 2, READER)).toMatchObject({ kind: 'refused' });
});

test('taking words back is never stopped', async () => {
  const moving = await aMovingBank();
  expect(await moving.answerLife.retire(DRIVING, 1, { by: READER, why: 'A reason' })).toEqual({
    kind: 'retired',
  });
});
