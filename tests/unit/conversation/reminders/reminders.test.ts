import { describe, expect, test } from 'vitest';
import { createReminders } from '../../../../src/conversation/reminders/create-reminders.ts';
import { answersToReview } from '../../../../src/conversation/reminders/due-reminders.ts';
import type { Outgoing } from '../../../../src/domain/conversation.ts';
import type { StaffMember } from '../../../../src/domain/staff.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aMachine } from '../../../support/a-machine.ts';
import {
  aContent,
  anAnswer,
  anApproval,
  aReader,
  aRevision,
  aStoreWith,
} from '../../answer-bank/an-answer.ts';
import { aLog } from '../../outbox/outbox-kit.ts';

const DAY_MS = 24 * 60 * 60_000;
const NINE = '2026-11-23T14:00:00.000Z'; // in New York

const later = (days: number, from = NINE) =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();

const dueIn = (days: number) => anAnswer([aRevision({ reviewBy: later(days) })]);

async function withStaff(store: Store, ...people: StaffMember[]): Promise<void> {
  for (const one of people) {
    await store.staff.update(one.id, async () => ({ next: one, result: undefined }));
  }
}

/** All that waits in the outboxes. */
async function waiting(store: Store): Promise<Outgoing[]> {
  const ids = await store.conversations.withOutbox();
  const found = await Promise.all(ids.map((id) => store.conversations.find(id)));
  return found.flatMap((conversation) => conversation?.outbox ?? []);
}

/** A process that looks at each of these moments; a new one is a restart. */
function aProcess(store: Store, ways = { slack: true, email: true }) {
  let at = NINE;
  const reminders = createReminders({
    store,
    ways,
    timeZone: 'America/New_York',
    now: () => at,
    wait: async () => {},
    log: aLog(),
  });
  return async (...moments: string[]) => {
    for (const moment of moments) {
      at = moment;
      await reminders.look();
    }
    return (await waiting(store)).length;
  };
}

describe('a reminder of answers to review', () => {
  test('goes to the staff channel, and by mail to each moderator who has an address', async () => {
    const store = await aStoreWith(dueIn(20));
    const [mo, ed] = [aReader('m'), aReader('e')];
    await withStaff(
      store,
      { ...mo, email: 'mo@clinic.example' },
      { ...ed, email: 'ed@clinic.example' },
      { ...aReader('r'), role: 'responder', email: 'ria@clinic.example' },
      { ...aReader('x'), disabled: true, email: 'xe@clinic.example' },
    );
    await aProcess(store)(NINE);
    const items = await waiting(store);
    expect(items.map(({ to, person, kind, about }) => [to, person, kind, about])).toEqual([
      ['slack_staff', undefined, 'reminder', 1],
      ['email', mo.id, 'reminder', 1],
      ['email', ed.id, 'reminder', 1],
    ]);
    expect(JSON.stringify(items)).not.toContain('cost');
  });

  test('is said once, also by a process that began anew', async () => {
    const store = await aStoreWith(dueIn(20));
    expect(await aProcess(store)(NINE, later(1))).toBe(1);
    expect(await aProcess(store)(later(2), later(3))).toBe(1);
  });

  test('is kept until there is somewhere to say it', async () => {
    const store = await aStoreWith(dueIn(20));
    expect(await aProcess(store, { slack: false, email: false })(NINE)).toBe(0);
    expect(await aProcess(store, { slack: false, email: true })(later(1))).toBe(0);
    await withStaff(store, { ...aReader('m'), email: 'mo@clinic.example' });
    expect(await aProcess(store, { slack: false, email: true })(later(2))).toBe(1);
  });
});

