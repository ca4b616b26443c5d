import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Urgency } from '../../../../src/domain/concern.ts';
import type { Conversation } from '../../../../src/domain/conversation.ts';
import { TicketNumber } from '../../../../src/domain/ids.ts';
import type { Page, Reason } from '../../../../src/domain/ticket.ts';
import { dueOf } from '../../../../src/escalation/clocks/due.ts';
import { nextPage } from '../../../../src/escalation/paging/next-page.ts';
import { type Roster, rosterOf } from '../../../../src/escalation/paging/roster.ts';
import { openTicket } from '../../../../src/escalation/tickets/open-ticket.ts';
import {
  addNote,
  claimTicket,
  resolveTicket,
} from '../../../../src/escalation/tickets/work-on-ticket.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../src/shared/clock.ts';
import { aStaffMember, CLOCKS, NO_WAYS, staffId } from '../../../support/desk-kit.ts';
import { aConversation, T0 } from '../../../support/turn-kit.ts';

const BY_EMAIL = { ...NO_WAYS, email: true };
const person = (name: string, duties: object) =>
  aStaffMember(name, { email: `${name}@example.org`, duties });
const ROSTER = rosterOf(
  [
    person('ana', { onCall: 1 }),
    person('ben', { onCall: 2 }),
    person('dora', { medicalDirector: true }),
  ],
  BY_EMAIL,
);
const ANA_ALONE = rosterOf([person('ana', { onCall: 1 })], BY_EMAIL);
const REPEAT_MS = 2 * MINUTE_MS;
const NUMBER = TicketNumber.parse(1);
const ana = staffId('ana');

/** A conversation on a desk whose watch looks every two seconds, and all pages that came of it. */
function aQueue({ roster = ROSTER, start = T0 }: { roster?: Roster; start?: string } = {}) {
  let nowMs = Date.parse(start);
  let conversation = aConversation();
  const now = () => new Date(nowMs).toISOString();
  const minute = (page: Page) => (Date.parse(page.at) - Date.parse(start)) / MINUTE_MS;
  const ticket = () => conversation.tickets[0];
  const look = () => {
    const current = ticket();
    if (!current) return;
    const how = { conversation, roster, clocks: CLOCKS, repeatMs: REPEAT_MS, at: now() };
    const page = nextPage(current, how);
    if (!page) return;
    conversation = { ...conversation, tickets: [{ ...current, pages: [...current.pages, page] }] };
  };
  const change = (next: Conversation | undefined) => {
    conversation = next ?? conversation;
    look();
  };
  return {
    now,
    ticket,
    minutes: () => (ticket()?.pages ?? []).map(minute),
    pages: () => ticket()?.pages ?? [],
    raise(reason: Reason, urgency: Urgency) {
      const escalation = { reason, urgency, hold: false };
      change(openTicket(conversation, escalation, { number: NUMBER, at: now() }).conversation);
    },
    claim: () => change(claimTicket(conversation, NUMBER, { by: ana, at: now() }).conversation),
    resolve: () => change(resolveTicket(conversation, NUMBER, { by: ana, at: now() }).conversation),
    note: () => change(addNote(conversation, NUMBER, { at: now(), by: ana, text: 'calling' })),
    /** Time goes on, and the watch looks every `everyMs`. */
    wait(minutes: number, everyMs = 2 * SECOND_MS) {
      for (let waited = 0; waited < minutes * MINUTE_MS; waited += everyMs) {
        nowMs += everyMs;
        look();
      }
    },
    /** The clock is set, or nobody looked for so long. */
    jump(minutes: number) {
      nowMs += minutes * MINUTE_MS;
      look();
    },
  };
}

test('an emergency calls at once, again every two minutes, and at each target the next person', () => {
  const queue = aQueue();
  queue.raise('emergency', 'emergency');
  queue.wait(18);
  expect(queue.minutes()).toEqual([0, 2, 5, 7, 10, 12, 14]);
  expect(queue.pages().map(({ step }) => step)).toEqual([0, 0, 1, 1, 2, 2, 2]);
  expect(queue.pages().map(({ to }) => to)).toEqual([
    [ana],
    [ana],
    [staffId('ben')],
    [staffId('ben')],
    ...Array(3).fill([ana, staffId('ben'), staffId('dora')]),
  ]);
});

test('after the director was called three times pages come every 15 minutes, and never stop', () => {
  const queue = aQueue();
  queue.raise('emergency', 'emergency');
  queue.wait(24 * 60);
  const late = queue.minutes().slice(6);
  expect(late.slice(0, 4)).toEqual([14, 29, 44, 59]);
  expect(late.at(-1)).toBeGreaterThan(24 * 60 - 15);
});

test('other urgent tickets are repeated half as often', () => {
  const queue = aQueue();
  queue.raise('side_effect_now', 'urgent');
  queue.wait(32);
  expect(queue.minutes()).toEqual([0, 4, 8, 15, 19, 23, 30]);
});

