import { expect, test } from 'vitest';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import type {
  AnswerList,
  AnswerView,
  CheckedContent,
  ReviewGroup,
  ReviewQueue,
  RevisionDiff,
} from '../../../src/console/wire/answers.ts';
import type { PresenceView } from '../../../src/console/wire.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import type { Credential } from '../../../src/domain/staff.ts';
import {
  anAdmin,
  aStaffMember,
  type Caller,
  DRIVING,
  drivingContent,
  openConsole,
} from '../../support/console.ts';

const PATH = '/answers/en/driving.after-treatment';
const SPANISH = '/answers/es/driving.after-treatment';
const YEAR_AND_A_DAY_MS = 366 * 24 * 3_600_000;
const changed = { ...drivingContent, text: `${drivingContent.text} Plan a ride with an adult.` };
const spanish = {
  ...drivingContent,
  title: 'Manejar después del tratamiento',
  text: 'No maneje hasta que pasen 24 horas **y** haya dormido bien toda una noche.',
};

async function moderators(approvals = 2) {
  const clock = { at: Date.parse('2026-11-22T15:00:00.000Z') };
  const now = () => new Date(clock.at).toISOString();
  const opened = await openConsole({ now, approvals });
  const admin = await anAdmin(opened);
  const member = async (login: string, credential?: Credential) => {
    const made = await aStaffMember(opened, admin, { login, role: 'moderator' });
    await opened.store.staff.update(StaffId.parse(made.id), async (current) => ({
      next: current && { ...current, ...(credential && { credential }) },
      result: undefined,
    }));
    return made;
  };
  const mia = await member('mia');
  const noa = await member('noa', 'nurse');
  const oli = await member('oli');
  return { ...opened, clock, admin, mia, noa, oli };
}

const propose = (by: Caller, path = PATH, content: object = changed, rest: object = {}) =>
  by.post(`${path}/revisions`, { content, basedOn: 1, ...rest });

const read = async (by: Caller, path = PATH) => (await by.get(path)).json<AnswerView>();

const step = async (
  by: Caller,
  name: 'approve' | 'renew',
  kind: 'clinical' | 'plain_language',
  number = 2,
) => {
  const revision = (await read(by)).revisions.find((one) => one.number === number);
  const { contentHash: hash } = revision ?? {};
  return by.post(`${PATH}/revisions/${number}/${name}`, { kind, contentHash: hash });
};

async function waits(by: Caller, group: ReviewGroup): Promise<string[]> {
  const { groups } = (await by.get('/review')).json<ReviewQueue>();
  return groups[group].map(({ id, locale, revision }) => `${id} ${locale} ${revision}`);
}

/** Revision 2 is approved by two and published. */
async function published(people: Awaited<ReturnType<typeof moderators>>) {
  const { mia, noa, oli } = people;
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  await step(noa, 'approve', 'clinical');
  await step(oli, 'approve', 'plain_language');
  await noa.get(`${PATH}/revisions/2/preview`);
  expect((await noa.post(`${PATH}/revisions/2/publish`)).statusCode).toBe(200);
}

test('what waits for approval stands in the queue of others, and of the author as waiting', async () => {
  const { mia, noa } = await moderators();
  await propose(mia);
  expect(await waits(mia, 'drafts')).toEqual(['driving.after-treatment en 2']);
  expect(await waits(noa, 'drafts')).toEqual([]);
  await mia.post(`${PATH}/revisions/2/submit`);
  expect(await waits(mia, 'approve')).toEqual([]);
  expect(await waits(mia, 'mine')).toEqual(['driving.after-treatment en 2']);
  expect(await waits(noa, 'approve')).toEqual(['driving.after-treatment en 2']);
  expect((await noa.get('/review')).json<ReviewQueue>().count).toBe(1);
  expect((await mia.get('/review')).json<ReviewQueue>().count).toBe(0);
});

/** Revision 2 by Mia is approved and waits to be published; Noa began a draft after it. */
async function aDraftAfterAnApproval() {
  const people = await moderators(1);
  const { mia, noa } = people;
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  await step(noa, 'approve', 'clinical');
  const text = `${changed.text} Then rest.`;
  await propose(noa, PATH, { ...changed, text }, { basedOn: 2 });
  return people;
}

