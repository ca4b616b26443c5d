import { expect, onTestFinished, test } from 'vitest';
import { median } from '../../../../src/conversation/figures/create-count.ts';
import { createDayOf, daysUntil } from '../../../../src/conversation/figures/day-of.ts';
import { findNearReview } from '../../../../src/conversation/figures/find-near-review.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { anAnswer } from '../../../contract/examples.ts';
import { type Asked, aDialogue, pastParts } from '../../../support/past-kit.ts';

async function aClinic(at = '2026-11-22T15:00:00.000Z') {
  const now = () => at;
  const store = await openMemoryStore({ now });
  const parts = pastParts({ store, now });
  parts.past.start();
  onTestFinished(async () => {
    await parts.past.stop();
    await store.close();
  });
  let patients = 0;
  const ask = (asked: Partial<Asked>, channel: 'web' | 'slack' = 'web') =>
    aDialogue(store, {
      secret: `patient ${++patients}`,
      channel,
      asked: [{ text: 'a question', at: '2026-11-22T14:00:00.000Z', ...asked }],
    });
  return { ...parts, ask, store };
}

test('each question counts once, by what became of it; small talk and words to staff do not', async () => {
  const { figures, ask } = await aClinic();
  await ask({ reply: 'answer', answer: 'driving.machines', intent: 'driving.machines' });
  await ask({ reply: 'clarification' });
  await ask({ reply: 'fallback' });
  await ask({ reply: 'escalation', reason: 'unclear' });
  await ask({ reply: 'declined' });
  await ask({ reply: 'safety', concern: 'dose', reason: 'dose' });
  await ask({ reply: 'smalltalk' });
  await ask({ reply: 'silence' });
  const { total, toStaff, patients } = await figures({ days: 7 });
  expect(total).toEqual({
    questions: 6,
    answered: 1,
    clarified: 1,
    not_understood: 1,
    escalated: 1,
    declined: 1,
    safety: 1,
  });
  expect([toStaff, patients]).toEqual([1, 6]);
});

test('a button that leads to more buttons is no question, one that leads to an answer is', async () => {
  const { figures, store } = await aClinic();
  const at = '2026-11-22T14:00:00.000Z';
  const menu = { reply: 'clarification', choices: ['Cars', 'Boats'], at } as const;
  await aDialogue(store, {
    asked: [
      { ...menu, text: 'machines' },
      { ...menu, text: '2' },
      { at, text: 'Boats', answer: 'driving.machines', intent: 'driving.machines' },
    ],
  });
  expect((await figures({ days: 7 })).total).toMatchObject({
    questions: 2,
    clarified: 1,
    answered: 1,
  });
});

test("a question late in the evening counts for the clinic's day, not for that of Greenwich", async () => {
  const { figures, ask } = await aClinic('2026-11-23T03:30:00.000Z');
  await ask({ at: '2026-11-23T03:00:00.000Z', reply: 'fallback' }); // ten in the evening in New York
  const { days } = await figures({ days: 7 });
  expect(days.at(-1)).toMatchObject({ day: '2026-11-22', questions: 1 });
  expect(days).toHaveLength(7);
});

test('every day is there once on the days when the clocks change', () => {
  const dayOf = createDayOf('America/New_York');
  for (const last of ['2026-03-10', '2026-11-03']) {
    const days = daysUntil(last, 7);
    expect(new Set(days).size).toBe(7);
    expect(days.at(-1)).toBe(last);
  }
  expect(dayOf('2026-11-01T03:59:00.000Z')).toBe('2026-10-31');
  expect(dayOf('2026-11-01T04:00:00.000Z')).toBe('2026-11-01');
  expect(dayOf('2026-11-02T04:59:00.000Z')).toBe('2026-11-01');
});

test('figures can be of one channel alone', async () => {
  const { figures, ask } = await aClinic();
  await ask({ reply: 'fallback' });
  await ask({ reply: 'fallback' }, 'slack');
  await ask({ reply: 'fallback' }, 'slack');
  expect((await figures({ days: 28, channel: 'slack' })).total.questions).toBe(2);
  expect((await figures({ days: 28 })).total.questions).toBe(3);
});

test('a topic that the classifier only guesses is not counted, one that was answered is', async () => {
  const { figures, ask } = await aClinic();
  await ask({ answer: 'driving.machines', intent: 'driving.machines', confidence: 0.1 });
  await ask({ reply: 'fallback', intent: 'insurance.cost', confidence: 0.1 });
  await ask({ reply: 'clarification', intent: 'insurance.cost', confidence: 0.5 });
  expect((await figures({ days: 7 })).topics).toMatchObject([
    { topic: 'driving', questions: 1, answered: 1 },
    { topic: 'insurance', questions: 1, clarified: 1 },
  ]);
});

test('an answer shows how often it was sent and what patients pressed under it', async () => {
  const { figures, ask } = await aClinic();
  const sent = { answer: 'driving.machines', intent: 'driving.machines' };
  await ask({ ...sent, helped: true });
  await ask({ ...sent, helped: false });
  await ask(sent);
  expect((await figures({ days: 7 })).answers).toEqual([
    { id: 'driving.machines', locale: 'en', sent: 3, helped: 1, notHelped: 1 },
  ]);
});

test('the wait for a person is the median of those who got words, by urgency', async () => {
  const { figures, ask } = await aClinic();
  const ticket = { reply: 'escalation', reason: 'human', at: '2026-11-22T14:00:00.000Z' } as const;
  await ask({ ...ticket, firstResponseAt: '2026-11-22T14:02:00.000Z' });
  await ask({ ...ticket, firstResponseAt: '2026-11-22T14:04:00.000Z' });
  await ask({ ...ticket, firstResponseAt: '2026-11-22T14:50:00.000Z' });
  await ask(ticket);
  expect((await figures({ days: 7 })).waits).toEqual([
    { urgency: 'routine', tickets: 4, answered: 3, medianMs: 4 * 60_000 },
  ]);
});

test('the median of none is unknown, and of two lies between them', () => {
  expect(median([])).toBeUndefined();
  expect(median([3, 1])).toBe(2);
});

test('a figure is new as soon as a patient has written', async () => {
  const { figures, ask } = await aClinic();
  expect((await figures({ days: 7 })).total.questions).toBe(0);
  await ask({ reply: 'fallback' });
  expect((await figures({ days: 7 })).total.questions).toBe(1);
});

test('answers past or near their review date are listed, the earliest first', () => {
  const published = (id: string, reviewBy: string) => {
    const answer = anAnswer();
    return {
      ...answer,
      id: id as typeof answer.id,
      revisions: answer.revisions.map((revision) => ({
        ...revision,
        state: 'published' as const,
        reviewBy,
      })),
    };
  };
  const near = findNearReview(
    [
      published('a.soon', '2026-12-24T00:00:00.000Z'),
      published('a.far', '2027-12-24T00:00:00.000Z'),
      published('a.past', '2026-11-01T00:00:00.000Z'),
    ],
    '2026-11-22T15:00:00.000Z',
  );
  expect(near.map(({ id, isPast }) => [id, isPast])).toEqual([
    ['a.past', true],
    ['a.soon', false],
  ]);
});
