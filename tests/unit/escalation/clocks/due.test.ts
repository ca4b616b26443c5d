import { expect, test } from 'vitest';
import { dueOf } from '../../../../src/escalation/clocks/due.ts';
import { MINUTE_MS } from '../../../../src/shared/clock.ts';
import { aClinic, CLOCKS } from '../../../support/desk-kit.ts';
import { aTicket, T0 } from '../../../support/turn-kit.ts';

/** T0 is ten in the morning on a Monday; the clinic closes at five, 420 minutes later, and opens again at 1380. */
const after = (minutes: number) => new Date(Date.parse(T0) + minutes * MINUTE_MS).toISOString();
const minutesTo = (at: string) => (Date.parse(at) - Date.parse(T0)) / MINUTE_MS;
const dueIn = (ticket: Parameters<typeof aTicket>[0], clocks = CLOCKS) => {
  const { firstResponse, resolve } = dueOf(aTicket(ticket), clocks);
  return [minutesTo(firstResponse), minutesTo(resolve)];
};

test.each([
  ['emergency', 'emergency', [5, 10]],
  ['overdose', 'emergency', [5, 10]],
  ['self_harm', 'emergency', [5, 10]],
  ['self_harm', 'urgent', [15, 60]],
  ['abuse_disclosed', 'urgent', [15, 60]],
  ['side_effect_now', 'urgent', [15, 60]],
  ['dose', 'urgent', [15, 60]],
  ['failure', 'urgent', [15, 60]],
  ['dose', 'routine', [60, 1440 + 60]],
  ['schedule', 'routine', [240, 1440 + 240]],
  ['interaction', 'routine', [240, 1440 + 240]],
  ['pregnancy', 'routine', [240, 1440 + 240]],
  ['minor', 'routine', [240, 1440 + 240]],
  ['personal_advice', 'routine', [1440, 2880]],
  ['procurement', 'routine', [1440, 2880]],
  ['human', 'routine', [1440, 2880]],
  ['conduct', 'routine', [1440, 2880]],
] as const)('a ticket about %s that is %s is due by the policy’s table', (reason, urgency, due) => {
  expect(dueIn({ reason, urgency })).toEqual(due);
});

test('an emergency is due by the clock on the wall at night too, a dose question when the clinic is open again', () => {
  const openedAt = after(600);
  expect(dueIn({ reason: 'emergency', urgency: 'emergency', openedAt })[0]).toBe(605);
  expect(dueIn({ reason: 'dose', urgency: 'routine', openedAt })[0]).toBe(1380 + 60);
});

test('the clinic’s own minutes count', () => {
  const clocks = aClinic({ NOT_SEEN_EMERGENCY_MINUTES: '3', SEEN_DOSE_MINUTES: '30' });
  expect(dueIn({ reason: 'emergency', urgency: 'emergency' }, clocks)[0]).toBe(3);
  expect(dueIn({ reason: 'dose', urgency: 'routine' }, clocks)[0]).toBe(30);
});

test('nothing is to be resolved before it should have been seen', () => {
  const clocks = aClinic({ NOT_SEEN_EMERGENCY_MINUTES: '20' });
  expect(dueIn({ reason: 'emergency', urgency: 'emergency' }, clocks)).toEqual([20, 20]);
});

test('a ticket that became more urgent keeps the earliest of its times', () => {
  const turned = (minute: number) =>
    dueIn({
      reason: 'self_harm',
      urgency: 'emergency',
      urgentSince: { urgent: T0, emergency: after(minute) },
    });
  expect(turned(3)).toEqual([8, 13]);
  expect(turned(14)).toEqual([15, 24]);
});

test('a ticket that was opened again runs from then', () => {
  const reopenedAt = after(100);
  const urgentSince = { routine: T0, urgent: after(10) };
  expect(dueIn({ reason: 'dose', urgency: 'urgent', urgentSince, reopenedAt })[0]).toBe(115);
  expect(dueIn({ reason: 'dose', urgency: 'routine', reopenedAt })[0]).toBe(160);
});
