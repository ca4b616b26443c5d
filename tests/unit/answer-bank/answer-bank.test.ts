import { describe, expect, test } from 'vitest';
import { createAnswerBank } from '../../../src/answer-bank/answer-bank.ts';
import { isApproved } from '../../../src/answer-bank/revisions/approvals.ts';
import { addMonths } from '../../../src/answer-bank/revisions/on-revision.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  aContent,
  anAnswer,
  anApproval,
  aRevision,
  aStaffId,
  aStoreWith,
  COST,
  KEY,
  NOW,
} from './an-answer.ts';

const APPROVED = [anApproval('b', 'clinical'), anApproval('c', 'plain_language')];

function aBank(store: Store, { mode = 'live' as 'demo' | 'live', at = NOW } = {}) {
  return createAnswerBank(store, { clinic: SAMPLE_CLINIC, mode, approvals: 2, now: () => at });
}

describe('promise 7: an answer past its review date is not sent', () => {
  test('not from that very moment on', async () => {
    const reviewBy = '2027-11-22T12:00:00.000Z';
    const store = await aStoreWith(anAnswer([aRevision({ approvals: APPROVED, reviewBy })]));
    const dayBefore = await aBank(store, { at: '2027-11-21T12:00:00.000Z' });
    const then = await aBank(store, { at: reviewBy });
    expect(dayBefore.find(COST, 'en')).toMatchObject({ revision: 1, sample: false });
    expect(then.find(COST, 'en')).toEqual({ missing: 'expired' });
  });

  test('not even as a sample', async () => {
    const store = await aStoreWith(anAnswer([aRevision({ reviewBy: NOW })]));
    const bank = await aBank(store, { mode: 'demo' });
    expect(bank.find(COST, 'en')).toEqual({ missing: 'expired' });
  });

  test.each([
    ['2026-11-22T12:00:00.000Z', 12, '2027-11-22T12:00:00.000Z'],
    ['2026-01-31T00:00:00.000Z', 1, '2026-02-28T00:00:00.000Z'],
    ['2027-12-31T10:00:00.000Z', 2, '2028-02-29T10:00:00.000Z'],
    ['2026-12-15T10:00:00.000Z', 1, '2027-01-15T10:00:00.000Z'],
  ])('the review of what was published at %s comes %i months later', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });
});

describe('promise 8: no one approves their own words', () => {
  const writer = aStaffId('a');

  test.each([
    ['nobody', [], 'unapproved'],
    ['one person', [anApproval('b', 'clinical')], 'unapproved'],
    [
      'one person in both kinds',
      [anApproval('b', 'clinical'), anApproval('b', 'plain_language')],
      'unapproved',
    ],
    [
      'two people in one kind',
      [anApproval('b', 'clinical'), anApproval('c', 'clinical')],
      'unapproved',
    ],
    [
      'the author and another',
      [anApproval('a', 'clinical'), anApproval('c', 'plain_language')],
      'unapproved',
    ],
    [
      'two people, one of other words',
      [
        anApproval('b', 'clinical'),
        anApproval('c', 'plain_language', aContent({ text: 'Other words.' })),
      ],
      'unapproved',
    ],
    ['two people in two kinds', APPROVED, undefined],
  ] as const)('approved by %s', async (_name, approvals, missing) => {
    const revision = aRevision({ author: writer, approvals: [...approvals] });
    const bank = await aBank(await aStoreWith(anAnswer([revision])));
    expect(bank.find(COST, 'en')).toMatchObject(missing ? { missing } : { sample: false });
  });

  test('in a small team one approval by somebody else is enough', () => {
    expect(isApproved(aRevision({ approvals: [anApproval('b', 'clinical')] }), 1)).toBe(true);
    const own = aRevision({ author: writer, approvals: [anApproval('a', 'clinical')] });
    expect(isApproved(own, 1)).toBe(false);
  });

  test('an approved answer whose bytes have changed since is not sent', async () => {
    const changed = {
      ...aRevision({ approvals: APPROVED }),
      content: aContent({ text: 'Pay us.' }),
    };
    const bank = await aBank(await aStoreWith(anAnswer([changed])));
    expect(bank.find(COST, 'en')).toEqual({ missing: 'no_answer' });
    expect(() => bank.revision(KEY.id, 'en', 1)).toThrow(/bytes/);
  });
});

describe('the bank', () => {
  test('has no answer where nothing is published, and none of a retired one', async () => {
    const bank = await aBank(await aStoreWith(anAnswer([aRevision({ state: 'retired' })])));
    expect(bank.find(COST, 'en')).toEqual({ missing: 'no_answer' });
    expect(bank.find(COST, 'es')).toEqual({ missing: 'no_answer' });
  });

  test('gives the words of what was published once, and never those of a draft', async () => {
    const { publishedAt: _never, ...draft } = aRevision({ number: 2, state: 'draft' });
    const bank = await aBank(await aStoreWith(anAnswer([aRevision({ state: 'replaced' }), draft])));
    expect(bank.revision(KEY.id, 'en', 1).text).toBe(aContent().text);
    expect(() => bank.revision(KEY.id, 'en', 2)).toThrow(/never published/);
    expect(() => bank.revision(KEY.id, 'es', 1)).toThrow(/never published/);
  });

  test('follows a change in the store, and sends nobody the old words while the store cannot be read', async () => {
    const store = await aStoreWith(anAnswer([aRevision({ approvals: APPROVED })]));
    let broken = false;
    const answers = {
      ...store.answers,
      all: () => (broken ? Promise.reject(new Error('gone')) : store.answers.all()),
    };
    const bank = await aBank({ ...store, answers });
    broken = true;
    await store.answers.update(KEY, async () => ({
      next: anAnswer([aRevision({ state: 'retired' })]),
      result: undefined,
    }));
    await settled();
    expect(bank.find(COST, 'en')).toEqual({ missing: 'no_answer' });
    broken = false;
    await store.answers.update(KEY, async () => ({
      next: anAnswer([aRevision({ approvals: APPROVED })]),
      result: undefined,
    }));
    await settled();
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1 });
    bank.close();
  });
});

/** All that waits for nothing but other promises has happened. */
function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
