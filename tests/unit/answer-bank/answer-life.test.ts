import { describe, expect, test } from 'vitest';
import { createAnswerBank } from '../../../src/answer-bank/answer-bank.ts';
import { type AnswerLife, createAnswerLife } from '../../../src/answer-bank/answer-life.ts';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import type { ApprovalKind } from '../../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  aContent,
  anAnswer,
  aRevision,
  aStaffId,
  aStoreWith,
  COST,
  KEY,
  NOW,
  storedAnswer,
} from './an-answer.ts';

/** Ben is a physician and Cid a nurse; Ana and Dan are neither. */
const [ANA, BEN, CID, DAN] = [aStaffId('a'), aStaffId('b'), aStaffId('c'), aStaffId('d')];
const NEW = aContent({ text: 'Ask the clinic what you will owe.' });

function aLife(store: Store, { approvals = 2, now = NOW } = {}): AnswerLife {
  const knownIntents = new Set(['provider.cost', 'provider.billing']);
  return createAnswerLife({ store, approvals, now: () => now, knownIntents });
}

/** The starter answer, and a revision by Ana in review. */
async function inReview(approvals = 2) {
  const store = await aStoreWith(anAnswer([aRevision()]));
  const life = aLife(store, { approvals });
  await life.propose({ ...KEY, content: NEW, author: ANA, basedOn: 1 });
  await life.submit(KEY, 2, ANA);
  const approve = (by: typeof ANA, kind: ApprovalKind, content = NEW) =>
    life.approve(KEY, 2, { by, kind, contentHash: contentHash(content) });
  return { store, life, approve };
}

describe('a source that was looked at in the future', () => {
  const later = { ...NEW, sources: [{ title: 'A', publisher: 'B', checked: '2027-01-01' }] };
  const propose = (life: AnswerLife) =>
    life.propose({ ...KEY, content: later, author: ANA, basedOn: 1 });

  test('is refused in new words', async () => {
    const life = aLife(await aStoreWith(anAnswer([aRevision()])));
    expect(await propose(life)).toMatchObject({
      kind: 'refused',
      problems: [{ field: 'sources', rule: 'source_date' }],
    });
  });

  test('stays where it shipped, since then the clock is behind', async () => {
    const life = aLife(
      await aStoreWith(anAnswer([aRevision({ content: { ...later, text: 'Ask us.' } })])),
    );
    expect(await propose(life)).toMatchObject({ kind: 'drafted' });
  });
});

describe('the way of new words to patients', () => {
  test('goes by draft, review, a clinical and a plain-language approval', async () => {
    const { store, life, approve } = await inReview();
    expect(await approve(BEN, 'clinical')).toEqual({ kind: 'approved', live: false });
    expect(await life.publish(KEY, 2, ANA)).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'approvals' }],
    });
    expect(await approve(CID, 'plain_language')).toEqual({ kind: 'approved', live: false });
    expect(await life.publish(KEY, 2, ANA)).toEqual({ kind: 'published' });
    expect((await storedAnswer(store)).revisions).toMatchObject([
      { number: 1, state: 'replaced' },
      { number: 2, state: 'published', publishedAt: NOW, reviewBy: '2027-11-22T12:00:00.000Z' },
    ]);
    const bank = await createAnswerBank(store, {
      clinic: SAMPLE_CLINIC,
      mode: 'live',
      approvals: 2,
      now: () => NOW,
    });
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 2, sample: false });
  });

  test('is told in the audit trail, step by step', async () => {
    const { store, life, approve } = await inReview(1);
    await approve(BEN, 'clinical');
    await life.publish(KEY, 2, CID);
    await life.retire(KEY, 2, { by: ANA, why: 'A reason' });
    await life.rollback(KEY, 2, { by: BEN, why: 'A reason' });
    const entries = (await store.audit.latest(10)).reverse();
    expect(entries.map(({ by, action, subject }) => [by, action, subject])).toEqual([
      [ANA, 'answer proposed', 'answer provider.cost en 2'],
      [ANA, 'answer submitted for review', 'answer provider.cost en 2'],
      [BEN, 'answer approved', 'answer provider.cost en 2'],
      [CID, 'answer published', 'answer provider.cost en 2'],
      [ANA, 'answer retired', 'answer provider.cost en 2'],
      [BEN, 'answer rolled back', 'answer provider.cost en 3'],
    ]);
    expect(entries[2]?.details).toMatchObject({ kind: 'clinical', credential: 'physician' });
  });

  test('leaves no audit entry for a step that was not taken', async () => {
    const { store, life } = await inReview();
    await life.submit(KEY, 2, ANA);
    await life.publish(KEY, 9, ANA);
    expect(await store.audit.latest(10)).toHaveLength(2);
  });
});

