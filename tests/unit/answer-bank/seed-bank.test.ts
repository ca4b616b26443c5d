import { describe, expect, test } from 'vitest';
import { createAnswerBank } from '../../../src/answer-bank/answer-bank.ts';
import type { AnswerFile } from '../../../src/answer-bank/files/answer-file.ts';
import { seedBank } from '../../../src/answer-bank/seed-bank.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
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

const now = () => NOW;

function aFile(over: Partial<AnswerFile> = {}): AnswerFile {
  return { ...KEY, content: aContent(), file: 'insurance/cost.en.md', lines: {}, ...over };
}

describe('a starter answer', () => {
  test('is served as a sample by a fresh installation, and approved by nobody', async () => {
    const store = await aStoreWith();
    expect(await seedBank([aFile()], { store, now })).toEqual({
      added: 1,
      drafted: 0,
      unchanged: 0,
    });
    expect((await storedAnswer(store)).revisions).toEqual([aRevision()]);
    const bank = await createAnswerBank(store, {
      clinic: SAMPLE_CLINIC,
      mode: 'demo',
      approvals: 2,
      now,
    });
    expect(bank.find(COST, 'en')).toMatchObject({ id: KEY.id, revision: 1, sample: true });
    const live = await createAnswerBank(store, {
      clinic: SAMPLE_CLINIC,
      mode: 'live',
      approvals: 1,
      now,
    });
    expect(live.find(COST, 'en')).toEqual({ missing: 'unapproved' });
  });

  test('is put in once, however often the program starts', async () => {
    const store = await aStoreWith();
    await seedBank([aFile()], { store, now });
    const again = await seedBank([aFile()], { store, now: () => '2027-01-01T00:00:00.000Z' });
    expect(again).toEqual({ added: 0, drafted: 0, unchanged: 1 });
    expect((await storedAnswer(store)).revisions).toHaveLength(1);
    expect(await store.audit.latest(10)).toMatchObject([
      {
        by: 'system',
        subject: 'answer provider.cost en 1',
        action: 'answer published as a sample',
      },
    ]);
  });

  test('with new words is a draft beside what an older installation serves', async () => {
    const store = await aStoreWith(anAnswer([aRevision()]));
    const newer = aFile({ content: aContent({ text: 'Ask the clinic for its price.' }) });
    expect(await seedBank([newer], { store, now })).toMatchObject({ drafted: 1 });
    expect(await seedBank([newer], { store, now })).toMatchObject({ unchanged: 1 });
    expect((await storedAnswer(store)).revisions).toMatchObject([
      { number: 1, state: 'published' },
      { number: 2, state: 'draft', author: 'starter', content: newer.content },
    ]);
  });

  test('that staff have replaced or retired is not brought back', async () => {
    const own = aRevision({
      number: 2,
      content: aContent({ text: 'Ask us.' }),
      author: aStaffId('a'),
    });
    const replaced = anAnswer([aRevision({ state: 'replaced' }), own]);
    const store = await aStoreWith(replaced);
    expect(await seedBank([aFile()], { store, now })).toMatchObject({ unchanged: 1 });
    expect(await storedAnswer(store)).toEqual(replaced);
  });

  test('of two starts at the same moment is put in by one', async () => {
    const store = await aStoreWith();
    const files = Array.from({ length: 100 }, (_, index) => {
      const name = `${'abcdefghij'[index % 10]}${'abcdefghij'[Math.floor(index / 10)]}`;
      return aFile({ id: AnswerId.parse(`insurance.${name}`) });
    });
    const [one, other] = await Promise.all([
      seedBank(files, { store, now }),
      seedBank(files, { store, now }),
    ]);
    expect(one.added + other.added).toBe(100);
    expect(await store.answers.all()).toHaveLength(100);
    expect(await store.audit.latest(200)).toHaveLength(100);
  });
});