describe('a reminder while clocks change', () => {
  test('comes once a morning on the days on which the clinic changes its clocks', async () => {
    const store = await aStoreWith(dueIn(120)); // due on 23 March 2027
    const look = aProcess(store);
    // 2027-03-14: clocks go forward; nine in the morning is 13:00 UTC from then on.
    expect(await look('2027-03-14T12:59:00.000Z')).toBe(0);
    expect(await look('2027-03-14T13:00:00.000Z', '2027-03-14T14:00:00.000Z')).toBe(1);
  });

  test('comes no second time when clocks go back and the hour repeats', async () => {
    const store = await aStoreWith(anAnswer([aRevision({ reviewBy: '2027-11-20T12:00:00.000Z' })]));
    const look = aProcess(store);
    // 2027-11-07: clocks go back; nine in the morning is 14:00 UTC from then on.
    expect(await look('2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z')).toBe(0);
    expect(await look('2027-11-07T13:30:00.000Z')).toBe(0);
    expect(await look('2027-11-07T14:00:00.000Z', '2027-11-07T14:10:00.000Z')).toBe(1);
  });

  test('is not said again when the clock of the machine is set back', async () => {
    const store = await aStoreWith(dueIn(20));
    const look = aProcess(store);
    expect(await look(NINE, later(13))).toBe(2);
    expect(await look(later(2), later(1), NINE)).toBe(2);
    expect(await look(later(13))).toBe(2);
  });

  test('skips to the most pressing when the clock jumps past several of them', async () => {
    const store = await aStoreWith(dueIn(40));
    expect(await aProcess(store)(NINE, later(50))).toBe(1);
    const due = answersToReview(await store.answers.all(), later(50));
    expect(due).toMatchObject([{ days: 0 }]);
  });

  test('is not said of a nearer day first and of a farther one when the clock is set back', async () => {
    const store = await aStoreWith(dueIn(20));
    const look = aProcess(store);
    expect(await look(later(15), later(1))).toBe(1);
  });

  test('comes again for the date to which an answer was renewed', async () => {
    const revision = aRevision({ reviewBy: later(5) });
    const store = await aStoreWith(anAnswer([revision]));
    expect(await aProcess(store)(NINE)).toBe(1);
    const renewals = [{ ...anApproval('m', 'clinical'), reviewBy: later(5) }];
    const next = anAnswer([{ ...revision, renewals, reviewBy: later(370) }]);
    await store.answers.update(next, async () => ({ next, result: undefined }));
    expect(await aProcess(store)(later(6))).toBe(1);
    expect(await aProcess(store)(later(365), later(366))).toBe(2);
  });

  test('waits a day after the clock was set ahead, so that setting it right again skips and repeats none', async () => {
    const store = await aStoreWith(dueIn(45));
    const machine = aMachine(NINE);
    const reminders = createReminders({
      store,
      ways: { slack: true, email: false },
      timeZone: 'America/New_York',
      now: () => machine.clock.settled(DAY_MS),
      wait: async () => {},
      log: aLog(),
    });
    const lookAfter = async (days: number) => {
      machine.pass(days * DAY_MS);
      await reminders.look();
      return (await waiting(store)).length;
    };
    expect(await lookAfter(0)).toBe(0);
    machine.set(30 * DAY_MS);
    expect(await lookAfter(0.5)).toBe(0);
    machine.set(-30 * DAY_MS);
    expect(await lookAfter(0.5)).toBe(0);
    expect(await lookAfter(15)).toBe(1);
    expect(await lookAfter(23)).toBe(2);
  });

  test('knows the day of a review that falls on a leap day', async () => {
    const content = aContent({ reviewEveryMonths: 12 });
    const reviewBy = '2028-02-29T12:00:00.000Z';
    const answer = anAnswer([aRevision({ content, reviewBy })]);
    const stageAt = (at: string) => answersToReview([answer], at)[0]?.days;
    expect(stageAt('2028-01-30T11:59:59.000Z')).toBeUndefined();
    expect(stageAt('2028-01-30T12:00:00.000Z')).toBe(30);
    expect(stageAt('2028-02-22T12:00:00.000Z')).toBe(7);
    expect(stageAt('2028-02-28T12:00:00.000Z')).toBe(1);
    expect(stageAt('2028-02-29T11:59:59.000Z')).toBe(1);
    expect(stageAt('2028-02-29T12:00:00.000Z')).toBe(0);
  });
});