describe('a proposal', () => {
  test('of words that the lint refuses is refused with every problem', async () => {
    const life = aLife(await aStoreWith());
    const content = aContent({
      text: 'Take two sprays. It is safe.',
      intents: ['provider.unheard_of'],
    });
    const outcome = await life.propose({ ...KEY, content, author: ANA, basedOn: 0 });
    const rules = outcome.kind === 'refused' ? outcome.problems.map(({ rule }) => rule) : [];
    expect(rules).toEqual(['dose', 'forbidden_phrase', 'intent']);
  });

  test('for an answer that does not exist yet makes it', async () => {
    const store = await aStoreWith();
    const outcome = await aLife(store).propose({ ...KEY, content: NEW, author: ANA, basedOn: 0 });
    expect(outcome).toEqual({ kind: 'drafted', revision: 1 });
    expect(await storedAnswer(store)).toMatchObject({ ...KEY, revisions: [{ state: 'draft' }] });
  });

  test('of two made from the same revision at once, one is told of the other', async () => {
    const life = aLife(await aStoreWith(anAnswer([aRevision()])));
    const other = aContent({ text: 'Ask your plan what you will owe.' });
    const outcomes = await Promise.all([
      life.propose({ ...KEY, content: NEW, author: ANA, basedOn: 1 }),
      life.propose({ ...KEY, content: other, author: BEN, basedOn: 1 }),
    ]);
    expect(outcomes).toEqual([
      { kind: 'drafted', revision: 2 },
      { kind: 'conflict', latest: 2 },
    ]);
  });

  test('of words that another wrote is refused, so that they keep one author', async () => {
    const { life } = await inReview();
    const outcome = await life.propose({ ...KEY, content: NEW, author: BEN, basedOn: 2 });
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ rule: 'unchanged' }] });
  });

  test('for an intent that another answer has is refused', async () => {
    const life = aLife(await aStoreWith(anAnswer([aRevision()])));
    const key = { ...KEY, id: AnswerId.parse('insurance.price') };
    const outcome = await life.propose({ ...key, content: NEW, author: ANA, basedOn: 0 });
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ rule: 'intent' }] });
  });

  test('from a browser has its line ends made plain', async () => {
    const store = await aStoreWith();
    const content = aContent({ text: 'Ask first:\r\n\r\n- the price\r\n' });
    await aLife(store).propose({ ...KEY, content, author: ANA, basedOn: 0 });
    const { revisions } = await storedAnswer(store);
    expect(revisions[0]?.content.text).toBe('Ask first:\n\n- the price');
  });
});

