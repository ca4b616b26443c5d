import { describe, expect, test } from 'vitest';
import { aContent, COST, storedAnswer } from '../an-answer.ts';
import { ANA, aLifeAt, anApprovedAnswer, BEN, CID } from './a-life.ts';

async function aDraftByAna() {
  const opened = await aLifeAt(anApprovedAnswer());
  const { life, key } = opened;
  await life.propose({
    ...key,
    content: aContent({ text: 'Ask us.' }),
    author: ANA,
    basedOn: 1,
    note: 'Shorter',
  });
  return opened;
}

describe('a draft that is dropped', () => {
  test('is retired, keeps its words, and leaves what is live alone', async () => {
    const { life, bank, store, key } = await aDraftByAna();
    expect(await life.drop(key, 2, { by: ANA, why: '' })).toEqual({ kind: 'dropped' });
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1 });
    const [, dropped] = (await storedAnswer(store)).revisions;
    expect(dropped).toMatchObject({
      state: 'retired',
      content: { text: 'Ask us.' },
      note: 'Shorter',
    });
    expect(dropped).not.toHaveProperty('publishedAt');
  });

  test('is dropped by its author alone while it is a draft', async () => {
    const { life, key } = await aDraftByAna();
    expect(await life.drop(key, 2, { by: BEN, why: 'no' })).toEqual({ kind: 'not_your_draft' });
  });

  test('is dropped by anyone once it is in review, with a reason in its history and none in the audit trail', async () => {
    const { life, store, key } = await aDraftByAna();
    await life.submit(key, 2, ANA);
    expect(await life.drop(key, 2, { by: CID, why: '' })).toEqual({ kind: 'needs_reason' });
    const why = 'The price is missing.';
    expect(await life.drop(key, 2, { by: CID, why })).toEqual({ kind: 'dropped' });
    expect((await storedAnswer(store)).revisions[1]?.steps?.at(-1)).toMatchObject({
      did: 'dropped',
      by: CID,
      why,
    });
    const [entry] = await store.audit.latest(1);
    expect(entry).toMatchObject({ by: CID, action: 'answer draft dropped' });
    expect(JSON.stringify(entry)).not.toContain('price');
  });

  test('goes no further: it is neither sent to review nor published nor dropped again', async () => {
    const { life, key } = await aDraftByAna();
    await life.drop(key, 2, { by: ANA, why: '' });
    const wrong = { kind: 'wrong_state' };
    expect(await life.submit(key, 2, ANA)).toEqual(wrong);
    expect(await life.publish(key, 2, BEN)).toEqual(wrong);
    expect(await life.rollback(key, 2, { by: BEN, why: 'A reason' })).toEqual(wrong);
    expect(await life.drop(key, 2, { by: ANA, why: '' })).toEqual(wrong);
  });

  test('is no revision that patients were told', async () => {
    const { life, key } = await aDraftByAna();
    expect(await life.drop(key, 1, { by: ANA, why: 'old' })).toEqual({ kind: 'wrong_state' });
    expect(await life.drop(key, 9, { by: ANA, why: 'old' })).toEqual({ kind: 'no_such_revision' });
  });
});
