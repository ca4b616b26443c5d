import { expect, test } from 'vitest';
import type { ChoicesView } from '../../../src/console/wire/choices.ts';
import { aCaller, anAdmin, aStaffMember, openConsole } from '../../support/console.ts';

test('an admin chooses how long an outdated translation is still sent, and it is audited once', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  expect((await admin.get('/choices')).json<ChoicesView>()).toEqual({
    translationGraceDays: 14,
    mostGraceDays: 90,
    outdated: 0,
    withheld: 0,
  });
  const saved = await admin.post('/choices', { translationGraceDays: 30 });
  await admin.post('/choices', { translationGraceDays: 30 });
  expect(saved.json<ChoicesView>().translationGraceDays).toBe(30);
  expect((await admin.get('/choices')).json<ChoicesView>().translationGraceDays).toBe(30);
  const told = (await opened.store.audit.latest(20)).filter(({ subject }) => subject === 'choices');
  expect(told).toMatchObject([
    { action: 'grace of outdated translations set', details: { before: 14, days: 30 } },
  ]);
});

test.each([[-1], [91], [2.5], ['soon'], [null]])(
  'a grace of %s days is refused, and nothing is changed',
  async (days) => {
    const opened = await openConsole();
    const admin = await anAdmin(opened);
    const refused = await admin.post('/choices', { translationGraceDays: days });
    expect([refused.statusCode, refused.json()]).toEqual([
      400,
      { code: 'invalid', problem: 'translationGraceDays: a whole number of days from 0 to 90' },
    ]);
    expect(await opened.store.documents.find('choices')).toBeUndefined();
  },
);

test('a moderator may not choose it', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const mo = await aStaffMember(opened, admin, { login: 'mo', role: 'moderator' });
  expect((await mo.post('/choices', { translationGraceDays: 0 })).statusCode).toBe(403);
  expect((await aCaller(opened.app).get('/choices')).statusCode).toBe(401);
});