test('a draft hides nothing that waits: both stand in the queue, in the list and on the page', async () => {
  const { mia, noa } = await aDraftAfterAnApproval();
  expect(await waits(mia, 'publish')).toEqual(['driving.after-treatment en 2']);
  expect(await waits(noa, 'publish')).toEqual(['driving.after-treatment en 2']);
  expect(await waits(noa, 'drafts')).toEqual(['driving.after-treatment en 3']);
  expect((await read(mia)).pending).toEqual([3, 2]);
  const { answers, counts } = (await mia.get('/answers')).json<AnswerList>();
  expect(answers[0]?.pending.map(({ state }) => state)).toEqual(['draft', 'approved']);
  expect(counts).toMatchObject({ draft: 1, waiting: 1 });
});

test('a draft is dropped by its author alone, and what waits is as before', async () => {
  const { mia, noa } = await aDraftAfterAnApproval();
  expect((await read(mia)).revisions[0]?.mayDrop).toBe(false);
  expect((await mia.post(`${PATH}/revisions/3/drop`, {})).statusCode).toBe(403);
  const view = (await noa.post(`${PATH}/revisions/3/drop`, {})).json<AnswerView>();
  expect(view.pending).toEqual([2]);
  expect(view.revisions[0]).toMatchObject({ state: 'retired', publishedAt: null, mayDrop: false });
  expect(await waits(noa, 'drafts')).toEqual([]);
});

test('what waits in review is dropped with a reason, which its history tells', async () => {
  const { mia, noa } = await aDraftAfterAnApproval();
  expect((await noa.post(`${PATH}/revisions/2/drop`, {})).json()).toMatchObject({
    problem: expect.stringContaining('Say why'),
  });
  const why = 'The ride is another answer.';
  await noa.post(`${PATH}/revisions/2/drop`, { why });
  expect((await read(mia)).revisions[1]).toMatchObject({
    state: 'retired',
    happened: expect.arrayContaining([
      expect.objectContaining({
        what: 'dropped',
        by: expect.objectContaining({ firstName: 'Noa' }),
        why,
      }),
    ]),
  });
  expect(await waits(mia, 'publish')).toEqual([]);
});

test('what is older than words that were published since is not on its way any more', async () => {
  const { mia, noa } = await aDraftAfterAnApproval();
  await noa.post(`${PATH}/revisions/3/submit`);
  await step(mia, 'approve', 'plain_language', 3);
  await noa.get(`${PATH}/revisions/3/preview`);
  expect((await noa.post(`${PATH}/revisions/3/publish`)).statusCode).toBe(200);
  expect((await read(mia)).pending).toEqual([]);
});

test('someone who is no clinician is offered no clinical approval, and is refused one', async () => {
  const { mia, oli } = await moderators();
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  expect((await read(oli)).revisions[0]?.approve.kinds).toEqual(['plain_language']);
  const refused = await step(oli, 'approve', 'clinical');
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({
    code: 'needs_credential',
    problem: expect.stringContaining('People page'),
  });
});

test('an approval is shown with the credential of who gave it', async () => {
  const { mia, noa } = await moderators();
  await propose(mia);
  await mia.post(`${PATH}/revisions/2/submit`);
  await step(noa, 'approve', 'clinical');
  expect((await read(mia)).revisions[0]?.approvals).toMatchObject([
    { by: { firstName: 'Noa' }, kind: 'clinical', credential: 'nurse' },
  ]);
});

test('an answer past its date is renewed by two people, and is sent again', async () => {
  const people = await moderators();
  const { mia, noa, oli, clock } = people;
  await published(people);
  expect((await read(noa)).revisions[0]?.renew).toBeNull();
  clock.at += YEAR_AND_A_DAY_MS;
  for (const one of [mia, noa, oli])
    await one.signIn(one === mia ? 'mia' : one === noa ? 'noa' : 'oli');
  expect((await read(noa)).state).toBe('expired');
  expect(await waits(noa, 'renew')).toEqual(['driving.after-treatment en 2']);
  expect(await waits(mia, 'renew')).toEqual([]); // she wrote it
  await step(noa, 'renew', 'clinical');
  expect(await waits(noa, 'renew')).toEqual([]);
  const renewed = (await step(oli, 'renew', 'plain_language')).json<AnswerView>();
  expect(renewed.state).toBe('live');
  expect(renewed.revisions[0]?.renewals).toEqual([]);
});

test('a revision is withdrawn with a reason, which the history tells; without one it is not', async () => {
  const { mia } = await moderators();
  const without = await mia.post(`${PATH}/revisions/1/withdraw`, { why: '  ' });
  expect(without.statusCode).toBe(400);
  const view = (
    await mia.post(`${PATH}/revisions/1/withdraw`, { why: 'the hours were wrong' })
  ).json<AnswerView>();
  expect(view.state).toBe('withdrawn');
  expect(view.revisions[0]).toMatchObject({
    withdrawn: { by: { firstName: 'Mia' }, why: 'the hours were wrong' },
    mayBringBack: false,
    mayWithdraw: false,
  });
});

