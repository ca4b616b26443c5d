import { describe, expect, test } from 'vitest';
import { aContent, anAnswer, aRevision, COST, NOW, storedAnswer } from '../an-answer.ts';
import { ANA, aLifeAt, anApprovedAnswer, BEN, CID, DAN } from './a-life.ts';

const WHY = 'The law has changed.';

describe('an answer that is withdrawn as wrong', () => {
  test('is not sent from the next question on, and its history says who, when and why', async () => {
    const { life, bank, store, key } = await aLifeAt(anApprovedAnswer());
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1 });
    expect(await life.withdraw(key, 1, { by: CID, why: WHY })).toEqual({ kind: 'withdrawn' });
    expect(bank.find(COST, 'en')).toEqual({ missing: 'no_answer' });
    expect((await storedAnswer(store)).revisions).toMatchObject([
      { state: 'retired', withdrawn: { at: NOW, by: CID, why: WHY } },
    ]);
  });

  test('is in the audit trail without a word of why', async () => {
    const { life, store, key } = await aLifeAt(anApprovedAnswer());
    await life.withdraw(key, 1, { by: CID, why: WHY });
    const [entry] = await store.audit.latest(1);
    expect(entry).toMatchObject({
      by: CID,
      action: 'answer withdrawn as wrong',
      subject: 'answer provider.cost en 1',
    });
    expect(JSON.stringify(entry)).not.toContain('law');
  });

  test('is never brought back: not by rollback, and not by proposing its words anew', async () => {
    const { life, key } = await aLifeAt(anApprovedAnswer());
    await life.withdraw(key, 1, { by: CID, why: WHY });
    expect(await life.rollback(key, 1, { by: BEN, why: 'A reason' })).toEqual({
      kind: 'wrong_state',
    });
    const again = { ...key, content: aContent(), author: DAN, basedOn: 1 };
    expect(await life.propose(again)).toEqual({
      kind: 'refused',
      problems: [
        {
          field: 'revision',
          rule: 'withdrawn',
          problem:
            'Revision 1 has the same words, and was withdrawn as wrong. Write what is right.',
        },
      ],
    });
  });

  test('is never brought back by another day of review or another source beside its words', async () => {
    const { life, key } = await aLifeAt(anApprovedAnswer());
    await life.withdraw(key, 1, { by: CID, why: WHY });
    const content = aContent({ reviewEveryMonths: 3 });
    expect(await life.propose({ ...key, content, author: DAN, basedOn: 1 })).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'withdrawn' }],
    });
  });

  test('takes with it the same words under another day of review', async () => {
    const { life, key, store } = await aLifeAt(anApprovedAnswer());
    await life.propose({
      ...key,
      content: aContent({ reviewEveryMonths: 3 }),
      author: DAN,
      basedOn: 1,
    });
    await life.withdraw(key, 1, { by: CID, why: WHY });
    const { revisions } = await storedAnswer(store);
    expect(revisions.map(({ state }) => state)).toEqual(['retired', 'retired']);
  });

  test('takes every copy of its words with it: the live one, and one that is on its way back', async () => {
    const [first] = anApprovedAnswer().revisions;
    if (!first) throw new Error('no revision');
    const other = aContent({ text: 'Ask us.' });
    const copies = anAnswer([
      { ...first, state: 'replaced' },
      aRevision({ number: 2, content: other }),
      { ...first, number: 3, state: 'in_review', approvals: [] },
    ]);
    const { life, store, key, vouch } = await aLifeAt(copies);
    await life.withdraw(key, 1, { by: CID, why: WHY });
    const { revisions } = await storedAnswer(store);
    expect(revisions.map(({ state, withdrawn }) => [state, withdrawn?.why])).toEqual([
      ['retired', WHY],
      ['published', undefined],
      ['retired', WHY],
    ]);
    expect(await life.approve(key, 3, vouch(BEN, 'clinical'))).toEqual({ kind: 'wrong_state' });
    expect(await life.publish(key, 3, BEN)).toEqual({ kind: 'wrong_state' });
  });

  test('may have been replaced or retired before', async () => {
    const { life, key } = await aLifeAt(anApprovedAnswer());
    await life.retire(key, 1, { by: BEN, why: 'A reason' });
    expect(await life.withdraw(key, 1, { by: CID, why: WHY })).toEqual({ kind: 'withdrawn' });
  });

  test('is withdrawn once, and only words that patients were sent are', async () => {
    const { life, key } = await aLifeAt(anApprovedAnswer());
    const draft = { ...key, content: aContent({ text: 'Ask us.' }), author: ANA, basedOn: 1 };
    await life.propose(draft);
    expect(await life.withdraw(key, 2, { by: CID, why: WHY })).toEqual({ kind: 'wrong_state' });
    expect(await life.withdraw(key, 9, { by: CID, why: WHY })).toEqual({
      kind: 'no_such_revision',
    });
    const outcomes = await Promise.all([
      life.withdraw(key, 1, { by: CID, why: WHY }),
      life.withdraw(key, 1, { by: BEN, why: 'It is old.' }),
    ]);
    expect(outcomes).toEqual([{ kind: 'withdrawn' }, { kind: 'wrong_state' }]);
  });
});
