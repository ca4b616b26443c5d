import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIRST_CHOICES } from '../../src/domain/documents.ts';
import { aConversation, anAnswer, anEntry, aStaffMember, aTicket } from './examples.ts';
import { type Open, write } from './store-under-test.ts';

/** The names of details are our own words; what JSON cannot keep under `__proto__` is none of them. */
const aKey = fc.string().filter((key) => key !== '__proto__');

export function auditContract(open: Open): void {
  test('the entries about one thing are found, oldest first, from a moment on', async () => {
    const underTest = await open();
    const about = (id: string, subject: string, at: string) => anEntry(id, { subject, at });
    await underTest.store.audit.append([
      about('e1', 'ticket 1', '2026-11-22T12:00:00.000Z'),
      about('e2', 'ticket 12', '2026-11-22T12:01:00.000Z'),
      about('e3', 'ticket 1', '2026-11-22T12:02:00.000Z'),
    ]);
    const found = async (subject: string, since: string) =>
      (await underTest.store.audit.about(subject, since)).map(({ id }) => id);
    expect(await found('ticket 1', '2026-11-22T12:00:00.000Z')).toEqual(['e1', 'e3']);
    expect(await found('ticket 1', '2026-11-22T12:01:00.000Z')).toEqual(['e3']);
    expect(await found('ticket 2', '2026-11-01T00:00:00.000Z')).toEqual([]);
  });

  test('entries come back newest first and the chain holds, also after a restart', async () => {
    const underTest = await open();
    await underTest.store.audit.append([
      anEntry('e1'),
      anEntry('e2', { details: { b: 1, a: 'x' } }),
    ]);
    await underTest.store.audit.append([anEntry('e3')]);
    const store = (await underTest.reopen?.()) ?? underTest.store;
    await store.audit.append([anEntry('e4')]);

    expect((await store.audit.latest(3)).map(({ id }) => id)).toEqual(['e4', 'e3', 'e2']);
    expect((await store.audit.latest(3)).at(-1)?.details).toEqual({ b: 1, a: 'x' });
    expect(await store.audit.verify()).toEqual({ entries: 4, brokenAt: undefined });
  });

  test('a trail with no entry is whole', async () => {
    const { store } = await open();
    expect(await store.audit.verify()).toEqual({ entries: 0, brokenAt: undefined });
    expect(await store.audit.latest(5)).toEqual([]);
  });

  test('an entry that is there already is not written again, at once, later or after a restart', async () => {
    const underTest = await open();
    const entry = anEntry('e1');
    await Promise.all([
      underTest.store.audit.append([entry, entry]),
      underTest.store.audit.append([entry]),
    ]);
    const store = (await underTest.reopen?.()) ?? underTest.store;
    await store.audit.append([entry, anEntry('e2')]);
    expect((await store.audit.latest(9)).map(({ id }) => id)).toEqual(['e2', 'e1']);
  });

  test('the entries of a conversation are in the trail when its change is done, each once', async () => {
    const underTest = await open();
    const first = aConversation({ audit: [anEntry('e1')], tickets: [aTicket()] });
    await write(underTest.store, first);
    expect((await underTest.store.audit.latest(9)).map(({ id }) => id)).toEqual(['e1']);

    const store = (await underTest.reopen?.()) ?? underTest.store;
    await store.conversations.update(first.id, async (current) => ({
      next: aConversation({ audit: [...(current?.audit ?? []), anEntry('e2')] }),
      result: undefined,
    }));
    expect((await store.audit.latest(9)).map(({ id }) => id)).toEqual(['e2', 'e1']);
    expect((await store.audit.verify()).brokenAt).toBeUndefined();
  });

  test('what is told with a change of an answer, a person or a document is in the trail when it is done', async () => {
    const { store } = await open();
    const told = { result: undefined };
    const [answer, person] = [anAnswer(), aStaffMember()];
    await store.answers.update(answer, async () => ({
      ...told,
      next: answer,
      entries: [anEntry('e1')],
    }));
    await store.staff.update(person.id, async () => ({
      ...told,
      next: person,
      entries: [anEntry('e2')],
    }));
    await store.documents.update('choices', async () => ({
      ...told,
      next: FIRST_CHOICES,
      entries: [anEntry('e3')],
    }));
    // Nothing was changed, so nothing is told.
    await store.answers.update(answer, async () => ({
      ...told,
      next: undefined,
      entries: [anEntry('e4')],
    }));
    expect((await store.audit.latest(9)).map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
    expect(await store.answers.all()).toEqual([answer]);
    expect(await store.documents.find('choices')).toEqual(FIRST_CHOICES);
  });

  test('a hundred entries appended at once are all there, in one whole chain', async () => {
    const { store } = await open();
    const ids = Array.from({ length: 100 }, (_, index) => `e${index}`);
    await Promise.all(ids.map((id) => store.audit.append([anEntry(id)])));
    expect((await store.audit.latest(200)).map(({ id }) => id).reverse()).toEqual(ids);
    expect(await store.audit.verify()).toEqual({ entries: 100, brokenAt: undefined });
  });

  test('any byte that is changed where the trail is kept breaks the chain', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.dictionary(aKey, fc.oneof(fc.string(), fc.boolean(), fc.integer())),
        async (place, details) => {
          const underTest = await open();
          const { store, flipAuditByte } = underTest;
          if (!flipAuditByte) return underTest.dispose();
          await store.audit.append([anEntry('e1', { details }), anEntry('e2')]);
          expect((await store.audit.verify()).brokenAt).toBeUndefined();

          await flipAuditByte(place);

          expect((await store.audit.verify()).brokenAt).toEqual(expect.any(String));
          await underTest.dispose();
        },
      ),
      { numRuns: 10 },
    );
  });
}