test('a translation follows the English words, and waits to be brought up to date when they change', async () => {
  const people = await moderators();
  const { mia, noa } = people;
  const first = await propose(mia, SPANISH, spanish, { basedOn: 0, translationOf: 1 });
  expect(first.json<AnswerView>()).toMatchObject({
    translation: { state: 'current', source: { number: 1, title: drivingContent.title } },
    others: [{ locale: 'en', exists: true }],
  });
  expect((await read(mia)).others).toEqual([{ locale: 'es', exists: true }]);
  await published(people);
  expect((await read(mia, SPANISH)).translation).toMatchObject({
    state: 'outdated',
    source: { number: 2 },
    withheldFrom: '2026-12-06T15:00:00.000Z',
  });
  expect(await waits(noa, 'translate')).toEqual(['driving.after-treatment es 1']);
  const next = { ...spanish, text: `${spanish.text} Busque a un adulto que le lleve.` };
  await propose(mia, SPANISH, next, { translationOf: 2 });
  expect(await waits(noa, 'translate')).toEqual([]);
});

test('a translation that waits for a translator is in the queue of everyone once its date is near', async () => {
  const { mia, noa, store, clock } = await moderators();
  const content = { ...spanish, awaitingTranslator: true };
  const revision = {
    number: 1,
    content,
    contentHash: contentHash(content),
    state: 'published' as const,
    author: 'starter' as const,
    createdAt: '2026-01-01T00:00:00.000Z',
    approvals: [],
    renewals: [],
    publishedAt: '2026-01-01T00:00:00.000Z',
    reviewBy: '2027-11-01T00:00:00.000Z',
  };
  await store.answers.update({ id: DRIVING, locale: 'es' }, async () => ({
    next: { schema: 1, id: DRIVING, locale: 'es', revisions: [revision] },
    result: undefined,
  }));
  expect(await waits(noa, 'renew')).toEqual([]);
  clock.at += YEAR_AND_A_DAY_MS;
  for (const [login, one] of Object.entries({ mia, noa })) {
    await one.signIn(login);
    expect((await read(one, SPANISH)).state).toBe('expired');
    expect(await waits(one, 'renew')).toEqual(['driving.after-treatment es 1']);
  }
});

test('a new answer is proposed under a name of its own, and a taken name is refused', async () => {
  const { mia, store } = await moderators();
  const content = {
    ...drivingContent,
    title: 'Bikes and boats',
    intents: ['driving.machines'],
    text: 'Leave bikes and power tools alone, too. Do not drive until 24 hours have passed **and** you have had a full night of sleep.',
  };
  const path = '/answers/en/driving.tools';
  const made = await propose(mia, path, content, { basedOn: 0 });
  expect(made.json<{ problem?: string }>().problem).toBeUndefined();
  expect((await propose(mia, PATH, content, { basedOn: 0 })).json()).toMatchObject({
    code: 'conflict',
  });
  const names = (await store.answers.all()).map(({ id }) => id);
  expect(names.sort()).toEqual([DRIVING, 'driving.tools']);
});

test('answers are found by when they changed and when they are due, sorted and counted by state', async () => {
  const people = await moderators();
  await published(people);
  const list = async (query: string) =>
    (await people.mia.get(`/answers?${query}`)).json<AnswerList>();
  expect((await list('since=2026-11-22')).answers).toHaveLength(1);
  expect((await list('since=2026-11-23')).answers).toHaveLength(0);
  expect((await list('review=2027-11-22')).answers).toHaveLength(1);
  expect((await list('review=2027-11-21')).answers).toHaveLength(0);
  expect((await list('state=sample&sort=changed')).counts).toMatchObject({ live: 1, sample: 0 });
  expect((await people.mia.get('/answers?since=yesterday')).statusCode).toBe(400);
  await propose(people.mia, SPANISH, { ...spanish, title: 'A drive' }, { basedOn: 0 });
  expect((await list('sort=review')).answers.map(({ title }) => title)).toEqual([
    changed.title,
    'A drive', // without a date
  ]);
  await propose(people.mia, SPANISH, spanish, { basedOn: 1 });
  const sorted = await list('sort=title');
  expect(sorted.answers.map(({ title }) => title)).toEqual([changed.title, spanish.title]);
});

