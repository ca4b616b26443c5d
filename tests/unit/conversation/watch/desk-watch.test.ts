import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStaffActions } from '../../../../src/conversation/desk/staff-actions.ts';
import type { Sender } from '../../../../src/conversation/reply/sender.ts';
import { takeTurn } from '../../../../src/conversation/take-turn.ts';
import type { FoundConcern } from '../../../../src/domain/concern.ts';
import { conversationIdOf, StaffId } from '../../../../src/domain/ids.ts';
import { dueOf } from '../../../../src/escalation/clocks/due.ts';
import { MINUTE_MS } from '../../../../src/shared/clock.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openLowdbStore } from '../../../../src/store/lowdb/open-lowdb-store.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDeskWatch, aStaffMember, CLOCKS, NO_WAYS } from '../../../support/desk-kit.ts';
import { aClock } from '../../../support/test-app.ts';
import { aConcern, aConversation, aMessage, T0, turnDeps } from '../../../support/turn-kit.ts';

const ana = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
} as const;
const BY_WEBHOOK = { ...NO_WAYS, webhook: true };
const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const urgent = aConcern({ concern: 'dose', level: 2, urgency: 'urgent' });
const routine = aConcern({ concern: 'dose' });

/** A desk with patients who write and a watch, all on one clock and one store. */
async function aDesk(given?: { store: Store; clock: ReturnType<typeof aClock> }) {
  const clock = given?.clock ?? aClock();
  const { now } = clock;
  const store = given?.store ?? (await openMemoryStore({ now }));
  const deps = turnDeps({
    now,
    reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
  });
  const { sender } = deps;
  const idOf = (patient: string) => conversationIdOf(patient);
  const writes = (patient: string, found: FoundConcern, channel: 'web' | 'slack' = 'web') =>
    store.conversations.update(idOf(patient), async (current) => {
      const id = idOf(patient);
      const gate = { check: () => ({ concerns: [found], modifiers: [] }), version: 'test' };
      const conversation = current ?? aConversation({ id, channel });
      const message = aMessage({ conversationId: id, text: 'x' });
      const heard = { message, choice: undefined };
      const taken = await takeTurn(heard, conversation, { ...deps, gate });
      return { next: taken.conversation, result: taken.outcome.turn.tickets[0]?.number };
    });
  const watchOver = (watched: Parameters<typeof aDeskWatch>[0]['store'], ways = NO_WAYS) =>
    aDeskWatch({ store: watched, sender, now, ways });
  const told = async (patient: string) => {
    const conversation = await store.conversations.find(idOf(patient));
    return (conversation?.messages ?? []).filter(({ parts }) =>
      parts.some((part) => part.kind === 'block' && part.id === 'R-NOTSEEN'),
    );
  };
  return {
    clock,
    store,
    sender,
    idOf,
    writes,
    told,
    watchOver,
    watch: watchOver(store),
    staff: createStaffActions({ store, sender, now, posts: false }),
  };
}

test('a patient whose emergency nobody claimed is told after five minutes, under the warning', async () => {
  const { clock, writes, watch, told, sender } = await aDesk();
  await writes('pat', emergency);
  clock.wait(5 * MINUTE_MS - 1);
  expect(await watch.look()).toEqual({ changed: 0, failed: 0 });
  clock.wait(1);
  expect(await watch.look()).toEqual({ changed: 1, failed: 0 });
  const [message] = await told('pat');
  expect(message?.parts.map((part) => part.kind === 'block' && part.id)).toEqual([
    'R-NOTSEEN',
    'WARNING',
  ]);
  expect(message && sender.mayLeave(message)).toBe(true);
});

test('a patient is told in time though the clock was set back an hour meanwhile', async () => {
  const { clock, store, sender, writes, told } = await aDesk();
  await writes('pat', emergency);
  const setBack = () => new Date(Date.parse(clock.now()) - 60 * MINUTE_MS).toISOString();
  const watch = aDeskWatch({ store, sender, now: setBack, latest: clock.now });
  clock.wait(5 * MINUTE_MS - 1);
  await watch.look();
  expect(await told('pat')).toEqual([]);
  clock.wait(1);
  await watch.look();
  expect(await told('pat')).toHaveLength(1);
});

test('a patient is told once, however often one looks and however late it gets', async () => {
  const { clock, writes, watch, told } = await aDesk();
  await writes('pat', emergency);
  clock.wait(6 * 60 * MINUTE_MS);
  await Promise.all([watch.look(), watch.look(), watch.look()]);
  clock.wait(24 * 60 * MINUTE_MS);
  await watch.look();
  expect(await told('pat')).toHaveLength(1);
});

test('a claim in time keeps the bot silent', async () => {
  const { clock, writes, watch, told, staff } = await aDesk();
  const number = await writes('pat', emergency);
  if (number) await staff.claim(number, ana);
  clock.wait(60 * MINUTE_MS);
  await watch.look();
  expect(await told('pat')).toEqual([]);
});

