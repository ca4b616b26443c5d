import { expect, test } from 'vitest';
import type { PresenceView } from '../../../src/console/wire.ts';
import { anAdmin, aStaffMember, aTicket, type Caller, openConsole } from '../../support/console.ts';

async function aDesk() {
  const clock = { at: Date.parse('2026-11-22T15:00:00.000Z') };
  const opened = await openConsole({ now: () => new Date(clock.at).toISOString() });
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const ben = await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  const number = await aTicket(opened.store);
  const sign = (caller: Caller, doing: string) =>
    caller.post(`/tickets/${number}/presence`, { doing });
  const seenBy = async (caller: Caller) => {
    const { writing, looking } = (
      await caller.get(`/tickets/${number}/presence`)
    ).json<PresenceView>();
    return {
      writing: writing.map(({ firstName }) => firstName),
      looking: looking.map(({ firstName }) => firstName),
    };
  };
  return { clock, ana, ben, sign, seenBy };
}

test('a responder sees who else looks at a ticket and who writes, and not themselves', async () => {
  const { ana, ben, sign, seenBy } = await aDesk();
  await sign(ana, 'looking');
  expect(await seenBy(ben)).toEqual({ writing: [], looking: ['Ana'] });
  expect(await seenBy(ana)).toEqual({ writing: [], looking: [] });
  await sign(ana, 'writing');
  expect(await seenBy(ben)).toEqual({ writing: ['Ana'], looking: [] });
});

test('a responder who stopped writing is gone after some seconds', async () => {
  const { clock, ana, ben, sign, seenBy } = await aDesk();
  await sign(ana, 'writing');
  clock.at += 10_000;
  expect(await seenBy(ben)).toEqual({ writing: [], looking: [] });
});

test('a sign that is none of the two is refused', async () => {
  const { ana, sign } = await aDesk();
  expect((await sign(ana, 'sleeping')).statusCode).toBe(400);
});
