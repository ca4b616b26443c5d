import { expect, test } from 'vitest';
import type { StaffMember } from '../../../../src/domain/staff.ts';
import type { Reason } from '../../../../src/domain/ticket.ts';
import { chainFor, rosterOf, type Ways } from '../../../../src/escalation/paging/roster.ts';
import { aStaffMember, NO_WAYS } from '../../../support/desk-kit.ts';

const BY_EMAIL: Ways = { ...NO_WAYS, email: true };
const reached = (name: string, member: Parameters<typeof aStaffMember>[1] = {}) =>
  aStaffMember(name, { email: `${name}@example.org`, ...member });
const onCall = (name: string, place: number, member: Partial<StaffMember> = {}) =>
  reached(name, { duties: { onCall: place }, ...member });

/** The people of each step, by name. */
const chain = (staff: StaffMember[], reason: Reason = 'emergency', ways = BY_EMAIL) => {
  const nameOf = (id: string) => staff.find((person) => person.id === id)?.firstName;
  return chainFor(reason, rosterOf(staff, ways)).map((step) => step.map(nameOf).join(' '));
};

const ana = onCall('ana', 1);
const ben = onCall('ben', 2);
const dora = reached('dora', { duties: { medicalDirector: true } });
const lea = reached('lea', { duties: { safeguarding: true } });

test('people are called in the on-call order, and then all of them with the medical director', () => {
  expect(chain([dora, ben, ana])).toEqual(['ana', 'ben', 'ana ben dora']);
});

test('about abuse the safeguarding lead is called first', () => {
  expect(chain([ana, lea, dora], 'abuse_disclosed')).toEqual(['lea', 'ana', 'lea ana dora']);
  expect(chain([ana, lea, dora], 'self_harm')).toEqual(['ana', 'ana dora']);
});

test('a safeguarding lead who is on call too is called once', () => {
  const both = reached('lea', { duties: { safeguarding: true, onCall: 2 } });
  expect(chain([ana, both], 'abuse_disclosed')).toEqual(['lea', 'ana', 'lea ana']);
});

test('who is disabled is never called, who is away only when nobody else is left', () => {
  const away = onCall('ana', 1, { away: true });
  expect(chain([away, ben])).toEqual(['ben', 'ben']);
  expect(chain([onCall('ana', 1, { disabled: true }), ben])).toEqual(['ben', 'ben']);
  expect(chain([away])).toEqual(['ana', 'ana']);
  expect(chain([away, reached('cleo')])).toEqual(['cleo', 'cleo']);
});

test('a medical director who is away is called when there is no other', () => {
  const away = reached('dora', { duties: { medicalDirector: true }, away: true });
  expect(chain([ana, away]).at(-1)).toBe('ana dora');
  expect(chain([ana, away, reached('dan', { duties: { medicalDirector: true } })]).at(-1)).toBe(
    'ana dan',
  );
});

test('nobody on call: all who work at the desk and can be reached are called at once', () => {
  const staff = [
    reached('cleo'),
    reached('adam', { role: 'admin' }),
    reached('mona', { role: 'moderator' }),
    aStaffMember('noone'),
  ];
  expect(chain(staff)[0]).toBe('adam cleo');
});

test('someone on call without an address is passed over, unless only a shared place can name them', () => {
  const ann = aStaffMember('ann', { duties: { onCall: 1 } });
  expect(chain([ann, ben])).toEqual(['ben', 'ben']);
  expect(chain([ann])).toEqual(['ann', 'ann']);
});

test('an address on a way that is not connected reaches nobody', () => {
  const bySlack = aStaffMember('ann', { duties: { onCall: 1 }, slackUserId: 'U1' });
  expect(chain([bySlack, ben], 'emergency', BY_EMAIL)[0]).toBe('ben');
  expect(chain([bySlack, ben], 'emergency', { ...BY_EMAIL, slack: true })[0]).toBe('ann');
});

test('nobody at all: the chain has steps, and names no one', () => {
  expect(chain([])).toEqual(['', '']);
});

test('a medical director is called at once when there is nobody but them', () => {
  const alone = reached('dora', { role: 'moderator', duties: { medicalDirector: true } });
  expect(chain([alone])).toEqual(['dora', 'dora']);
});
