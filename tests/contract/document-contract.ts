import { expect, test } from 'vitest';
import { LoginTakenError, type Store, type StoreEvent } from '../../src/store/store.ts';
import { anAnswer, aStaffId, aStaffMember } from './examples.ts';
import type { Open } from './store-under-test.ts';

export function documentContract(open: Open): void {
  test('an answer is kept apart in each language and survives a restart', async () => {
    const underTest = await open();
    const english = anAnswer();
    const spanish = anAnswer({ locale: 'es' });
    for (const next of [english, spanish]) {
      await underTest.store.answers.update(next, async (current) => {
        expect(current).toBeUndefined();
        return { next, result: undefined };
      });
    }
    const store = (await underTest.reopen?.()) ?? underTest.store;
    const all = await store.answers.all();
    expect(all.sort((a, b) => (a.locale < b.locale ? -1 : 1))).toEqual([english, spanish]);
  });

  test('of two moderators who change an answer at once the second sees what the first wrote', async () => {
    const { store } = await open();
    const key = anAnswer();
    const add = () =>
      store.answers.update(key, async (current) => {
        const revisions = current?.revisions ?? [];
        const [template] = anAnswer().revisions;
        if (!template) throw new Error('an answer has a revision');
        const next = anAnswer({
          revisions: [...revisions, { ...template, number: revisions.length + 1 }],
        });
        return { next, result: revisions.length };
      });
    expect(await Promise.all([add(), add(), add()])).toEqual([0, 1, 2]);
  });

  test('a change of an answer that throws leaves it as it was', async () => {
    const { store } = await open();
    const answer = anAnswer();
    await store.answers.update(answer, async () => ({ next: answer, result: undefined }));
    const failing = store.answers.update(answer, async (current) => {
      current?.revisions.pop();
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await store.answers.all()).toEqual([answer]);
  });

  test('a single document is found as it was written last, and two changes at once lose nothing', async () => {
    const underTest = await open();
    const { store } = underTest;
    expect(await store.documents.find('choices')).toBeUndefined();
    const addDay = () =>
      store.documents.update('choices', async (current) => {
        const days = (current?.translationGraceDays ?? 0) + 1;
        return { next: { schema: 1, translationGraceDays: days }, result: days };
      });

    expect(await Promise.all([addDay(), addDay(), addDay()])).toEqual([1, 2, 3]);

    const reopened = (await underTest.reopen?.()) ?? store;
    expect(await reopened.documents.find('choices')).toEqual({
      schema: 1,
      translationGraceDays: 3,
    });
  });

  test('staff are found by id and by login, however it is typed', async () => {
    const underTest = await open();
    const maria = aStaffMember();
    await hire(underTest.store, maria);
    const store = (await underTest.reopen?.()) ?? underTest.store;
    expect(await store.staff.find(maria.id)).toEqual(maria);
    expect(await store.staff.findByLogin(' Maria ')).toEqual(maria);
    expect(await store.staff.findByLogin('jose')).toBeUndefined();
    expect(await store.staff.all()).toEqual([maria]);
  });

  test('of two people who want one login at once exactly one gets it', async () => {
    const { store } = await open();
    const both = [aStaffId('a'), aStaffId('b')].map((id) => hire(store, aStaffMember({ id })));
    const outcomes = await Promise.allSettled(both);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toEqual([expect.any(LoginTakenError)]);
    expect(await store.staff.all()).toHaveLength(1);
  });

  test('someone keeps their own login when they are changed, and a login given up is free again', async () => {
    const { store } = await open();
    const maria = aStaffMember();
    await hire(store, maria);
    await hire(store, { ...maria, failedSignIns: 1 });
    await hire(store, { ...maria, login: 'maria.r' });
    await hire(store, aStaffMember({ id: aStaffId('b') }));
    expect(await store.staff.all()).toHaveLength(2);
  });

  test('a secret is made once and stays the same, also after a restart', async () => {
    const underTest = await open();
    const asked = await Promise.all(
      ['one', 'two', 'three'].map((made) => underTest.store.secret('session', () => made)),
    );
    const store = (await underTest.reopen?.()) ?? underTest.store;
    expect(new Set([...asked, await store.secret('session', () => 'four')])).toEqual(
      new Set(['one']),
    );
    expect(await store.secret('constructor', () => 'another')).toBe('another');
  });

  test('changes of answers and staff are told to listeners', async () => {
    const { store } = await open();
    const heard: StoreEvent[] = [];
    store.watch((event) => heard.push(event));
    const answer = anAnswer();
    await store.answers.update(answer, async () => ({ next: answer, result: undefined }));
    await hire(store, aStaffMember());
    await expect
      .poll(() => heard)
      .toEqual([
        { kind: 'answer', id: answer.id, locale: 'en' },
        { kind: 'staff', id: aStaffId('a') },
      ]);
  });
}

function hire(store: Store, next: ReturnType<typeof aStaffMember>): Promise<void> {
  return store.staff.update(next.id, async () => ({ next, result: undefined }));
}