describe('an approval', () => {
  test('is not for the author', async () => {
    const { approve } = await inReview();
    expect(await approve(ANA, 'clinical')).toEqual({ kind: 'author_may_not' });
  });

  test('is not for other words than were read', async () => {
    const { approve } = await inReview();
    expect(await approve(BEN, 'clinical', aContent())).toEqual({ kind: 'hash_differs' });
  });

  test('is given once by a person, and once of a kind', async () => {
    const { approve } = await inReview();
    await approve(BEN, 'clinical');
    expect(await approve(BEN, 'plain_language')).toEqual({ kind: 'already_by_you' });
    expect(await approve(CID, 'clinical')).toEqual({ kind: 'kind_taken' });
  });

  test('of what it says is for a clinician, whatever role the person has', async () => {
    const { store, approve } = await inReview();
    expect(await approve(DAN, 'clinical')).toEqual({ kind: 'needs_credential' });
    expect(await approve(CID, 'clinical')).toEqual({ kind: 'approved', live: false });
    expect(await approve(DAN, 'plain_language')).toEqual({ kind: 'approved', live: false });
    expect((await storedAnswer(store)).revisions[1]?.approvals).toMatchObject([
      { by: CID, kind: 'clinical', role: 'moderator', credential: 'nurse' },
      { by: DAN, kind: 'plain_language', role: 'moderator' },
    ]);
  });

  test('of what it says needs no second clinician where one approval is enough, but a clinician', async () => {
    const { approve } = await inReview(1);
    expect(await approve(DAN, 'clinical')).toEqual({ kind: 'needs_credential' });
    expect(await approve(DAN, 'plain_language')).toEqual({ kind: 'approved', live: false });
  });

  test('as a clinician stays one when the person is none any more', async () => {
    const { store, life, approve } = await inReview();
    await approve(CID, 'clinical');
    const cid = await store.staff.find(CID);
    if (!cid) throw new Error('Cid is gone');
    const { credential: _, ...without } = cid;
    await store.staff.update(CID, async () => ({ next: without, result: undefined }));
    await approve(DAN, 'plain_language');
    expect(await life.publish(KEY, 2, ANA)).toEqual({ kind: 'published' });
  });

  test('of one kind by two people at once counts once', async () => {
    const { approve } = await inReview();
    const outcomes = await Promise.all([approve(BEN, 'clinical'), approve(CID, 'clinical')]);
    expect(outcomes).toEqual([{ kind: 'approved', live: false }, { kind: 'kind_taken' }]);
  });

  test('of one person is enough for a small team', async () => {
    const { life, approve } = await inReview(1);
    await approve(BEN, 'plain_language');
    expect(await life.publish(KEY, 2, BEN)).toEqual({ kind: 'published' });
  });

  test('is not for a draft, and not for what nobody wrote', async () => {
    const store = await aStoreWith(anAnswer([aRevision({ state: 'draft' })]));
    const given = { by: BEN, kind: 'clinical' as const, contentHash: contentHash(aContent()) };
    expect(await aLife(store).approve(KEY, 1, given)).toEqual({ kind: 'wrong_state' });
    expect(await aLife(store).approve(KEY, 7, given)).toEqual({ kind: 'no_such_revision' });
  });

  test('of the starter words as they stand makes them live', async () => {
    const store = await aStoreWith(anAnswer([aRevision()]));
    const life = aLife(store);
    const given = { contentHash: contentHash(aContent()) };
    await life.approve(KEY, 1, { ...given, by: BEN, kind: 'clinical' });
    const outcome = await life.approve(KEY, 1, { ...given, by: CID, kind: 'plain_language' });
    expect(outcome).toEqual({ kind: 'approved', live: true });
    const bank = await createAnswerBank(store, {
      clinic: SAMPLE_CLINIC,
      mode: 'live',
      approvals: 2,
      now: () => NOW,
    });
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1, sample: false });
  });

  test('that was the last one missing sets the review date of a sample anew', async () => {
    const expired = aRevision({ reviewBy: '2026-01-01T00:00:00.000Z' });
    const store = await aStoreWith(anAnswer([expired]));
    const life = aLife(store, { approvals: 1 });
    const given = { by: BEN, kind: 'clinical' as const, contentHash: contentHash(aContent()) };
    expect(await life.approve(KEY, 1, given)).toEqual({ kind: 'approved', live: true });
    expect((await storedAnswer(store)).revisions[0]?.reviewBy).toBe('2027-11-22T12:00:00.000Z');
  });

  test('is not for words that await a translator', async () => {
    const content = aContent({ awaitingTranslator: true });
    const life = aLife(await aStoreWith(anAnswer([aRevision({ content })])));
    const given = { by: BEN, kind: 'clinical' as const, contentHash: contentHash(content) };
    expect(await life.approve(KEY, 1, given)).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'translator' }],
    });
  });
});

