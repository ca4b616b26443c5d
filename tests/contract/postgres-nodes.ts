import { expect, onTestFinished, test } from 'vitest';
import { createPresence } from '../../src/conversation/desk/presence.ts';
import { TicketNumber } from '../../src/domain/ids.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { type Store, StoreError, type StoreEvent } from '../../src/store/store.ts';
import type { APostgres } from '../support/a-postgres.ts';
import { aConversation, aConversationId, anAnswer, aStaffMember, aTicket } from './examples.ts';
import { write } from './store-under-test.ts';

/** What holds when several processes share one database, and when that database fails. */
export function postgresNodes(postgres: APostgres): void {
  test('of fifty claims on two nodes one wins, and no change of either is lost', async () => {
    const [one, two] = await twoNodes(postgres);
    await write(one, aConversation());
    const note = (store: Store, at: number) =>
      store.conversations.update(aConversationId(), async (current = aConversation()) => {
        const next = { ...current, delivered: { ...current.delivered, [`n${at}`]: 'here' } };
        return { next, result: Object.keys(current.delivered).length };
      });

    const places = await Promise.all(
      Array.from({ length: 50 }, (_, at) => note(at % 2 === 0 ? one : two, at)),
    );

    expect(new Set(places).size).toBe(50);
    const found = await two.conversations.find(aConversationId());
    expect(Object.keys(found?.delivered ?? {})).toHaveLength(50);
  });

  test('a node hears what the other has written, once, and its own once', async () => {
    const [one, two] = await twoNodes(postgres);
    const heard: { by: string; event: StoreEvent }[] = [];
    one.watch((event) => heard.push({ by: 'one', event }));
    two.watch((event) => heard.push({ by: 'two', event }));

    await write(one, aConversation());

    const event = { kind: 'conversation', id: aConversationId() } as const;
    await expect.poll(() => heard).toHaveLength(2);
    await write(two, aConversation({ locale: 'es' }));
    await expect.poll(() => heard).toHaveLength(4);
    expect(heard).toEqual(
      expect.arrayContaining([
        { by: 'one', event },
        { by: 'two', event },
      ]),
    );
  });

  test('a sign of somebody who writes on one node is seen on the other, and is kept nowhere', async () => {
    const [one, two] = await twoNodes(postgres);
    const now = () => AT;
    const room = 'writing';
    const onOne = createPresence({ now, others: { room, signs: one.signs } });
    const onTwo = createPresence({ now, others: { room, signs: two.signs } });
    const inOtherRoom = createPresence({ now, others: { room: 'looking', signs: two.signs } });
    const { id, firstName, role } = aStaffMember();
    const place = TicketNumber.parse(7);
    const told: number[] = [];
    onOne.watch((at) => told.push(at));
    onTwo.watch((at) => told.push(at));

    onOne.writing(place, { id, firstName, role });

    await expect.poll(() => onTwo.who(place)).toEqual([{ id, firstName, role }]);
    expect(inOtherRoom.who(place)).toEqual([]);
    expect(told).toEqual([7, 7]);
  });

  test('one node leads; when it is gone the other takes over', async () => {
    const [one, two] = await twoNodes(postgres);
    expect([one.lead.has(), two.lead.has()]).toEqual([true, false]);
    const began = new Promise<void>((resolve) => {
      two.lead.watch(resolve);
    });

    await one.close();

    await began;
    expect(two.lead.has()).toBe(true);
  });

  test('the audit trail of two nodes is one chain, and nothing in it can be changed', async () => {
    const url = await postgres.database();
    const [one, two] = await twoNodes(postgres, url);
    const entry = (id: string) => ({ id, at: AT, by: 'bot', action: 'a', subject: 's' });
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => (at % 2 ? one : two).audit.append([entry(`e${at}`)])),
    );

    expect(await one.audit.verify()).toEqual({ entries: 40, brokenAt: undefined });
    await expect(postgres.query(url, 'delete from audit')).rejects.toThrow('append-only');
  });

  test('the database itself refuses what must never be', async () => {
    const [store] = await twoNodes(postgres);
    await write(store, aConversation({ tickets: [aTicket()] }));
    const other = aConversation({ id: aConversationId('b'), tickets: [aTicket()] });
    await expect(write(store, other)).rejects.toThrow();
    const nobodys = aConversation({ tickets: [aTicket({ state: 'claimed' })] });
    await expect(write(store, nobodys)).rejects.toThrow();

    const answer = anAnswer();
    const [revision] = answer.revisions;
    if (!revision) throw new Error('an answer has a revision');
    const twice = anAnswer({
      revisions: [1, 2].map((number) => ({ ...revision, number, state: 'published' as const })),
    });
    await expect(
      store.answers.update(answer, async () => ({ next: twice, result: undefined })),
    ).rejects.toThrow();
    expect(await store.answers.all()).toEqual([]);
  });

  test('while the server is away each call says so, and once it is back all goes on', async () => {
    const [store, other] = await twoNodes(postgres);
    const maria = aStaffMember();
    await hire(store, maria);
    const heard: StoreEvent[] = [];
    other.watch((event) => heard.push(event));

    const failures = await postgres.whileAway(async () => [
      await store.staff.find(maria.id).catch((err: unknown) => err),
      await store.checkWritable().catch((err: unknown) => err),
    ]);

    for (const failure of failures) expect(failure).toBeInstanceOf(StoreError);
    expect(String(failures[0])).not.toContain('askwell:askwell');
    await expect.poll(() => store.staff.find(maria.id).catch(() => undefined), POLL).toEqual(maria);
    await expect.poll(() => store.lead.has() || other.lead.has(), POLL).toBe(true);
    await expect
      .poll(async () => {
        await write(store, aConversation());
        return heard.some(({ kind }) => kind === 'conversation');
      }, POLL)
      .toBe(true);
  });
}

const AT = '2026-11-22T14:44:04.000Z';
const POLL = { timeout: 20_000, interval: 100 };

async function twoNodes(postgres: APostgres, known?: string): Promise<[Store, Store]> {
  const url = known ?? (await postgres.database());
  const nodes: [Store, Store] = [
    await openPostgresStore({ url, log: silentLog }),
    await openPostgresStore({ url, log: silentLog }),
  ];
  onTestFinished(async () => {
    await Promise.all(nodes.map((node) => node.close()));
  });
  return nodes;
}

function hire(store: Store, member: StaffMember): Promise<void> {
  return store.staff.update(member.id, async () => ({ next: member, result: undefined }));
}
