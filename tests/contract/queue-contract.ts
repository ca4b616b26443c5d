import { expect, test } from 'vitest';
import { TicketNumber } from '../../src/domain/ids.ts';
import type { ClaimOutcome, Ticket } from '../../src/domain/ticket.ts';
import type { Store } from '../../src/store/store.ts';
import { aConversation, aConversationId, anOutgoing, aStaffId, aTicket } from './examples.ts';
import { type Open, write } from './store-under-test.ts';

export function queueContract(open: Open): void {
  test('of twenty staff who claim a ticket at once exactly one is told that it is theirs', async () => {
    const { store } = await open();
    await write(store, aConversation({ tickets: [aTicket()] }));
    const staff = Array.from('abcdefghijklmnopqrst', aStaffId);

    const outcomes = await Promise.all(staff.map((by) => claim(store, by)));

    expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'already_claimed')).toHaveLength(19);
  });

  test('no ticket number is given out twice, not even to those who ask at once or after a restart', async () => {
    const underTest = await open();
    const ask = (store: Store) =>
      Promise.all(
        Array.from({ length: 40 }, () =>
          store.conversations.reserveTicketNumber(aConversationId()),
        ),
      );

    const numbers = [...(await ask(underTest.store)), ...(await ask(underTest.store))];
    const store = (await underTest.reopen?.()) ?? underTest.store;
    numbers.push(...(await ask(store)));

    expect(new Set(numbers).size).toBe(120);
    expect(Math.min(...numbers)).toBe(1);
  });

  test('open and claimed tickets of all patients are listed, oldest first, also after a restart', async () => {
    const underTest = await open();
    const second = await openTicketOf(underTest.store, 'b', {
      state: 'claimed',
      assignee: aStaffId('a'),
    });
    const resolved = await openTicketOf(underTest.store, 'c', { state: 'resolved' });
    const third = await openTicketOf(underTest.store, 'a', {});

    const check = async (store: Store) => {
      const listed = await store.conversations.openTickets();
      expect(listed.map(({ ticket }) => ticket.number)).toEqual([second, third]);
      expect(listed.map(({ conversation }) => conversation.id)).toEqual(
        ['b', 'a'].map(aConversationId),
      );
      expect(listed.map(({ ticket }) => ticket.number)).not.toContain(resolved);
    };
    await check(underTest.store);
    await check((await underTest.reopen?.()) ?? underTest.store);
  });

  test('a ticket that is resolved leaves the list, also after a restart', async () => {
    const underTest = await open();
    await write(underTest.store, aConversation({ tickets: [aTicket()] }));
    await write(underTest.store, aConversation({ tickets: [aTicket({ state: 'resolved' })] }));

    expect(await underTest.store.conversations.openTickets()).toEqual([]);
    const again = await underTest.reopen?.();
    expect((await again?.conversations.openTickets()) ?? []).toEqual([]);
  });

  test('a ticket is found by its number, open or resolved, and an unused number finds none', async () => {
    const underTest = await open();
    const open_ = await openTicketOf(underTest.store, 'a', {});
    const resolved = await openTicketOf(underTest.store, 'b', { state: 'resolved' });
    const unused = await underTest.store.conversations.reserveTicketNumber(aConversationId('c'));
    const store = (await underTest.reopen?.()) ?? underTest.store;

    expect((await store.conversations.findTicket(open_))?.conversation.id).toBe(
      aConversationId('a'),
    );
    expect((await store.conversations.findTicket(resolved))?.ticket.state).toBe('resolved');
    expect(await store.conversations.findTicket(unused)).toBeUndefined();
    expect(await store.conversations.findTicket(TicketNumber.parse(999))).toBeUndefined();
  });

  test('the latest tickets come newest first, page by page', async () => {
    const { store } = await open();
    const numbers: TicketNumber[] = [];
    for (let index = 0; index < 70; index++) {
      if (index % 10 === 5) await store.conversations.reserveTicketNumber(aConversationId());
      else numbers.push(await openTicketOf(store, `p${index}`, { state: 'resolved' }));
    }
    const newestFirst = numbers.reverse();

    const first = await store.conversations.recentTickets({ limit: 50 });
    const before = first.at(-1)?.ticket.number;
    const second = await store.conversations.recentTickets({
      limit: 50,
      ...(before !== undefined && { before }),
    });

    expect([...first, ...second].map(({ ticket }) => ticket.number)).toEqual(newestFirst);
    expect(first).toHaveLength(50);
  });

  test('a conversation is in the outbox list until all was delivered, also after a restart', async () => {
    const underTest = await open();
    const quiet = aConversation({ id: aConversationId('quiet') });
    const loud = aConversation({ id: aConversationId('loud'), outbox: [anOutgoing()] });
    await write(underTest.store, quiet);
    await write(underTest.store, loud);
    expect(await underTest.store.conversations.withOutbox()).toEqual([loud.id]);

    const store = (await underTest.reopen?.()) ?? underTest.store;
    expect(await store.conversations.withOutbox()).toEqual([loud.id]);
    await write(store, { ...loud, outbox: [] });
    expect(await store.conversations.withOutbox()).toEqual([]);
  });
}

async function openTicketOf(
  store: Store,
  patient: string,
  but: Partial<Ticket>,
): Promise<TicketNumber> {
  const id = aConversationId(patient);
  const number = await store.conversations.reserveTicketNumber(id);
  await write(store, aConversation({ id, tickets: [aTicket({ ...but, number })] }));
  return number;
}

function claim(store: Store, by: ReturnType<typeof aStaffId>): Promise<ClaimOutcome> {
  return store.conversations.update<ClaimOutcome>(aConversationId(), async (current) => {
    const ticket = current?.tickets[0];
    if (!current || !ticket) return { next: undefined, result: { kind: 'no_such_ticket' } };
    if (ticket.assignee) {
      return { next: undefined, result: { kind: 'already_claimed', by: ticket.assignee } };
    }
    const claimed: Ticket = { ...ticket, state: 'claimed', assignee: by };
    return { next: { ...current, tickets: [claimed] }, result: { kind: 'claimed' } };
  });
}