test('a dose question of the night is called unseen after the clinic was open for an hour', async () => {
  const { clock, writes, watch, told } = await aDesk();
  clock.wait(12 * 60 * MINUTE_MS);
  await writes('pat', routine);
  clock.wait(12 * 60 * MINUTE_MS - 1);
  await watch.look();
  expect(await told('pat')).toEqual([]);
  clock.wait(1);
  await watch.look();
  expect(await told('pat')).toHaveLength(1);
});

test('a patient is told in the language of the conversation', async () => {
  const { clock, writes, watch, told, store, idOf } = await aDesk();
  await writes('pat', emergency);
  await store.conversations.update(idOf('pat'), async (current) => ({
    next: current && { ...current, locale: 'es' },
    result: undefined,
  }));
  clock.wait(5 * MINUTE_MS);
  await watch.look();
  expect((await told('pat')).map(({ locale }) => locale)).toEqual(['es']);
});

test('two tickets that are overdue at one moment are one message; a later one is another', async () => {
  const { clock, writes, watch, told } = await aDesk();
  await writes('pat', emergency);
  await writes('pat', urgent);
  clock.wait(3 * 60 * MINUTE_MS);
  await watch.look();
  expect(await told('pat')).toHaveLength(1);
  await writes('pat', aConcern({ concern: 'self_harm', level: 1, urgency: 'urgent' }));
  clock.wait(15 * MINUTE_MS);
  await watch.look();
  expect(await told('pat')).toHaveLength(2);
});

test('a patient on Slack is told there: the words wait in the outbox, written with the ticket', async () => {
  const { clock, writes, watch, told, store, idOf } = await aDesk();
  await writes('pat', emergency, 'slack');
  clock.wait(5 * MINUTE_MS);
  await watch.look();
  const conversation = await store.conversations.find(idOf('pat'));
  const [message] = await told('pat');
  expect(conversation?.outbox.at(-1)).toMatchObject({ to: 'slack_patient', about: message?.seq });
  expect(conversation?.tickets[0]?.notSeenToldAt).toBe(message?.at);
  expect(conversation?.audit.at(-1)).toMatchObject({ by: 'bot', subject: 'ticket 1' });
});

test('after a restart an overdue patient is told at once, and one who was told is not told again', async () => {
  const clock = aClock();
  const folder = mkdtempSync(join(tmpdir(), 'askwell-test-'));
  const opening = { folder, now: clock.now, log: silentLog };
  const before = await aDesk({ store: await openLowdbStore(opening), clock });
  await before.writes('told', emergency);
  clock.wait(5 * MINUTE_MS);
  await before.watch.look();
  await before.writes('waiting', emergency);
  await before.store.close();
  clock.wait(60 * MINUTE_MS);
  const after = await aDesk({ store: await openLowdbStore(opening), clock });
  expect(await after.watch.look()).toEqual({ changed: 1, failed: 0 });
  expect(await after.told('told')).toHaveLength(1);
  expect(await after.told('waiting')).toHaveLength(1);
  await after.store.close();
});

test('a store that fails is tried again, and one patient’s trouble is not another’s', async () => {
  const { clock, writes, watchOver, told, store, idOf } = await aDesk();
  await writes('pat', emergency);
  await writes('sam', emergency);
  clock.wait(5 * MINUTE_MS);
  let broken = true;
  const conversations: Store['conversations'] = {
    ...store.conversations,
    update: (id, change) =>
      broken && id === idOf('pat')
        ? Promise.reject(new Error('no space left'))
        : store.conversations.update(id, change),
  };
  const watch = watchOver({ conversations });
  expect(await watch.look()).toEqual({ changed: 1, failed: 1 });
  broken = false;
  expect(await watch.look()).toEqual({ changed: 1, failed: 0 });
  expect([await told('pat'), await told('sam')].map(({ length }) => length)).toEqual([1, 1]);
});

test('staff who cannot be read keep no patient from being told, and are paged once they can', async () => {
  const { clock, writes, watchOver, told, store } = await aDesk();
  await writes('pat', emergency);
  clock.wait(5 * MINUTE_MS);
  let broken = true;
  const all = async () => {
    if (broken) throw new Error('disk gone');
    return [aStaffMember('ana', { duties: { onCall: 1 } })];
  };
  const watch = watchOver({ ...store, staff: { ...store.staff, all } }, BY_WEBHOOK);
  expect(await watch.look()).toEqual({ changed: 1, failed: 1 });
  expect(await told('pat')).toHaveLength(1);
  broken = false;
  expect(await watch.look()).toEqual({ changed: 1, failed: 0 });
  const [open] = await store.conversations.openTickets();
  expect(open?.ticket.pages).toHaveLength(1);
});

