import { expect, onTestFinished, test } from 'vitest';
import type { GapDetail, GapList } from '../../../src/console/wire/gaps.ts';
import { anAdmin, aStaffMember, openConsole } from '../../support/console.ts';
import { aDialogue } from '../../support/past-kit.ts';

const AT = '2026-11-22T14:00:00.000Z';

async function aModerator() {
  const opened = await openConsole();
  onTestFinished(() => opened.past.stop());
  const admin = await anAdmin(opened);
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  await aDialogue(opened.store, {
    asked: [
      {
        text: 'is there parking?',
        at: AT,
        reply: 'fallback',
        intent: 'driving.machines',
        confidence: 0.2,
      },
      { text: 'how much should I take?', at: AT, reply: 'fallback', concern: 'dose' },
      {
        text: '¿hay aparcamiento en la clínica?',
        at: AT,
        locale: 'es',
        reply: 'escalation',
        reason: 'unclear',
      },
    ],
  });
  const list = async (query = '') => (await mia.get(`/gaps${query}`)).json<GapList>();
  return { ...opened, mia, admin, list };
}

test('a moderator sees what was not met, never a message with a concern, and why', async () => {
  const { mia, list } = await aModerator();
  const { gaps, total, reading } = await list();
  expect(gaps.map(({ text }) => text).sort()).toEqual([
    'is there parking?',
    '¿hay aparcamiento en la clínica?',
  ]);
  expect([total, reading.complete]).toEqual([2, true]);
  const parking = gaps.find(({ text }) => text === 'is there parking?');
  expect(parking).toMatchObject({
    guess: { intent: 'driving.machines', confidence: 0.2 },
    again: null,
  });
  const detail = (await mia.get(`/gaps/${parking?.id}`)).json<GapDetail>();
  expect(detail).toMatchObject({
    questions: [{ text: 'is there parking?', kind: 'not_understood', channel: 'web' }],
    explained: [{ text: 'is there parking?' }],
  });
});

test('the list can be of one kind or one language', async () => {
  const { list } = await aModerator();
  expect((await list('?locale=es')).gaps).toMatchObject([{ locale: 'es' }]);
  expect((await list('?kind=not_understood')).gaps).toMatchObject([{ text: 'is there parking?' }]);
  expect((await list('?kind=not_helped')).total).toBe(0);
});

test('a moderator decides, sees it among the decided, and takes it back', async () => {
  const { mia, list, shelf } = await aModerator();
  const id = (await list('?locale=en')).gaps[0]?.id;
  const decided = await mia.post(`/gaps/${id}/decide`, {
    decision: 'example',
    intent: 'driving.machines',
    locale: 'en',
    text: 'is there parking?',
  });
  expect(decided.json()).toMatchObject({ decision: 'example', by: { firstName: 'Mia' } });
  expect((await list('?locale=en')).gaps).toEqual([]);
  expect((await mia.get('/gaps/decided')).json()).toMatchObject({
    decided: [{ id, text: 'is there parking?', intent: 'driving.machines' }],
  });
  expect((await mia.post(`/gaps/${id}/undo`)).json()).toEqual({ exampleStays: false });
  expect(shelf.taken.size).toBe(0);
  expect((await list('?locale=en')).gaps).toHaveLength(1);
});

test('what cannot be done is refused in words, and nothing changes', async () => {
  const { mia, admin, list } = await aModerator();
  const id = (await list('?locale=en')).gaps[0]?.id;
  const decide = (body: object, by: Pick<typeof mia, 'post'> = mia) =>
    by.post(`/gaps/${id}/decide`, body);
  const example = { decision: 'example', intent: 'driving.machines', locale: 'en', text: 'x' };
  for (const wrong of [
    {},
    { ...example, text: '' },
    { ...example, text: 'a'.repeat(301) },
    { ...example, intent: 'nonsense' },
    { ...example, decision: 'out_of_scope' },
    { ...example, locale: 'fr' },
  ]) {
    expect((await decide(wrong)).statusCode).toBe(400);
  }
  expect((await decide({ ...example, text: 'refuse-me' })).json()).toEqual({
    code: 'example_refused',
    problem: 'These words are an example already.',
  });
  expect(
    (await mia.post('/gaps/g_0000000000000000/decide', { decision: 'dismissed' })).json(),
  ).toMatchObject({ code: 'no_such_gap' });
  expect((await mia.post(`/gaps/${id}/undo`)).json()).toMatchObject({ code: 'not_decided' });
  expect((await mia.get('/gaps?order=best')).statusCode).toBe(400);
  expect((await list()).total).toBe(2);
  await decide({ decision: 'dismissed' }, admin);
  expect((await decide({ decision: 'dismissed' })).json()).toMatchObject({
    code: 'already_decided',
    problem: 'Ada has decided on this already. Look under "Decided"; nothing was changed.',
  });
});
