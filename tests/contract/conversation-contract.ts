import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '../../src/domain/conversation.ts';
import { TicketNumber } from '../../src/domain/ids.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { ScanOptions, Store, StoreEvent } from '../../src/store/store.ts';
import { aConversation, aConversationId, anEntry, anOutgoing, aTicket } from './examples.ts';
import { type Open, write } from './store-under-test.ts';

export function conversationContract(open: Open): void {
  test('a conversation is found as it was written, and another is not', async () => {
    const { store } = await open();
    const written = aConversation({ delivered: { card: '17.3' } });

    await write(store, written);

    expect(await store.conversations.find(written.id)).toEqual(written);
    expect(await store.conversations.find(aConversationId('another'))).toBeUndefined();
  });

  test('turns of one patient that arrive at once are taken one after another, in their order', async () => {
    const { store } = await open();
    const arrived = Array.from({ length: 30 }, (_, index) => `m${index}`);

    await Promise.all(arrived.map((message) => takeNote(store, message)));

    const conversation = await store.conversations.find(aConversationId());
    expect(Object.values(conversation?.delivered ?? {})).toEqual(arrived);
  });

  test('patients do not wait for each other', async () => {
    const { store } = await open();
    const slow = aGate();
    const waiting = store.conversations.update(aConversationId('slow'), async () => {
      await slow.opened;
      return { next: undefined, result: 'slow' };
    });

    await write(store, aConversation({ id: aConversationId('quick') }));

    expect(await store.conversations.find(aConversationId('quick'))).toBeDefined();
    slow.open();
    expect(await waiting).toBe('slow');
  });

  test('a look at everything finds each conversation once, the latest first, and can begin late', async () => {
    const { store } = await open();
    const days = ['01', '02', '03'].map((day) => `2026-11-${day}T09:00:00.000Z`);
    for (const updatedAt of days) {
      await write(store, aConversation({ id: aConversationId(updatedAt), updatedAt }));
    }

    expect((await scanned(store)).sort()).toEqual(days);
    expect((await scanned(store, { order: 'any' })).sort()).toEqual(days);
    expect(await scanned(store, { since: days[1] ?? '' })).not.toContain(days[0]);
    expect(await scanned(store, { since: '2026-12-01T00:00:00.000Z' })).toEqual([]);
  });

  test('an erased conversation is gone with its ticket and its outbox, and stays gone', async () => {
    const underTest = await open();
    const { store } = underTest;
    const written = aConversation({ tickets: [aTicket()], outbox: [anOutgoing()] });
    await write(store, written);
    const other = aConversation({ id: aConversationId('another') });
    await write(store, other);

    expect(await store.conversations.erase(written.id, ({ tickets }) => tickets.length > 0)).toBe(
      'kept',
    );
    expect(await store.conversations.erase(written.id)).toBe('erased');
    expect(await store.conversations.erase(written.id)).toBe('none');

    const reopened = (await underTest.reopen?.()) ?? store;
    expect(await reopened.conversations.find(written.id)).toBeUndefined();
    expect(await reopened.conversations.openTickets()).toEqual([]);
    expect(await reopened.conversations.withOutbox()).toEqual([]);
    expect(await scanned(reopened)).toEqual([other.updatedAt]);
  });

  test('what an erased conversation owed to the audit trail is in the trail', async () => {
    const { store } = await open();
    const entry = anEntry('a1');
    await write(store, aConversation({ audit: [entry] }));

    await store.conversations.erase(aConversationId());

    expect((await store.audit.latest(5)).map(({ id }) => id)).toEqual(['a1']);
  });

  test('a change that throws changes nothing, and the next one is not held up', async () => {
    const { store } = await open();
    const before = aConversation({ tickets: [aTicket()] });
    await write(store, before);

    const failing = store.conversations.update(before.id, async (current) => {
      if (current) current.tickets = [];
      throw new Error('the step failed');
    });

    await expect(failing).rejects.toThrow('the step failed');
    expect(await store.conversations.find(before.id)).toEqual(before);
    expect(await store.conversations.openTickets()).toHaveLength(1);
    await takeNote(store, 'next');
    expect((await store.conversations.find(before.id))?.delivered).toEqual({ 0: 'next' });
  });

  test('a change that gives nothing to write writes nothing and still gives its result', async () => {
    const { store } = await open();
    const result = await store.conversations.update(aConversationId(), async () => ({
      next: undefined,
      result: 7,
    }));
    expect(result).toBe(7);
    expect(await store.conversations.find(aConversationId())).toBeUndefined();
  });

  test('what a caller does to its own copy afterwards does not reach the store', async () => {
    const { store } = await open();
    const mine = aConversation({ dialogue: { step: { at: 1 } } });
    await write(store, mine);

    Object.assign(mine.dialogue, { step: 'changed' });
    const found = await store.conversations.find(mine.id);
    if (found) found.locale = 'es';

    const again = await store.conversations.find(mine.id);
    expect(again).toEqual(aConversation({ dialogue: { step: { at: 1 } } }));
  });

  test('a conversation is not written under the name of another', async () => {
    const { store } = await open();
    const other = aConversation({ id: aConversationId('other') });
    const writing = store.conversations.update(aConversationId(), async () => ({
      next: other,
      result: undefined,
    }));
    await expect(writing).rejects.toThrow();
    expect(await store.conversations.find(other.id)).toBeUndefined();
  });

  test('whatever happens to two conversations, they are what their last committed changes made them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 12 }), async (steps) => {
        const underTest = await open();
        for (const step of steps) await take(step, underTest.store);
        const store = (await underTest.reopen?.()) ?? underTest.store;

        const expected = afterAll(steps);
        for (const conversation of expected) {
          expect(await store.conversations.find(conversation.id)).toEqual(conversation);
        }
        const open_ = expected.flatMap(({ tickets }) => tickets).filter(isOpen);
        expect((await store.conversations.openTickets()).map(({ ticket }) => ticket)).toEqual(
          open_,
        );
        await underTest.dispose();
      }),
      { numRuns: 15 },
    );
  });

  test('a listener hears of each committed change until it stops listening, and cannot break one', async () => {
    const { store } = await open();
    const heard: StoreEvent[] = [];
    store.watch(() => {
      throw new Error('a broken listener');
    });
    const stop = store.watch((event) => heard.push(event));

    await write(store, aConversation());
    await expect.poll(() => heard).toEqual([{ kind: 'conversation', id: aConversationId() }]);

    stop();
    await write(store, aConversation({ locale: 'es' }));
    expect(heard).toHaveLength(1);
  });

  test('a store in order says that it can be written', async () => {
    const { store } = await open();
    await expect(store.checkWritable()).resolves.toBeUndefined();
  });

  test('a write that was under way when the store was closed is not lost', async () => {
    const { store, reopen } = await open();
    if (!reopen) return;
    const step = aGate();
    const writing = store.conversations.update(aConversationId(), async () => {
      await step.opened;
      const number = await store.conversations.reserveTicketNumber(aConversationId());
      return { next: aConversation({ tickets: [aTicket({ number })] }), result: undefined };
    });
    const reopening = reopen();
    step.open();
    await writing;

    const again = await reopening;
    expect(await again.conversations.openTickets()).toHaveLength(1);
    await expect(takeNote(store, 'too late')).rejects.toThrow();
  });
}