test('a person alone on call is called again and again', () => {
  const queue = aQueue({ roster: ANA_ALONE });
  queue.raise('emergency', 'emergency');
  queue.wait(60);
  expect(queue.minutes()).toEqual([0, 2, 5, 7, 9, 24, 39, 54]);
  expect(new Set(queue.pages().flatMap(({ to }) => to))).toEqual(new Set([ana]));
});

test('a dose question calls nobody before it is overdue, then once at each target in opening hours', () => {
  const queue = aQueue();
  queue.raise('dose', 'routine');
  queue.wait(24 * 60);
  // Open from minute 0 to 420, and from 1380 on.
  expect(queue.minutes()).toEqual([60, 120, 180, 240, 300, 360, 420, 1440]);
  expect(queue.pages().map(({ step }) => step)).toEqual([0, 1, 2, 2, 2, 2, 2, 2]);
});

test('who claims it, or makes a note, is not called again', () => {
  for (const deed of ['claim', 'note'] as const) {
    const queue = aQueue();
    queue.raise('emergency', 'emergency');
    queue.wait(1);
    queue[deed]();
    queue.wait(60);
    expect(queue.minutes()).toEqual([0]);
  }
});

test('a routine ticket that becomes an emergency calls at once, beginning with the first person', () => {
  const queue = aQueue();
  queue.raise('dose', 'routine');
  queue.wait(121);
  queue.raise('dose', 'emergency');
  expect(queue.minutes()).toEqual([60, 120, 121]);
  expect(queue.pages().at(-1)).toMatchObject({ step: 0, to: [ana] });
});

test('an urgent ticket that becomes an emergency calls at once, whoever was called a minute ago', () => {
  const queue = aQueue();
  queue.raise('self_harm', 'urgent');
  queue.wait(5);
  queue.raise('self_harm', 'emergency');
  queue.wait(4);
  expect(queue.minutes()).toEqual([0, 4, 5, 7]);
});

test('a ticket that comes back after it was resolved calls as a new one does', () => {
  const queue = aQueue();
  queue.raise('emergency', 'emergency');
  queue.wait(12);
  queue.claim();
  queue.resolve();
  queue.wait(30);
  queue.raise('emergency', 'emergency');
  expect(queue.pages().at(-1)).toMatchObject({ at: queue.now(), step: 0, to: [ana] });
});

test('after an hour in which nobody looked one page goes out, to all at once', () => {
  const queue = aQueue();
  queue.raise('emergency', 'emergency');
  queue.jump(60);
  queue.wait(1);
  expect(queue.minutes()).toEqual([0, 60]);
  expect(queue.pages()[1]?.to).toHaveLength(3);
});

test('a clock that is set back a little pages nothing twice, one that is set back by hours goes on', () => {
  const queue = aQueue();
  queue.raise('emergency', 'emergency');
  queue.wait(6);
  const before = queue.pages().length;
  queue.jump(-4);
  queue.wait(4);
  expect(queue.pages()).toHaveLength(before);
  queue.jump(-300);
  expect(queue.pages()).toHaveLength(before + 1);
  queue.wait(20);
  expect(queue.pages().length).toBeGreaterThan(before + 4);
});

test('pages stay on the last step when people leave the roster', () => {
  const queue = aQueue();
  queue.raise('emergency', 'emergency');
  queue.wait(11);
  const ticket = queue.ticket();
  if (!ticket) throw new Error('it was raised');
  const at = new Date(Date.parse(queue.now()) + 14 * MINUTE_MS).toISOString();
  const conversation = aConversation({ tickets: [ticket] });
  const how = { conversation, roster: ANA_ALONE, clocks: CLOCKS, repeatMs: REPEAT_MS, at };
  expect(nextPage(ticket, how)).toEqual({ at, step: 2, to: [ana] });
});

type Queue = ReturnType<typeof aQueue>;
type Deed = {
  name: string;
  run: (queue: Queue) => void;
  kind: 'time' | 'jump' | 'staff' | 'patient';
};

const REASONS = ['emergency', 'self_harm', 'dose', 'abuse_disclosed'] as const;
const deeds = (reason: Reason) =>
  fc.oneof(
    fc.integer({ min: 1, max: 30 }).map(
      (minutes): Deed => ({
        name: `wait ${minutes}`,
        kind: 'time',
        run: (queue) => queue.wait(minutes),
      }),
    ),
    fc.constantFrom(1, 20, 90, 600, -1, -9, -300).map(
      (minutes): Deed => ({
        name: `jump ${minutes}`,
        kind: 'jump',
        run: (queue) => queue.jump(minutes),
      }),
    ),
    fc.constantFrom<Urgency>('emergency', 'urgent', 'routine').map(
      (urgency): Deed => ({
        name: `raise ${urgency}`,
        kind: 'patient',
        run: (queue) => queue.raise(reason, urgency),
      }),
    ),
    fc
      .constantFrom('claim' as const, 'resolve' as const, 'note' as const)
      .map((deed): Deed => ({ name: deed, kind: 'staff', run: (queue) => queue[deed]() })),
  );
const lives = fc
  .constantFrom(...REASONS)
  .chain((reason) =>
    fc.record({ reason: fc.constant(reason), deeds: fc.array(deeds(reason), { maxLength: 12 }) }),
  );
