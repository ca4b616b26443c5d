import { expect, test } from 'vitest';
import type { ContactView, DeskHealth, PersonView } from '../../../src/console/wire.ts';
import { anAdmin, aStaffMember, openConsole, PASSWORD } from '../../support/console.ts';

const CONTACT: ContactView = {
  email: 'ana@clinic.example',
  slackUserId: 'U012AB3CD',
  away: false,
  duties: { onCall: 1, medicalDirector: false, safeguarding: true },
  credential: 'nurse',
};

async function someStaff() {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const ben = await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  const actions = async () =>
    (await opened.store.audit.latest(20)).map(({ action, by }) => ({ action, by }));
  return { ...opened, admin, ana, ben, actions };
}

test('an admin says how a person is reached and what their duties are, and it is audited', async () => {
  const { admin, ana, actions } = await someStaff();
  const saved = await admin.post(`/people/${ana.id}/contact`, CONTACT);
  expect(saved.json<PersonView>()).toMatchObject(CONTACT);
  expect((await ana.get('/contact')).json()).toEqual(CONTACT);
  expect((await actions()).map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'e-mail changed',
      'Slack member changed',
      'duties changed: on call at place 1, safeguarding lead',
      'credential set: nurse',
    ]),
  );
  await admin.post(`/people/${ana.id}/contact`, {
    email: '',
    slackUserId: '',
    away: false,
    duties: { onCall: null, medicalDirector: false, safeguarding: false },
  });
  expect((await ana.get('/contact')).json()).toMatchObject({ email: null, slackUserId: null });
});

test('a person changes their own e-mail with their password, goes away and comes back, and nothing else', async () => {
  const { admin, ana, actions } = await someStaff();
  await admin.post(`/people/${ana.id}/contact`, CONTACT);
  const wanted = {
    email: 'New@Clinic.example',
    away: true,
    slackUserId: 'U0000000X',
    duties: { onCall: null, medicalDirector: true, safeguarding: false },
    credential: 'physician',
  };
  expect((await ana.post('/contact', wanted)).json()).toMatchObject({ code: 'not_proved' });
  const mine = await ana.post('/contact', { ...wanted, password: PASSWORD });
  expect(mine.json()).toEqual({ ...CONTACT, email: 'new@clinic.example', away: true });
  expect(await actions()).toContainEqual({ action: 'set away', by: ana.id });
});

test('a credential stays when only the contact is changed, and goes when an admin takes it away', async () => {
  const { admin, ana } = await someStaff();
  const { credential: _, ...contact } = CONTACT;
  const set = (credential: object) =>
    admin.post(`/people/${ana.id}/contact`, { ...contact, ...credential });
  await set({ credential: 'pharmacist' });
  expect((await set({})).json<PersonView>().credential).toBe('pharmacist');
  expect((await set({ credential: '' })).json<PersonView>().credential).toBeNull();
});

test.each([
  ['a credential that is none', { credential: 'friend of the house' }, 'credential'],
  ['an e-mail that is none', { email: 'ana at clinic' }, 'email'],
  ['a Slack name instead of a member ID', { slackUserId: '@ana' }, 'slackUserId'],
  ['a place before the first', { duties: { ...CONTACT.duties, onCall: 0 } }, 'onCall'],
])('%s is refused, and the field is named', async (_what, wrong, field) => {
  const { admin, ana } = await someStaff();
  const refused = await admin.post(`/people/${ana.id}/contact`, { ...CONTACT, ...wrong });
  expect(refused.statusCode).toBe(400);
  expect(refused.json().problem).toContain(field);
  expect((await ana.get('/contact')).json()).toMatchObject({ email: null });
});

test('two people are never the same Slack member', async () => {
  const { admin, ana, ben } = await someStaff();
  await admin.post(`/people/${ana.id}/contact`, CONTACT);
  const second = await admin.post(`/people/${ben.id}/contact`, CONTACT);
  expect(second.json()).toMatchObject({ code: 'slack_user_taken' });
});

test('an admin is warned while nobody is on call: none named, or those who are away', async () => {
  const { admin, ana } = await someStaff();
  const health = async () => (await admin.get('/desk-health')).json<DeskHealth>().nobodyOnCall;
  expect(await health()).toBe(true);
  await admin.post(`/people/${ana.id}/contact`, CONTACT);
  expect(await health()).toBe(false);
  await ana.post('/contact', { email: CONTACT.email, away: true });
  expect(await health()).toBe(true);
  expect((await ana.get('/desk-health')).json<DeskHealth>().nobodyOnCall).toBeNull();
});
