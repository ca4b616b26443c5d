import { expect, test } from 'vitest';
import type { StandingView, StartView } from '../../../src/console/wire/start.ts';
import { anAdmin, aStaffMember, type Caller, openConsole } from '../../support/console.ts';

const startOf = async (caller: Caller) => (await caller.get('/start')).json<StartView>();
const missingOf = ({ lines }: StartView) =>
  lines.flatMap(({ id, missing }) => (missing === null ? [] : [id]));

/** Someone on call and someone after them, a clinician among two who approve. */
async function aTeam(opened: Awaited<ReturnType<typeof openConsole>>, admin: Caller) {
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const contact = { email: null, slackUserId: null, away: false };
  const duties = { onCall: null, medicalDirector: false, safeguarding: false };
  await admin.post(`/people/${mia.id}/contact`, {
    ...contact,
    duties: { ...duties, medicalDirector: true },
    credential: 'physician',
  });
  const away = (isAway: boolean) =>
    admin.post(`/people/${ana.id}/contact`, {
      ...contact,
      away: isAway,
      duties: { ...duties, onCall: 1 },
    });
  await away(false);
  return { mia, away };
}

test('a fresh installation says what is missing, and is not signed in spite of it', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  expect(missingOf(await startOf(admin))).toEqual([
    'facts',
    'hours',
    'called',
    'clinician',
    'approvers',
    'on_call',
    'backup',
    'pages',
    'answers',
    'approved',
    'trial',
  ]);
  const refused = await admin.post('/start/sign-off');
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'not_ready']);
  expect((await opened.store.documents.find('firstRun'))?.signOff).toBeUndefined();
});

test('a whole first run leads to a sign-off with name and time, which falls when nobody is on call', async () => {
  const opened = await openConsole({ mode: 'live', approvals: 1 });
  const { store, bank } = opened;
  const admin = await anAdmin(opened);
  const { mia, away } = await aTeam(opened, admin);
  const facts = { basedOn: 0, facts: { parking: true } };
  await admin.post('/clinic/revisions', facts);
  const hash = opened.clinicDesk.record().revisions[0]?.hash;
  await mia.post('/clinic/revisions/1/sign', { hash });
  const { hours, phone } = await startOf(admin);
  await admin.post('/start/hours', { setting: hours.setting });
  await admin.post('/start/called', { number: phone.number });
  await admin.post('/start/pages');
  const answer = (await mia.get('/answers/en/driving.after-treatment')).json();
  const { contentHash } = answer.revisions[0];
  await mia.post('/answers/en/driving.after-treatment/revisions/1/approve', {
    kind: 'plain_language',
    contentHash,
  });
  await expect.poll(async () => missingOf(await startOf(admin))).toEqual(['trial']);
  const by = { by: (await store.staff.findByLogin('ada'))?.id, at: '2026-11-22T15:00:00.000Z' };
  await store.documents.update('firstRun', async (current) => ({
    next: current && ({ ...current, trial: { ...by, turns: 1, tickets: 0 } } as typeof current),
    result: undefined,
  }));
  const driving = 'driving.after_treatment' as Parameters<typeof bank.find>[0];
  expect(bank.find(driving, 'en')).toEqual({ missing: 'unapproved' });

  const signed = (await admin.post('/start/sign-off')).json<StartView>();
  expect(signed).toMatchObject({
    standing: 'stands',
    signOff: { firstName: 'Ada', at: '2026-11-22T15:00:00.000Z' },
  });
  await expect.poll(() => bank.find(driving, 'en')).toMatchObject({ sample: false });
  expect(await store.audit.latest(1)).toMatchObject([
    { action: 'go-live signed', subject: 'first run', by: by.by },
  ]);

  await away(true);
  const fallen = (await mia.get('/start/standing')).json<StandingView>();
  expect(fallen).toMatchObject({ standing: 'fallen', broken: [{ id: 'on_call' }] });
  expect(bank.find(driving, 'en')).toMatchObject({ sample: false });
  await away(false);
  expect((await mia.get('/start/standing')).json()).toMatchObject({ standing: 'stands' });
});

test('what is confirmed is what was read: another number or other hours are refused', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  for (const [path, body] of [
    ['/start/called', { number: '555-0000' }],
    ['/start/hours', { setting: 'Mo 09:00-10:00' }],
  ] as const) {
    const response = await admin.post(path, body);
    expect([path, response.statusCode]).toEqual([path, 409]);
  }
  expect(await opened.store.documents.find('firstRun')).toBeUndefined();
});

test('a way counts as tried only when every page on it was taken', async () => {
  const opened = await openConsole({
    tryPages: async () => [
      { way: 'webhook', outcome: 'accepted' },
      { way: 'webhook', outcome: 'refused', problem: 'http_401' },
    ],
  });
  const admin = await anAdmin(opened);
  const { start } = (await admin.post('/start/pages')).json<{ start: StartView }>();
  expect(start.channels.tried).toMatchObject({ accepted: [], still: true });
  expect(missingOf(start)).toContain('pages');
});

test('an answer that is left to staff is decided until it gets other words', async () => {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const answer = { id: 'driving.after-treatment', locale: 'en' };
  const after = (
    await admin.post('/start/put-off', {
      answers: [answer, { id: 'driving.unknown', locale: 'en' }],
    })
  ).json<StartView>();
  expect(after.answers).toMatchObject([{ id: answer.id, state: 'put_off' }]);
  expect(missingOf(after)).not.toContain('answers');
  const entry = { action: 'answers put off', details: { answers: 1 } };
  expect(await opened.store.audit.latest(1)).toMatchObject([entry]);
});
