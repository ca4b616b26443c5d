import { expect, test } from 'vitest';
import { peopleFacts } from '../../../../src/conversation/first-run/people-facts.ts';
import { StaffMember } from '../../../../src/domain/staff.ts';

const EMAIL = { email: true, slack: false, webhook: false };
const WEBHOOK = { email: false, slack: false, webhook: true };

const aPerson = (letter: string, more: Partial<StaffMember> = {}) =>
  StaffMember.parse({
    schema: 1,
    id: `s_${letter.repeat(16)}`,
    login: `${letter}${letter}`,
    firstName: letter,
    role: 'responder',
    passwordHash: 'x',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: '2026-11-22T12:00:00.000Z',
    ...more,
  });
const ana = aPerson('a', { duties: { onCall: 1 }, email: 'ana@clinic.example' });

test('someone on call counts when present and reached by a way that is set', () => {
  const { email: _, ...noAddress } = ana;
  expect(peopleFacts([ana], EMAIL).onCall).toBe(1);
  expect(peopleFacts([noAddress], EMAIL).onCall).toBe(0);
  expect(peopleFacts([noAddress], WEBHOOK).onCall).toBe(1);
  expect(peopleFacts([{ ...ana, away: true }], EMAIL).onCall).toBe(0);
  expect(peopleFacts([{ ...ana, disabled: true }], EMAIL).onCall).toBe(0);
});

test('the next after the first on call is another person, on call or a medical director', () => {
  const both = { ...ana, duties: { onCall: 1, medicalDirector: true } };
  const director = aPerson('d', { duties: { medicalDirector: true } });
  const second = aPerson('b', { duties: { onCall: 2 } });
  expect(peopleFacts([both], WEBHOOK).backup).toBe(false);
  expect(peopleFacts([both, second], WEBHOOK).backup).toBe(true);
  expect(peopleFacts([ana, director], WEBHOOK).backup).toBe(true);
  expect(peopleFacts([director], WEBHOOK).backup).toBe(false);
});

test('moderators and admins approve; a responder with a credential does not', () => {
  const nurse = aPerson('n', { credential: 'nurse' });
  const moderator = aPerson('m', { role: 'moderator' });
  const doctor = aPerson('p', { role: 'moderator', credential: 'physician' });
  expect(peopleFacts([nurse, moderator], EMAIL)).toMatchObject({ approvers: 1, clinicians: 0 });
  expect(peopleFacts([doctor, moderator], EMAIL)).toMatchObject({ approvers: 2, clinicians: 1 });
});