describe('publishing', () => {
  test('is not for words older than those that were published since', async () => {
    const { life, approve } = await inReview(1);
    await approve(BEN, 'clinical');
    const newer = aContent({ text: 'Ask for the price in writing.' });
    await life.propose({ ...KEY, content: newer, author: ANA, basedOn: 2 });
    await life.submit(KEY, 3, ANA);
    const given = { by: BEN, kind: 'clinical' as const, contentHash: contentHash(newer) };
    await life.approve(KEY, 3, given);
    expect(await life.publish(KEY, 3, ANA)).toEqual({ kind: 'published' });
    expect(await life.publish(KEY, 2, ANA)).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'superseded' }],
    });
  });

  test('is refused for words that the lint of a newer program refuses', async () => {
    const content = aContent({ text: 'Take two sprays.' });
    const old = aRevision({ content, state: 'in_review', author: ANA });
    const store = await aStoreWith(anAnswer([old]));
    expect(await aLife(store, { approvals: 1 }).publish(KEY, 1, BEN)).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'dose' }],
    });
  });
});

describe('retiring', () => {
  test('takes the live words back, and only those', async () => {
    const { store, life } = await inReview();
    expect(await life.retire(KEY, 2, { by: ANA, why: 'A reason' })).toEqual({
      kind: 'wrong_state',
    });
    expect(await life.retire(KEY, 1, { by: ANA, why: 'A reason' })).toEqual({ kind: 'retired' });
    const bank = await createAnswerBank(store, {
      clinic: SAMPLE_CLINIC,
      mode: 'demo',
      approvals: 2,
      now: () => NOW,
    });
    expect(bank.find(COST, 'en')).toEqual({ missing: 'no_answer' });
  });
});

test('who wrote the words may not approve them in a revision of somebody else either', async () => {
  const { life } = await inReview();
  const content = { ...NEW, reviewEveryMonths: 3 };
  await life.propose({ ...KEY, content, author: DAN, basedOn: 2 });
  await life.submit(KEY, 3, DAN);
  const given = (by: typeof ANA) => ({
    by,
    kind: 'plain_language' as const,
    contentHash: contentHash(content),
  });
  expect(await life.approve(KEY, 3, given(ANA))).toEqual({ kind: 'author_may_not' });
  expect(await life.approve(KEY, 3, given(DAN))).toEqual({ kind: 'author_may_not' });
  expect(await life.approve(KEY, 3, given(BEN))).toMatchObject({ kind: 'approved' });
});

test('the history of a revision says who sent it to review, published, took back and brought back, and why', async () => {
  const { store, life, approve } = await inReview(1);
  await approve(BEN, 'clinical');
  await life.publish(KEY, 2, CID);
  await life.retire(KEY, 2, { by: DAN, why: 'not needed' });
  await life.rollback(KEY, 2, { by: BEN, why: 'needed after all' });
  const { revisions } = await storedAnswer(store);
  expect(revisions.map(({ steps }) => steps)).toEqual([
    undefined,
    [
      { did: 'submitted', by: ANA, at: NOW },
      { did: 'published', by: CID, at: NOW },
      { did: 'retired', by: DAN, at: NOW, why: 'not needed' },
    ],
    [{ did: 'brought_back', by: BEN, at: NOW, why: 'needed after all' }],
  ]);
});

