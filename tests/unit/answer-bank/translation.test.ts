import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import { translatesOf } from '../../../src/answer-bank/files/answer-file.ts';
import { seedBank } from '../../../src/answer-bank/seed-bank.ts';
import { translationState } from '../../../src/answer-bank/translation.ts';
import type { Answer, AnswerContent, Revision } from '../../../src/domain/answer.ts';
import { FIRST_CHOICES } from '../../../src/domain/documents.ts';
import {
  aContent,
  anAnswer,
  anApproval,
  aRevision,
  COST,
  KEY,
  NOW,
  storedAnswer,
} from './an-answer.ts';
import { ANA, aLifeAt, anApprovedAnswer, BEN, DAN, daysAfter } from './revisions/a-life.ts';
import { type Event, englishAfter, event, expectedState, wordsOf } from './translation-model.ts';

const ENGLISH = aContent();
const NEWER = aContent({ text: 'Ask the clinic what you will owe.' });
const SPANISH = aContent({ title: 'Lo que cuesta', text: 'Pregunte el precio a la clínica.' });
const ES = { ...KEY, locale: 'es' as const };

const madeOf = (revision: number, content: AnswerContent) => ({
  translationOf: { revision, contentHash: contentHash(content) },
});

function aTranslation(over: Partial<Revision> = madeOf(1, ENGLISH)): Answer {
  const approvals = [
    anApproval('b', 'clinical', SPANISH),
    anApproval('d', 'plain_language', SPANISH),
  ];
  return anAnswer([aRevision({ content: SPANISH, author: ANA, approvals, ...over })], ES);
}

/** The English answer and its translation, live; what publishes other English words. */
async function bothLive() {
  const opened = await aLifeAt(anApprovedAnswer(ENGLISH), aTranslation());
  const { life, vouch, key, clock } = opened;
  const publishEnglish = async (content: AnswerContent, number: number) => {
    await life.propose({ ...key, content, author: ANA, basedOn: number - 1 });
    await life.submit(key, number, ANA);
    await life.approve(key, number, vouch(BEN, 'clinical', content));
    await life.approve(key, number, vouch(DAN, 'plain_language', content));
    return life.publish(key, number, ANA);
  };
  const found = (at: string) => {
    clock.at = at;
    return opened.bank.find(COST, 'es');
  };
  return { ...opened, publishEnglish, found };
}

