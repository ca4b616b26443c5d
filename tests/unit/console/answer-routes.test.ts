import { expect, test } from 'vitest';
import type { AnswerList, AnswerView } from '../../../src/console/wire/answers.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import {
  anAdmin,
  aStaffMember,
  type Caller,
  DRIVING,
  drivingContent,
  openConsole,
} from '../../support/console.ts';

const PATH = '/answers/en/driving.after-treatment';
const NEW_TEXT = `${drivingContent.text} Plan a ride with an adult.`;
const changed = { ...drivingContent, text: NEW_TEXT };

async function moderators() {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  const noa = await aStaffMember(opened, admin, { login: 'noa', role: 'moderator' });
  const oli = await aStaffMember(opened, admin, { login: 'oli', role: 'moderator' });
  for (const { id } of [mia, noa]) {
    await opened.store.staff.update(StaffId.parse(id), async (current) => ({
      next: current && { ...current, credential: 'nurse' },
      result: undefined,
    }));
  }
  return { ...opened, admin, mia, noa, oli };
}

const propose = (by: Caller, content: object = changed, basedOn = 1) =>
  by.post(`${PATH}/revisions`, { content, basedOn, note: 'a ride' });

const read = async (by: Caller) => (await by.get(PATH)).json<AnswerView>();

async function approve(by: Caller, kind: 'clinical' | 'plain_language', number = 2) {
  const revision = (await read(by)).revisions.find((one) => one.number === number);
  return by.post(`${PATH}/revisions/${number}/approve`, {
    kind,
    contentHash: revision?.contentHash,
  });
}

test('an author cannot approve their own words by the API, nor is it offered to them', async () => {
  const { mia } = await moderators();
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  const refused = await approve(mia, 'clinical');
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({ code: 'author_may_not' });
  const [revision] = (await read(mia)).revisions;
  expect(revision?.approve).toEqual({
    kinds: [],
    whyNot: 'You wrote this revision, so someone else must approve it.',
  });
});

test('a revision goes live after two approvals by two others, and the old one can be brought back', async () => {
  const { mia, noa, oli, bank } = await moderators();
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  await approve(noa, 'clinical');
  expect((await mia.post(`${PATH}/revisions/2/publish`)).statusCode).toBe(422);
  await approve(oli, 'plain_language');
  const published = (await mia.post(`${PATH}/revisions/2/publish`)).json<AnswerView>();
  expect(published).toMatchObject({ live: 2, state: 'live' });
  expect(bank.revision(DRIVING, 'en', 2).text).toBe(NEW_TEXT);

  const back = (
    await noa.post(`${PATH}/revisions/1/rollback`, { why: 'the new one confuses' })
  ).json<AnswerView>();
  expect(back.revisions[0]).toMatchObject({
    number: 3,
    state: 'in_review',
    content: drivingContent,
  });
  expect(back.live).toBe(2);
});

test('one person cannot give both approvals', async () => {
  const { mia, noa } = await moderators();
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  await approve(noa, 'clinical');
  expect((await approve(noa, 'plain_language')).json()).toMatchObject({ code: 'already_by_you' });
});

test('an approval counts for the bytes that were read and no others', async () => {
  const { mia, noa } = await moderators();
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  const [, first] = (await read(noa)).revisions;
  const response = await noa.post(`${PATH}/revisions/2/approve`, {
    kind: 'clinical',
    contentHash: first?.contentHash,
  });
  expect(response.json()).toMatchObject({ code: 'hash_differs' });
});

test('the second of two moderators is told that the first saved, and nothing is overwritten', async () => {
  const { mia, noa } = await moderators();
  const other = { ...drivingContent, text: `${NEW_TEXT} Go home and rest.` };
  expect((await propose(mia)).statusCode).toBe(200);
  const second = await propose(noa, other);
  expect(second.statusCode).toBe(409);
  expect(second.json()).toMatchObject({ code: 'conflict' });
  expect((await read(noa)).revisions.map(({ number }) => number)).toEqual([2, 1]);
});

test('words with a dose in them are not saved, and the problem names it', async () => {
  const { mia } = await moderators();
  const withDose = { ...drivingContent, text: 'Take 50 mg before you drive.' };
  const refused = await propose(mia, withDose);
  expect(refused.statusCode).toBe(422);
  expect(refused.json<{ problem: string }>().problem).toContain('prescriber');
  const lint = await mia.post('/answers/lint', { content: withDose, locale: 'en' });
  expect(lint.json<{ problems: { rule: string }[] }>().problems.map(({ rule }) => rule)).toContain(
    'dose',
  );
});

test('the lint answers half-written fields with problems instead of failing', async () => {
  const { mia } = await moderators();
  const half = { ...drivingContent, title: '', sources: [] };
  const lint = await mia.post('/answers/lint', { content: half, locale: 'en' });
  const { problems } = lint.json<{ problems: { field: string }[] }>();
  expect(problems.map(({ field }) => field).sort()).toEqual(['sources', 'title']);
});

test.each([null, 'words', [], { title: { toString: 1 }, use: {}, text: 7 }])(
  'the lint answers what is no answer at all, such as %j, with a problem too',
  async (content) => {
    const { mia } = await moderators();
    const { statusCode, body } = await mia.post('/answers/lint', { content, locale: 'en' });
    expect([statusCode, body]).toEqual([
      expect.toSatisfy((code) => code < 500),
      expect.stringContaining('problem'),
    ]);
  },
);

test('a word diff shows what a revision changes', async () => {
  const { mia } = await moderators();
  await propose(mia);
  const diff = await mia.get(`${PATH}/diff?from=1&to=2`);
  const { changes } = diff.json<{ changes: { kind: string; text: string }[] }>();
  const without = (kind: string) =>
    changes
      .filter((change) => change.kind !== kind)
      .map(({ text }) => text)
      .join('');
  expect(without('added')).toBe(drivingContent.text);
  expect(without('removed')).toBe(NEW_TEXT);
});

test('answers are found by their words, state, topic and language', async () => {
  const { mia } = await moderators();
  const found = async (query: string) =>
    (await mia.get(`/answers?${query}`)).json<AnswerList>().answers.length;
  expect(await found('')).toBe(1);
  expect(await found('q=full+NIGHT')).toBe(1);
  expect(await found('q=fasting')).toBe(0);
  expect(await found('state=sample')).toBe(1);
  expect(await found('state=draft')).toBe(0);
  expect(await found('topic=driving&locale=en')).toBe(1);
  expect(await found('locale=es')).toBe(0);
  await propose(mia);
  expect(await found('state=draft')).toBe(1);
  expect(await found('state=waiting')).toBe(0);
});

test('a published sample is approved as it stands, and is live then', async () => {
  const { mia, noa } = await moderators();
  expect((await read(mia)).state).toBe('sample');
  await approve(mia, 'clinical', 1);
  await approve(noa, 'plain_language', 1);
  expect((await read(mia)).state).toBe('live');
});

test('an answer that does not exist is said to be none', async () => {
  const { mia } = await moderators();
  expect((await mia.get('/answers/es/driving.after-treatment')).json()).toMatchObject({
    code: 'no_such_answer',
  });
  expect((await mia.post(`${PATH}/revisions/9/submit`)).json()).toMatchObject({
    code: 'no_such_revision',
  });
});
