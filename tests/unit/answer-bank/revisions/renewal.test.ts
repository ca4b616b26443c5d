import { describe, expect, test } from 'vitest';
import { aContent, anAnswer, aRevision, COST, storedAnswer } from '../an-answer.ts';
import { ANA, aLifeAt, anApprovedAnswer, BEN, CID, DAN, daysAfter } from './a-life.ts';

const REVIEW_BY = '2027-11-22T12:00:00.000Z';
const CONTENT = aContent();

/** An approved answer, so many days before (or, below 0, after) its review date. */
async function daysBefore(days: number, answer = anApprovedAnswer()) {
  const opened = await aLifeAt(answer);
  opened.clock.at = daysAfter(-days, REVIEW_BY);
  const { life, vouch, key } = opened;
  const renew = (by: typeof ANA, kind: Parameters<typeof vouch>[1], content = CONTENT) =>
    life.renew(key, 1, vouch(by, kind, content));
  return { ...opened, renew };
}

describe('renewing an answer that is still right', () => {
  test('takes the same approvals again, and moves its review date on from that moment', async () => {
    const { store, bank, renew } = await daysBefore(10);
    expect(await renew(BEN, 'clinical')).toEqual({ kind: 'renewed', complete: false });
    expect((await storedAnswer(store)).revisions).toMatchObject([{ reviewBy: REVIEW_BY }]);
    expect(await renew(DAN, 'plain_language')).toEqual({ kind: 'renewed', complete: true });
    expect((await storedAnswer(store)).revisions).toMatchObject([
      { number: 1, content: CONTENT, state: 'published', reviewBy: '2028-11-12T12:00:00.000Z' },
    ]);
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1, sample: false });
  });

  test('past its date brings it back to patients at once', async () => {
    const { bank, renew } = await daysBefore(-40);
    expect(bank.find(COST, 'en')).toEqual({ missing: 'expired' });
    await renew(CID, 'clinical');
    expect(bank.find(COST, 'en')).toEqual({ missing: 'expired' });
    await renew(DAN, 'plain_language');
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1, sample: false });
  });

  test('keeps who renewed it, when, and as what', async () => {
    const { store, renew, clock } = await daysBefore(10);
    await renew(BEN, 'clinical');
    const [revision] = (await storedAnswer(store)).revisions;
    const told = { by: BEN, kind: 'clinical', at: clock.at, role: 'moderator' };
    expect(revision?.renewals).toMatchObject([{ ...told, credential: 'physician' }]);
    expect(await store.audit.latest(1)).toMatchObject([
      { by: BEN, action: 'answer renewed', subject: 'answer provider.cost en 1' },
    ]);
  });

  test.each([
    ['by its author', ANA, 'plain_language', 'author_may_not'],
    ['as a clinician by somebody who is none', DAN, 'clinical', 'needs_credential'],
  ] as const)('is not done %s', async (_name, by, kind, outcome) => {
    const { store, renew } = await daysBefore(10);
    expect(await renew(by, kind)).toEqual({ kind: outcome });
    expect((await storedAnswer(store)).revisions[0]?.renewals).toEqual([]);
  });

  test('is not done by one person twice, nor twice in one kind', async () => {
    const { renew } = await daysBefore(10);
    await renew(BEN, 'clinical');
    expect(await renew(BEN, 'plain_language')).toEqual({ kind: 'already_by_you' });
    expect(await renew(CID, 'clinical')).toEqual({ kind: 'kind_taken' });
  });

  test('of two people at once in one kind counts once', async () => {
    const { store, renew } = await daysBefore(10);
    const outcomes = await Promise.all([renew(BEN, 'clinical'), renew(CID, 'clinical')]);
    expect(outcomes).toEqual([{ kind: 'renewed', complete: false }, { kind: 'kind_taken' }]);
    expect((await storedAnswer(store)).revisions[0]?.renewals).toHaveLength(1);
  });

  test('is for the words that were read', async () => {
    const { renew } = await daysBefore(10);
    const other = aContent({ text: 'Other words.' });
    expect(await renew(BEN, 'clinical', other)).toEqual({ kind: 'hash_differs' });
  });

  test('is for words with all their approvals: a sample is approved instead', async () => {
    const { renew } = await daysBefore(10, anAnswer([aRevision()]));
    expect(await renew(BEN, 'clinical')).toEqual({
      kind: 'refused',
      problems: [
        {
          field: 'revision',
          rule: 'approvals',
          problem:
            'It does not have its approvals. Approve it instead: its review date is set anew then.',
        },
      ],
    });
  });

  test('is for what is live', async () => {
    const { life, renew, key } = await daysBefore(10);
    await life.retire(key, 1, { by: BEN, why: 'A reason' });
    expect(await renew(BEN, 'clinical')).toEqual({ kind: 'wrong_state' });
    expect(await life.renew(key, 7, { by: BEN, kind: 'clinical', contentHash: '' })).toEqual({
      kind: 'no_such_revision',
    });
  });

  test('is not for words that the lint of a newer program refuses', async () => {
    const content = aContent({ text: 'Take two sprays.' });
    const { renew } = await daysBefore(10, anApprovedAnswer(content));
    expect(await renew(BEN, 'clinical', content)).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'dose' }],
    });
  });
});