/** Adds a note to the conversation that is there, under the next number. */
function takeNote(store: Store, note: string): Promise<void> {
  return store.conversations.update(aConversationId(), async (current = aConversation()) => {
    const place = Object.keys(current.delivered).length;
    const next = { ...current, delivered: { ...current.delivered, [place]: note } };
    return { next, result: undefined };
  });
}

type Step = { patient: 'a' | 'b'; note: string; fails: boolean; resolved: boolean };
const aStep: fc.Arbitrary<Step> = fc.record({
  patient: fc.constantFrom('a', 'b'),
  note: fc.string({ unit: 'binary' }),
  fails: fc.boolean(),
  resolved: fc.boolean(),
});

async function take(step: Step, store: Store): Promise<void> {
  const next = conversationAfter(step);
  const change = store.conversations.update(next.id, async () => {
    if (step.fails) throw new Error('the step failed');
    return { next, result: undefined };
  });
  await change.catch(() => undefined);
}

/** What the last step of each patient that did not fail has made of the conversation, by ticket number. */
function afterAll(steps: Step[]): Conversation[] {
  const committed = steps.filter(({ fails }) => !fails);
  return (['a', 'b'] as const)
    .map((patient) => committed.findLast((step) => step.patient === patient))
    .filter((step) => step !== undefined)
    .map(conversationAfter);
}

function conversationAfter({ patient, note, resolved }: Step): Conversation {
  const number = TicketNumber.parse(patient === 'a' ? 1 : 2);
  const ticket = aTicket({ number, state: resolved ? 'resolved' : 'new' });
  return aConversation({ id: aConversationId(patient), dialogue: { note }, tickets: [ticket] });
}

function isOpen({ state }: Ticket): boolean {
  return state !== 'resolved';
}

/** Something that waits until the test lets it go on. */
function aGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function scanned(store: Store, how?: ScanOptions): Promise<string[]> {
  const found: string[] = [];
  for await (const { updatedAt } of store.conversations.scan(how)) {
    found.push(updatedAt);
  }
  return found;
}