test.each([
  ['drivign', true],
  ['yuorself drive home', true],
  ['drivign parking', false],
  ['xyzzy', false],
])('"%s" in the list of answers finds the answer on driving: %s', async (q, isFound) => {
  const { mia } = await moderators();
  const { answers } = (await mia.get(`/answers?q=${encodeURIComponent(q)}`)).json<AnswerList>();
  expect(answers.map(({ id }) => id)).toEqual(isFound ? [DRIVING] : []);
});

test('the second of two writers sees who else is there', async () => {
  const { mia, noa } = await moderators();
  const seen = async (by: Caller) => (await by.get(`${PATH}/presence`)).json<PresenceView>();
  await mia.post(`${PATH}/presence`, { doing: 'writing' });
  expect((await seen(noa)).writing).toMatchObject([{ firstName: 'Mia' }]);
  expect((await seen(mia)).writing).toEqual([]);
  expect((await noa.get(`${SPANISH}/presence`)).json()).toEqual({ writing: [], looking: [] });
});

test('a diff names all that differs besides the words', async () => {
  const { mia } = await moderators();
  await propose(mia, PATH, { ...changed, title: 'Driving home', reviewEveryMonths: 1 });
  const diff = (await mia.get(`${PATH}/diff?from=1&to=2`)).json<RevisionDiff>();
  expect(diff.title?.map(({ text }) => text).join('')).toContain('home');
  expect(diff.others).toEqual([
    { field: 'reviewEveryMonths', before: '12 months', after: '1 month' },
  ]);
});

const check = async (by: Caller, content: object) =>
  (await by.post('/answers/lint', { content, locale: 'en' })).json<CheckedContent>();

test('a dose is named as one types, even before the title and the sources are there', async () => {
  const { mia } = await moderators();
  const half = { ...drivingContent, title: '', sources: [], text: 'Take 50 mg before the visit.' };
  const { problems } = await check(mia, half);
  expect(problems.map(({ rule }) => rule)).toContain('dose');
  expect(problems.map(({ problem }) => problem)).toContain('Add the source of its facts.');
});

test('a text is shown as chat and Slack will show it, with its measures', async () => {
  const { mia } = await moderators();
  const text = 'Do **not** drive. Call {clinic.phone}.';
  const { shown, measures } = await check(mia, { ...drivingContent, text });
  expect(shown?.chat).toBe('Do **not** drive. Call 555-0100 (sample number).');
  expect(shown?.slack.join('\n')).toMatch(/^\*Driving after treatment\*\n\nDo \*not\* drive\./);
  expect(shown?.slack.at(-1)).toMatch(/qualified doctor/);
  expect(measures).toMatchObject({
    words: { most: 75 },
    longestSentence: { most: 20 },
    grade: { aim: 6, most: 8 },
  });
});

test.each([
  ['HTML', 'Do not drive. <b>Rest</b>.'],
  ['a script', 'Do not drive. <script>alert(1)</script>'],
  ['a javascript: link', 'Do not [drive](javascript:alert(1)).'],
  ['a dose', 'Take 50 mg before you drive.'],
])('%s is refused in words, and nothing changes', async (_, text) => {
  const { mia, store } = await moderators();
  const before = contentHash(
    (await store.answers.all())[0]?.revisions[0]?.content ?? drivingContent,
  );
  const refused = await propose(mia, PATH, { ...drivingContent, text });
  expect(refused.statusCode).toBe(422);
  expect(refused.json<{ problem: string }>().problem).toMatch(/^It was not saved\. Text: ./);
  const [answer] = await store.answers.all();
  expect(answer?.revisions.map(({ content }) => contentHash(content))).toEqual([before]);
});

test('a refusal names the field and the words that are wrong', async () => {
  const { mia } = await moderators();
  const refused = await propose(mia, PATH, { ...drivingContent, title: 'Take 50 mg' });
  expect(refused.json<{ problem: string }>().problem).toMatch(/Title: [^“]*: “[^”]*mg[^”]*”\./);
});

test('a text of a megabyte is refused with the size that is allowed', async () => {
  const { mia } = await moderators();
  const refused = await propose(mia, PATH, { ...drivingContent, text: 'a'.repeat(1024 * 1024) });
  expect(refused.statusCode).toBe(413);
  expect(await read(mia)).toMatchObject({ revisions: [{ number: 1 }] });
});

test('a page of brackets is not read: it is refused at once', async () => {
  const { mia } = await moderators();
  const { shown, problems } = await check(mia, { ...drivingContent, text: '['.repeat(9000) });
  expect(shown).toBeNull();
  expect(problems[0]?.problem).toContain('marks');
});