describe('the time to renew', () => {
  test('begins 60 days before the review date', async () => {
    const tooEarly = await daysBefore(60.01);
    expect(await tooEarly.renew(BEN, 'clinical')).toEqual({ kind: 'wrong_state' });
    const inTime = await daysBefore(60);
    expect(await inTime.renew(BEN, 'clinical')).toMatchObject({ kind: 'renewed' });
  });

  test('starts anew with each date: the renewals of one year do not count for the next', async () => {
    const { clock, bank, renew } = await daysBefore(10);
    await renew(BEN, 'clinical');
    await renew(DAN, 'plain_language');
    expect(await renew(BEN, 'clinical')).toEqual({ kind: 'wrong_state' });
    clock.at = '2028-11-12T12:00:00.000Z';
    expect(bank.find(COST, 'en')).toEqual({ missing: 'expired' });
    expect(await renew(BEN, 'clinical')).toEqual({ kind: 'renewed', complete: false });
    expect(bank.find(COST, 'en')).toEqual({ missing: 'expired' });
  });

  test('does not count renewals of one month for the next either, where a month is the term', async () => {
    const content = aContent({ reviewEveryMonths: 1 });
    const [revision] = anApprovedAnswer(content).revisions;
    if (!revision) throw new Error('no revision');
    const monthly = anAnswer([{ ...revision, reviewBy: '2026-12-22T12:00:00.000Z' }]);
    const { life, vouch, key, clock, store } = await aLifeAt(monthly);
    clock.at = '2026-12-20T12:00:00.000Z';
    await life.renew(key, 1, vouch(BEN, 'clinical', content));
    await life.renew(key, 1, vouch(DAN, 'plain_language', content));
    const reviewBy = async () => (await storedAnswer(store)).revisions[0]?.reviewBy;
    expect(await reviewBy()).toBe('2027-01-20T12:00:00.000Z');
    clock.at = '2027-01-10T12:00:00.000Z';
    expect(await life.renew(key, 1, vouch(BEN, 'clinical', content))).toEqual({
      kind: 'renewed',
      complete: false,
    });
    expect(await reviewBy()).toBe('2027-01-20T12:00:00.000Z');
  });
});

describe('an answer that expires while clocks change', () => {
  test.each([
    ['goes back an hour at that moment', '2027-11-07T06:00:00.000Z', '2027-11-07T06:30:00.000Z'],
    ['goes on an hour at that moment', '2027-03-14T07:00:00.000Z', '2027-03-14T07:00:00.001Z'],
  ])('is not sent from its moment on where New York’s clock %s', async (_how, moment, after) => {
    const [revision] = anApprovedAnswer().revisions;
    if (!revision) throw new Error('no revision');
    const { clock, bank } = await aLifeAt(anAnswer([{ ...revision, reviewBy: moment }]));
    const before = new Date(Date.parse(moment) - 1).toISOString();
    const found = [before, moment, after].map((at) => {
      clock.at = at;
      return bank.find(COST, 'en');
    });
    const expired = { missing: 'expired' };
    expect(found).toMatchObject([{ revision: 1 }, expired, expired]);
  });

  test('is sent again while the clock of the machine is set back before that moment, and nothing is changed', async () => {
    const { clock, bank, store } = await aLifeAt(anApprovedAnswer());
    const before = await storedAnswer(store);
    clock.at = daysAfter(1, REVIEW_BY);
    expect(bank.find(COST, 'en')).toEqual({ missing: 'expired' });
    clock.at = daysAfter(-1, REVIEW_BY);
    expect(bank.find(COST, 'en')).toMatchObject({ revision: 1 });
    expect(await storedAnswer(store)).toEqual(before);
  });

  test('keeps its date when a renewal is given with a clock that was set back', async () => {
    const { clock, renew, store } = await daysBefore(-1);
    await renew(BEN, 'clinical');
    clock.at = daysAfter(-300, REVIEW_BY);
    expect(await renew(DAN, 'plain_language')).toEqual({ kind: 'wrong_state' });
    clock.at = daysAfter(2, REVIEW_BY);
    expect(await renew(DAN, 'plain_language')).toEqual({ kind: 'renewed', complete: true });
    const [revision] = (await storedAnswer(store)).revisions;
    expect(revision?.reviewBy).toBe('2028-11-24T12:00:00.000Z');
  });

  test('renewed on a leap day is due on 28 February', async () => {
    const [revision] = anApprovedAnswer().revisions;
    if (!revision) throw new Error('no revision');
    const leap = anAnswer([{ ...revision, reviewBy: '2028-03-10T12:00:00.000Z' }]);
    const { life, vouch, key, clock, store } = await aLifeAt(leap);
    clock.at = '2028-02-29T12:00:00.000Z';
    await life.renew(key, 1, vouch(BEN, 'clinical'));
    await life.renew(key, 1, vouch(DAN, 'plain_language'));
    expect((await storedAnswer(store)).revisions[0]?.reviewBy).toBe('2029-02-28T12:00:00.000Z');
  });
});