const urgencies = fc.constantFrom<Urgency>('emergency', 'urgent', 'routine');

test('a claimed ticket that becomes an emergency calls whoever has it, and those on call, until someone acts', () => {
  const queue = aQueue();
  queue.raise('side_effect_now', 'urgent');
  queue.claim();
  const before = queue.pages().length;
  queue.jump(10);
  queue.raise('side_effect_now', 'emergency');
  expect(queue.pages().slice(before)).toMatchObject([{ to: [ana] }]);
  queue.jump(6);
  expect(queue.pages().at(-1)?.to).toEqual([ana, staffId('ben')]);
  queue.note();
  const after = queue.pages().length;
  queue.jump(10);
  expect(queue.pages()).toHaveLength(after);
});

test('whatever happens, a ticket that someone has claimed is not paged unless it became worse since', () => {
  fc.assert(
    fc.property(lives, urgencies, ({ reason, deeds: chosen }, urgency) => {
      const queue = aQueue();
      queue.raise(reason, urgency);
      for (const deed of chosen) {
        const before = queue.pages().length;
        const { state = 'new', claimedAt = '', urgentSince = {} } = queue.ticket() ?? {};
        const isWorse = Object.values(urgentSince).some((since) => since > claimedAt);
        deed.run(queue);
        if (state !== 'new' && !isWorse && deed.kind !== 'patient') {
          expect(queue.pages()).toHaveLength(before);
        }
      }
    }),
    { numRuns: 50 },
  );
});

/** Milliseconds between the pages that came of a deed, and the one before it unless the deed made the ticket worse. */
function gapsOf(deed: Deed, queue: Queue): number[] {
  const before = queue.pages().length;
  deed.run(queue);
  const times = queue
    .pages()
    .slice(Math.max(0, before - (deed.kind === 'patient' ? 0 : 1)))
    .map(({ at }) => Date.parse(at));
  return times.slice(1).map((time, n) => time - (times[n] ?? 0));
}

test('whatever happens, two pages of a ticket are never closer than the repeat time unless it became worse', () => {
  fc.assert(
    fc.property(lives, urgencies, ({ reason, deeds: chosen }, urgency) => {
      const queue = aQueue();
      queue.raise(reason, urgency);
      for (const deed of chosen.filter(({ kind }) => kind !== 'jump')) {
        for (const gap of gapsOf(deed, queue)) expect(gap).toBeGreaterThanOrEqual(REPEAT_MS);
      }
    }),
    { numRuns: 50 },
  );
});

test('however the clock is set, one look pages a ticket once at most', () => {
  fc.assert(
    fc.property(lives, urgencies, ({ reason, deeds: chosen }, urgency) => {
      const queue = aQueue();
      queue.raise(reason, urgency);
      for (const deed of chosen) {
        const before = queue.pages().length;
        deed.run(queue);
        if (deed.kind === 'jump') expect(queue.pages().length).toBeLessThanOrEqual(before + 1);
        const again = queue.pages().length;
        queue.jump(0);
        expect(queue.pages()).toHaveLength(again);
      }
    }),
    { numRuns: 50 },
  );
});

test('whatever happened before, what turns into an emergency is paged at once, and at its target someone else is', () => {
  fc.assert(
    fc.property(
      lives,
      fc.constantFrom('urgent', 'routine'),
      ({ reason, deeds: chosen }, urgency) => {
        const queue = aQueue();
        queue.raise(reason, urgency);
        for (const deed of chosen.filter(({ kind }) => kind === 'time')) deed.run(queue);
        queue.raise(reason, 'emergency');
        const first = queue.pages().at(-1);
        expect(first?.at).toBe(queue.now());
        queue.wait(5);
        expect(queue.pages().at(-1)?.step).toBe(Math.min(2, (first?.step ?? 0) + 1));
      },
    ),
    { numRuns: 50 },
  );
});

test('steps only go up as long as nobody has seen the ticket, however irregularly one looks', () => {
  const looks = fc.array(fc.integer({ min: 1, max: 20 * 60 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(looks, urgencies, (seconds, urgency) => {
      const queue = aQueue();
      queue.raise('emergency', urgency);
      for (const wait of seconds) queue.jump(wait / 60);
      const steps = queue.pages().map(({ step }) => step);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      const gaps = queue.minutes().map((minute, n, all) => minute - (all[n - 1] ?? -99));
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: 200 },
  );
});

test('a ticket that nobody has seen is never silent for longer than 15 minutes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(ROSTER, ANA_ALONE),
      fc.integer({ min: 1, max: 240 }),
      (roster, n) => {
        const queue = aQueue({ roster });
        queue.raise('self_harm', 'emergency');
        queue.wait(n, 10 * SECOND_MS);
        const { firstResponse } = dueOf(queue.ticket() ?? expect.fail(), CLOCKS);
        expect(firstResponse > T0).toBe(true);
        const last = queue.minutes().at(-1) ?? -99;
        expect(n - last).toBeLessThanOrEqual(15);
      },
    ),
    { numRuns: 15 },
  );
});