describe('a translation whose English answer got other words', () => {
  test('is sent for fourteen days more, and then the question goes to staff', async () => {
    const { publishEnglish, found } = await bothLive();
    expect(await publishEnglish(NEWER, 2)).toEqual({ kind: 'published' });
    expect(found(daysAfter(13.99))).toMatchObject({ locale: 'es', revision: 1 });
    expect(found(daysAfter(14))).toEqual({ missing: 'outdated' });
  });

  test('is sent for as many days as an admin chose, from the next question on', async () => {
    const { store, publishEnglish, found } = await bothLive();
    await publishEnglish(NEWER, 2);
    const grace = (translationGraceDays: number) =>
      store.documents.update('choices', async () => ({
        next: { ...FIRST_CHOICES, translationGraceDays },
        result: undefined,
      }));
    await grace(0);
    await vi.waitFor(() => expect(found(NOW)).toEqual({ missing: 'outdated' }));
    await grace(30);
    await vi.waitFor(() => expect(found(daysAfter(29))).toMatchObject({ revision: 1 }));
  });

  test('gets no new grace when the English words change once more', async () => {
    const { publishEnglish, found, clock } = await bothLive();
    await publishEnglish(NEWER, 2);
    clock.at = daysAfter(10);
    await publishEnglish(aContent({ text: 'Ask for a price in writing.' }), 3);
    expect(found(daysAfter(15))).toEqual({ missing: 'outdated' });
  });

  test('is current again when the English words come back', async () => {
    const { life, key, publishEnglish, found, clock } = await bothLive();
    await publishEnglish(NEWER, 2);
    clock.at = daysAfter(20);
    expect(await life.rollback(key, 1, { by: BEN, why: 'A reason' })).toMatchObject({
      published: true,
    });
    expect(found(daysAfter(20))).toMatchObject({ revision: 1 });
  });

  test('is withheld at once when those English words are withdrawn as wrong', async () => {
    const { life, key, found } = await bothLive();
    await life.withdraw(key, 1, { by: BEN, why: 'It is wrong.' });
    expect(found(NOW)).toEqual({ missing: 'outdated' });
  });

  test('stays while the English answer is only retired', async () => {
    const { life, key, found } = await bothLive();
    await life.retire(key, 1, { by: BEN, why: 'A reason' });
    expect(found(daysAfter(100))).toMatchObject({ revision: 1 });
  });

  test('is not sent again because the newer English words are taken back, or were wrong', async () => {
    const { life, key, publishEnglish, found } = await bothLive();
    await publishEnglish(NEWER, 2);
    expect(found(daysAfter(100))).toEqual({ missing: 'outdated' });
    await life.retire(key, 2, { by: BEN, why: 'A reason' });
    expect(found(daysAfter(100))).toEqual({ missing: 'outdated' });
    await life.withdraw(key, 2, { by: BEN, why: 'It is wrong.' });
    expect(found(daysAfter(100))).toEqual({ missing: 'outdated' });
  });

  test('is live again once it is translated anew', async () => {
    const { life, vouch, store, publishEnglish, found, clock } = await bothLive();
    await publishEnglish(NEWER, 2);
    clock.at = daysAfter(20);
    const content = aContent({ title: 'Lo que cuesta', text: 'Pregunte cuánto va a pagar.' });
    const proposal = { ...ES, content, author: ANA, basedOn: 1, translationOf: 2 };
    expect(await life.propose(proposal)).toEqual({ kind: 'drafted', revision: 2 });
    await life.submit(ES, 2, ANA);
    await life.approve(ES, 2, vouch(BEN, 'clinical', content));
    await life.approve(ES, 2, vouch(DAN, 'plain_language', content));
    expect(await life.publish(ES, 2, ANA)).toEqual({ kind: 'published' });
    expect(found(daysAfter(20))).toMatchObject({ locale: 'es', revision: 2 });
    const { revisions } = await storedAnswer(store, ES);
    expect(revisions[1]?.translationOf).toEqual(madeOf(2, NEWER).translationOf);
  });
});

describe('proposing a translation', () => {
  test('of words that still fit keeps their author and needs new approvals', async () => {
    const { life, store, publishEnglish } = await bothLive();
    await publishEnglish(NEWER, 2);
    const proposal = { ...ES, content: SPANISH, author: DAN, basedOn: 1 };
    expect(await life.propose(proposal)).toMatchObject({ problems: [{ rule: 'unchanged' }] });
    expect(await life.propose({ ...proposal, translationOf: 2 })).toMatchObject({ revision: 2 });
    const { revisions } = await storedAnswer(store, ES);
    expect(revisions[1]).toMatchObject({ author: ANA, approvals: [], state: 'draft' });
  });

  test('without naming the English words is taken for one of the same as before', async () => {
    const { life, store } = await bothLive();
    const content = aContent({ title: 'Lo que cuesta', text: 'Pregunte a su seguro.' });
    await life.propose({ ...ES, content, author: ANA, basedOn: 1 });
    const { revisions } = await storedAnswer(store, ES);
    expect(revisions[1]?.translationOf).toEqual(madeOf(1, ENGLISH).translationOf);
  });

  test.each([
    ['of a revision that does not exist', ES, 9, 'The English answer has no revision 9.'],
    ['into English', KEY, 1, 'English is no translation.'],
  ])('%s is refused', async (_name, key, translationOf, problem) => {
    const { life } = await bothLive();
    const proposal = { ...key, content: NEWER, author: ANA, basedOn: 1, translationOf };
    expect(await life.propose(proposal)).toEqual({
      kind: 'refused',
      problems: [{ field: 'revision', rule: 'translation', problem }],
    });
  });

  test('of English words that are not live yet waits for them', async () => {
    const { life, vouch, key } = await bothLive();
    await life.propose({ ...key, content: NEWER, author: ANA, basedOn: 1 });
    const content = aContent({ title: 'Lo que cuesta', text: 'Pregunte a su seguro.' });
    await life.propose({ ...ES, content, author: ANA, basedOn: 1, translationOf: 2 });
    await life.submit(ES, 2, ANA);
    await life.approve(ES, 2, vouch(BEN, 'clinical', content));
    await life.approve(ES, 2, vouch(DAN, 'plain_language', content));
    expect(await life.publish(ES, 2, ANA)).toEqual({
      kind: 'refused',
      problems: [
        {
          field: 'revision',
          rule: 'translation',
          problem:
            'It is a translation of revision 2 of the English answer, which is not live. Publish that one first.',
        },
      ],
    });
  });

  test('of English words that are long gone is not published, and it is said what to translate', async () => {
    const { life, publishEnglish, clock } = await bothLive();
    await publishEnglish(NEWER, 2);
    clock.at = daysAfter(20);
    await life.retire(ES, 1, { by: BEN, why: 'A reason' });
    expect(await life.rollback(ES, 1, { by: BEN, why: 'A reason' })).toMatchObject({
      problems: [
        {
          problem:
            'It is a translation of revision 1 of the English answer, which is not live. Translate revision 2.',
        },
      ],
    });
  });
});