test('the audit trail names the bytes of each step by their hash, and no reason', async () => {
  const { store, life, approve } = await inReview(1);
  await approve(BEN, 'clinical');
  await life.publish(KEY, 2, CID);
  await life.retire(KEY, 2, { by: DAN, why: 'not needed' });
  const entries = await store.audit.latest(9);
  expect(new Set(entries.map(({ details }) => details?.contentHash))).toEqual(
    new Set([contentHash(NEW)]),
  );
  expect(JSON.stringify(entries)).not.toContain('not needed');
});

describe('rolling back', () => {
  async function published() {
    const { store, life, approve } = await inReview(1);
    await approve(BEN, 'clinical');
    await life.publish(KEY, 2, ANA);
    const newer = aContent({ text: 'Ask for the price in writing.' });
    await life.propose({ ...KEY, content: newer, author: CID, basedOn: 2 });
    await life.submit(KEY, 3, CID);
    const given = { by: BEN, kind: 'clinical' as const, contentHash: contentHash(newer) };
    await life.approve(KEY, 3, given);
    await life.publish(KEY, 3, CID);
    return { store, life };
  }

  test('to approved words publishes them at once, as a new revision', async () => {
    const { store, life } = await published();
    const outcome = await life.rollback(KEY, 2, { by: CID, why: 'A reason' });
    expect(outcome).toEqual({ kind: 'rolled_back', revision: 4, published: true });
    const { revisions } = await storedAnswer(store);
    expect(revisions.map(({ state }) => state)).toEqual([
      'replaced',
      'replaced',
      'replaced',
      'published',
    ]);
    expect(revisions[3]).toMatchObject({ content: NEW, author: ANA, publishedAt: NOW });
  });

  test('to approved words past their review date needs approvals anew: nobody has read them since', async () => {
    const { store } = await published();
    const later = aLife(store, { approvals: 1, now: '2028-02-01T12:00:00.000Z' });
    const outcome = await later.rollback(KEY, 2, { by: ANA, why: 'A reason' });
    expect(outcome).toEqual({ kind: 'rolled_back', revision: 4, published: false });
    expect((await storedAnswer(store)).revisions[3]).toMatchObject({
      state: 'in_review',
      approvals: [],
    });
  });

  test('to approved words keeps their review date', async () => {
    const { store } = await published();
    const later = aLife(store, { approvals: 1, now: '2027-06-01T12:00:00.000Z' });
    await later.rollback(KEY, 2, { by: CID, why: 'A reason' });
    expect((await storedAnswer(store)).revisions[3]).toMatchObject({
      state: 'published',
      reviewBy: '2027-11-22T12:00:00.000Z',
    });
  });

  test('to the starter words needs approvals first', async () => {
    const { store, life } = await published();
    const outcome = await life.rollback(KEY, 1, { by: CID, why: 'A reason' });
    expect(outcome).toEqual({ kind: 'rolled_back', revision: 4, published: false });
    const { revisions } = await storedAnswer(store);
    expect(revisions.map(({ state }) => state)).toEqual([
      'replaced',
      'replaced',
      'published',
      'in_review',
    ]);
  });

  test('keeps the author, who may not approve the words on their way back either', async () => {
    const { life } = await published();
    await life.rollback(KEY, 1, { by: CID, why: 'A reason' });
    const own = { by: ANA, kind: 'clinical' as const, contentHash: contentHash(NEW) };
    expect(await life.approve(KEY, 2, own)).toEqual({ kind: 'author_may_not' });
  });

  test('is done once, and not to words that are live or were never', async () => {
    const { life } = await published();
    expect(await life.rollback(KEY, 3, { by: ANA, why: 'A reason' })).toEqual({
      kind: 'wrong_state',
    });
    expect(await life.rollback(KEY, 9, { by: ANA, why: 'A reason' })).toEqual({
      kind: 'no_such_revision',
    });
    await life.rollback(KEY, 1, { by: ANA, why: 'A reason' });
    expect(await life.rollback(KEY, 1, { by: ANA, why: 'A reason' })).toEqual({
      kind: 'wrong_state',
    });
  });
});