test('words that may not be sent keep nobody from being paged', async () => {
  const { clock, writes, store } = await aDesk();
  await writes('pat', emergency);
  clock.wait(5 * MINUTE_MS);
  const sender: Sender = {
    mayLeave: () => false,
    isTakenBack: () => false,
    send() {
      throw new Error('a block was changed on disk');
    },
  };
  await aDeskWatch({ store, sender, now: clock.now, ways: BY_WEBHOOK }).look();
  const [open] = await store.conversations.openTickets();
  expect(open?.ticket.pages).toHaveLength(1);
  expect(open?.ticket.notSeenToldAt).toBeUndefined();
});

test('two watches and a restart page a ticket once for each time it is due', async () => {
  const { clock, writes, watchOver, store } = await aDesk();
  await writes('pat', emergency);
  for (let minute = 0; minute < 12; minute += 1) {
    await Promise.all(
      [watchOver(store, BY_WEBHOOK), watchOver(store, BY_WEBHOOK)].map((one) => one.look()),
    );
    clock.wait(MINUTE_MS);
  }
  const [open] = await store.conversations.openTickets();
  const minutes = open?.ticket.pages.map(({ at }) => (Date.parse(at) - Date.parse(T0)) / MINUTE_MS);
  expect(minutes).toEqual([0, 2, 5, 7, 9]);
});

test('staff who fell silent give the chat back, and those who wait for words are paged about it anew', async () => {
  const { clock, writes, watchOver, store, staff } = await aDesk();
  const number = await writes('pat', emergency);
  if (number) await staff.claim(number, ana);
  clock.wait(60 * MINUTE_MS);
  await watchOver(store, BY_WEBHOOK).look();
  const [open] = await store.conversations.openTickets();
  expect(open?.ticket).toMatchObject({ state: 'new', reopenedAt: clock.now() });
  expect(open?.ticket.pages).toMatchObject([{ at: clock.now(), step: 0 }]);
});

test('a desk that cannot be read is looked at again, until it is told to stop', async () => {
  const { clock, writes, watchOver, told, store } = await aDesk();
  await writes('pat', emergency);
  clock.wait(5 * MINUTE_MS);
  let failures = 3;
  let read = () => {};
  const tried = new Promise<void>((resolve) => {
    read = resolve;
  });
  const conversations: Store['conversations'] = {
    ...store.conversations,
    openTickets: () => {
      if (failures-- > 0) return Promise.reject(new Error('disk gone'));
      read();
      return store.conversations.openTickets();
    },
  };
  const watch = watchOver({ conversations });
  watch.start();
  watch.start();
  await tried;
  await watch.stop();
  expect(await told('pat')).toHaveLength(1);
});

type Desk = Awaited<ReturnType<typeof aDesk>>;
type Step = (desk: Desk) => Promise<unknown>;

const writing = fc
  .record({
    patient: fc.constantFrom('pat', 'sam'),
    found: fc.constantFrom(emergency, urgent, routine),
  })
  .map(
    ({ patient, found }): Step =>
      (desk) =>
        desk.writes(patient, found),
  );
const working = fc
  .record({ deed: fc.constantFrom('claim' as const, 'resolve' as const), n: fc.nat(6) })
  .map(
    ({ deed, n }): Step =>
      async ({ store, staff }) => {
        const ticket = (await store.conversations.openTickets())[n]?.ticket;
        return ticket && staff[deed](ticket.number, ana);
      },
  );
/** Hours forth and back too, as a clock does that is set. */
const waiting = fc.constantFrom(1, 5, 15, 600, -300).map(
  (minutes): Step =>
    async ({ clock }) =>
      clock.wait(minutes * MINUTE_MS),
);
const looking = fc.constant<Step>(({ watch, watchOver, store }) =>
  Promise.all([watch.look(), watchOver(store).look()]),
);

test('whatever happens, two watches tell a patient at most once for each time a ticket is in the queue', async () => {
  const steps = fc.array(fc.oneof(writing, working, waiting, looking), { maxLength: 25 });
  let told = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (chosen) => {
      const desk = await aDesk();
      for (const step of chosen) await step(desk);
      const entries = await desk.store.audit.latest(1000);
      const countOf = (subject: string, action: RegExp) =>
        entries.filter((entry) => entry.subject === subject && action.test(entry.action)).length;
      const about = entries
        .filter(({ action }) => action === 'patient told that no one has seen the ticket')
        .map(({ subject }) => subject);
      for (const subject of new Set(about)) {
        const queued = countOf(subject, /^ticket (opened|reopened by|released by)/);
        expect(countOf(subject, /^patient told/)).toBeLessThanOrEqual(queued);
      }
      const words = [...(await desk.told('pat')), ...(await desk.told('sam'))];
      expect(words.length).toBeLessThanOrEqual(about.length);
      for (const { ticket } of await desk.store.conversations.openTickets()) {
        const { firstResponse } = dueOf(ticket, CLOCKS);
        if (ticket.notSeenToldAt) expect(ticket.notSeenToldAt >= firstResponse).toBe(true);
      }
      told += about.length;
    }),
    { numRuns: 80 },
  );
  expect(told).toBeGreaterThan(0);
});
