import { expect, test } from 'vitest';
import type { AnswerView } from '../../../src/console/wire/answers.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import {
  anAdmin,
  aStaffMember,
  type Caller,
  drivingContent,
  openConsole,
} from '../../support/console.ts';

const PATH = '/answers/en/driving.after-treatment';
const DAY_MS = 24 * 60 * 60_000;
const ASK = { ...drivingContent, text: `${drivingContent.text} Ask a friend to drive you.` };
const PLAN = { ...drivingContent, text: `${drivingContent.text} Plan a ride with an adult.` };

/** Mia, a physician; Noa and Oli, nurses; Pia, no clinician: all moderators. The clock can be moved. */
async function moderators() {
  const clock = { at: Date.parse('2026-11-22T15:00:00.000Z') };
  const opened = await openConsole({ now: () => new Date(clock.at).toISOString() });
  const admin = await anAdmin(opened);
  const join = async (login: string, credential?: 'physician' | 'nurse') => {
    const caller = await aStaffMember(opened, admin, { login, role: 'moderator' });
    await opened.store.staff.update(StaffId.parse(caller.id), async (current) => ({
      next: current && { ...current, ...(credential && { credential }) },
      result: undefined,
    }));
    return caller;
  };
  const mia = await join('mia', 'physician');
  const [noa, oli, pia] = [
    await join('noa', 'nurse'),
    await join('oli', 'nurse'),
    await join('pia'),
  ];
  return { ...opened, clock, mia, noa, oli, pia };
}

const read = async (by: Caller) => (await by.get(PATH)).json<AnswerView>();

async function inReview(by: Caller, content: object = ASK, basedOn = 1): Promise<void> {
  await by.post(`${PATH}/revisions`, { content, basedOn });
  await by.post(`${PATH}/revisions/${basedOn + 1}/submit`);
}

async function vouch(
  by: Caller,
  what: 'approve' | 'renew',
  { kind = 'clinical', number = 2 }: { kind?: string; number?: number } = {},
) {
  const found = (await read(by)).revisions.find((one) => one.number === number);
  const body = { kind, contentHash: found?.contentHash };
  return by.post(`${PATH}/revisions/${number}/${what}`, body);
}

const told = (response: Awaited<ReturnType<Caller['post']>>) => [
  response.statusCode,
  response.json<{ problem?: string }>().problem,
];

test('who approves their own words by the API is told that someone else must', async () => {
  const { mia, store } = await moderators();
  await inReview(mia);
  const before = await store.answers.all();
  expect(told(await vouch(mia, 'approve'))).toEqual([
    403,
    'You wrote this revision, so someone else must approve it.',
  ]);
  expect(await store.answers.all()).toEqual(before);
});

test('who approves words that were not the ones they read is told to read again', async () => {
  const { mia, noa, store } = await moderators();
  await inReview(mia);
  const old = (await read(noa)).revisions.find(({ number }) => number === 1)?.contentHash;
  const before = await store.answers.all();
  const body = { kind: 'clinical', contentHash: old };
  expect(told(await noa.post(`${PATH}/revisions/2/approve`, body))).toEqual([
    409,
    'This is not the text you read. Reload the page and read it again.',
  ]);
  expect(await store.answers.all()).toEqual(before);
});

test('who approves an old revision is told that it has moved on', async () => {
  const { mia, noa, oli, store } = await moderators();
  await mia.post(`${PATH}/revisions/1/retire`, { why: 'not needed' });
  const before = await store.answers.all();
  const moved = 'The revision has moved on since you opened it. Reload the page to see its state.';
  expect(told(await vouch(noa, 'approve', { number: 1 }))).toEqual([409, moved]);
  expect(told(await vouch(oli, 'approve', { number: 7 }))).toEqual([400, expect.any(String)]);
  expect(await store.answers.all()).toEqual(before);
});

test('of two who approve at once in one kind, the second is told, and one approval is kept', async () => {
  const { mia, noa, oli, store } = await moderators();
  await inReview(mia);
  const answers = await Promise.all([vouch(noa, 'approve'), vouch(oli, 'approve')]);
  const [one, other] = answers.map(told).sort(([a], [b]) => Number(a) - Number(b));
  expect(one?.[0]).toBe(200);
  expect(other).toEqual([409, 'Someone has given this kind of approval already.']);
  const [answer] = await store.answers.all();
  expect(answer?.revisions[1]?.approvals).toHaveLength(1);
});

test('of two who save at once, the second is told, and nothing of theirs is written', async () => {
  const { mia, noa, store } = await moderators();
  const answers = await Promise.all([
    mia.post(`${PATH}/revisions`, { content: ASK, basedOn: 1 }),
    noa.post(`${PATH}/revisions`, { content: PLAN, basedOn: 1 }),
  ]);
  const [one, other] = answers.map(told).sort(([a], [b]) => Number(a) - Number(b));
  expect(one?.[0]).toBe(200);
  expect(other).toEqual([
    409,
    'Someone saved a newer revision while you wrote. Yours is kept here: compare it with theirs, then save again.',
  ]);
  const [answer] = await store.answers.all();
  expect(answer?.revisions).toHaveLength(2);
});

test('who is no clinician is told who sets a credential, and gives the other approval', async () => {
  const { mia, pia } = await moderators();
  await inReview(mia);
  expect(told(await vouch(pia, 'approve'))).toEqual([
    403,
    'A clinical approval needs a clinician. If you are one, ask an admin to enter your credential on the People page.',
  ]);
  expect((await vouch(pia, 'approve', { kind: 'plain_language' })).statusCode).toBe(200);
});

test('an answer that expired is renewed by nobody while the clock is set back, and nothing changes half', async () => {
  const { mia, noa, pia, clock, store, bank } = await moderators();
  await inReview(mia);
  await vouch(noa, 'approve');
  await vouch(pia, 'approve', { kind: 'plain_language' });
  await mia.get(`${PATH}/revisions/2/preview`);
  await mia.post(`${PATH}/revisions/2/publish`);
  const published = clock.at;
  const state = () => bank.find(drivingContent.intents[0] ?? ('' as never), 'en');
  clock.at = published + 366 * DAY_MS;
  for (const [caller, login] of [
    [noa, 'noa'],
    [pia, 'pia'],
  ] as const)
    await caller.signIn(login);
  expect(state()).toEqual({ missing: 'expired' });
  expect((await vouch(noa, 'renew')).statusCode).toBe(200);
  const before = await store.answers.all();

  clock.at = published + 200 * DAY_MS;
  await pia.signIn('pia');
  expect(state()).toMatchObject({ revision: 2 });
  expect(told(await vouch(pia, 'renew', { kind: 'plain_language' }))).toEqual([
    409,
    'The revision has moved on since you opened it. Reload the page to see its state.',
  ]);
  expect(await store.answers.all()).toEqual(before);

  clock.at = published + 367 * DAY_MS;
  await pia.signIn('pia');
  expect((await vouch(pia, 'renew', { kind: 'plain_language' })).statusCode).toBe(200);
  expect(state()).toMatchObject({ revision: 2 });
});