describe('a translation that ships', () => {
  const now = () => NOW;
  const aFile = (content: AnswerContent, locale: 'en' | 'es', translates?: string) => {
    const file = { id: KEY.id, locale, content, file: `a.${locale}.md`, lines: {} };
    return translates === undefined ? file : { ...file, translates };
  };
  const english = aFile(ENGLISH, 'en');
  const spanish = aFile(SPANISH, 'es', translatesOf(contentHash(ENGLISH)));

  test('is tied to the English revision that it was made of, whatever the order of the files', async () => {
    const { store } = await aLifeAt();
    await seedBank([spanish, english], { store, now });
    const { revisions } = await storedAnswer(store, ES);
    expect(revisions).toMatchObject([{ state: 'published', ...madeOf(1, ENGLISH) }]);
  });

  test('of English words that do not ship is a draft: nobody can say that it fits', async () => {
    const { store } = await aLifeAt();
    const seeded = await seedBank([aFile(NEWER, 'en'), spanish], { store, now });
    expect(seeded).toEqual({ added: 1, drafted: 1, unchanged: 0 });
    expect((await storedAnswer(store, ES)).revisions).toMatchObject([{ state: 'draft' }]);
    expect(await seedBank([aFile(NEWER, 'en'), spanish], { store, now })).toMatchObject({
      unchanged: 2,
    });
  });

  test('that an older installation holds untied is tied, and not proposed anew', async () => {
    const starter = anAnswer([aRevision({ content: SPANISH })], ES);
    const { store } = await aLifeAt(anAnswer([aRevision()]), starter);
    expect(await seedBank([english, spanish], { store, now })).toMatchObject({ unchanged: 2 });
    const { revisions } = await storedAnswer(store, ES);
    expect(revisions).toMatchObject([{ number: 1, ...madeOf(1, ENGLISH) }]);
  });

  test('of newer English words is a draft beside the live one, tied to their draft', async () => {
    const { store } = await aLifeAt();
    await seedBank([english, spanish], { store, now });
    const newer = aFile(SPANISH, 'es', translatesOf(contentHash(NEWER)));
    await seedBank([aFile(NEWER, 'en'), newer], { store, now });
    const { revisions } = await storedAnswer(store, ES);
    expect(revisions).toMatchObject([
      { state: 'published', ...madeOf(1, ENGLISH) },
      { state: 'draft', ...madeOf(2, NEWER) },
    ]);
  });
});

test('whatever happens to the English answer, its translation stands as the plain rule says', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), fc.nat(14), (later, graceDays) => {
      // It was made of the first words that were live.
      const events: Event[] = [{ do: 'publish', words: 0 }, ...later];
      const spanish = aTranslation(madeOf(1, wordsOf(0)));
      const { revisions, at } = englishAfter(events);
      const state = translationState(spanish, anAnswer(revisions), { graceDays, at });
      expect(state).toBe(expectedState(events, graceDays));
    }),
    { numRuns: 500 },
  );
});
