import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createAnswerBank } from '../../../src/answer-bank/answer-bank.ts';
import { createAnswerLife } from '../../../src/answer-bank/answer-life.ts';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import { readAnswerFolder } from '../../../src/answer-bank/files/read-answer-folder.ts';
import { lintContent } from '../../../src/answer-bank/lint/lint-content.ts';
import { AnswerContent } from '../../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { AnswerId } from '../../../src/domain/ids.ts';
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

const CANNED = { id: AnswerId.parse('canned.please-call'), locale: 'en' as const };
const ofStaff = (over: Parameters<typeof aContent>[0] = {}) =>
  aContent({
    use: 'staff',
    intents: [],
    title: 'Please call us',
    text: 'Please call us at {clinic.phone}.',
    ...over,
  });

function aBank(store: Store, { mode = 'live' as 'demo' | 'live', at = NOW } = {}) {
  return createAnswerBank(store, { clinic: SAMPLE_CLINIC, mode, approvals: 2, now: () => at });
}

function aLife(store: Store) {
  return createAnswerLife({ store, now: () => NOW, approvals: 2, knownIntents: new Set([COST]) });
}

const approvals = [
  anApproval('b', 'clinical', ofStaff()),
  anApproval('c', 'plain_language', ofStaff()),
];

test('staff are offered an approved canned text in date, and no answer for patients', async () => {
  const canned = anAnswer([aRevision({ content: ofStaff(), approvals })], CANNED);
  const store = await aStoreWith(canned, anAnswer([aRevision()]));
  const offered = (await aBank(store)).cannedTexts('en');
  expect(offered).toEqual([
    {
      id: 'canned.please-call',
      title: 'Please call us',
      text: `Please call us at ${SAMPLE_CLINIC.phone}.`,
      sample: false,
    },
  ]);
  expect((await aBank(store)).cannedTexts('es')).toEqual([]);
  const expired = await aBank(store, { at: '2027-11-22T12:00:00.000Z' });
  expect(expired.cannedTexts('en')).toEqual([]);
});

test('without its approvals a canned text is a sample in demo mode, and not offered in live mode', async () => {
  const store = await aStoreWith(anAnswer([aRevision({ content: ofStaff() })], CANNED));
  expect((await aBank(store)).cannedTexts('en')).toEqual([]);
  expect((await aBank(store, { mode: 'demo' })).cannedTexts('en')).toMatchObject([
    { sample: true },
  ]);
});

test('a patient is never answered with a canned text, not even with one that claims an intent', async () => {
  const content = { ...ofStaff(), intents: [COST] };
  const approved = [
    anApproval('b', 'clinical', content),
    anApproval('c', 'plain_language', content),
  ];
  const store = await aStoreWith(anAnswer([aRevision({ content, approvals: approved })], CANNED));
  const bank = await aBank(store);
  expect(bank.find(COST, 'en')).toEqual({ missing: 'no_answer' });
  expect(() => bank.revision(CANNED.id, 'en', 1)).toThrow('for staff alone');
});

test('an answer for patients names an intent, and a text for staff names none', () => {
  expect(AnswerContent.safeParse({ ...aContent(), intents: [] }).success).toBe(false);
  expect(AnswerContent.safeParse({ ...ofStaff(), intents: [COST] }).success).toBe(false);
  expect(AnswerContent.safeParse(ofStaff()).success).toBe(true);
});

test('approvals given before there were canned texts stay valid, and none passes from one use to the other', () => {
  expect(contentHash(aContent())).toBe(contentHash(aContent({ use: 'patients' })));
  expect(contentHash(aContent({ intents: ['insurance.cost'] }))).toBe(
    '8f146bc282a023ebacc3b9e2d895964ab7f2df8a3838230c8c6093fdcd3a6549',
  );
  expect(contentHash(ofStaff())).not.toBe(contentHash({ ...ofStaff(), use: 'patients' }));
});

test('a canned text never becomes an answer for patients, nor an answer a canned text', async () => {
  const store = await aStoreWith(anAnswer([aRevision()]));
  const outcome = await aLife(store).propose({
    ...KEY,
    content: ofStaff(),
    author: aStaffId('a'),
    basedOn: 1,
  });
  expect(outcome).toMatchObject({ kind: 'refused', problems: [{ rule: 'use' }] });
});

test('marks that a patient would read as they stand are refused in a canned text', () => {
  const rules = (text: string) => lintContent(ofStaff({ text }), 'en').map(({ rule }) => rule);
  expect(rules('Please call us. Thank you.')).toEqual([]);
  expect(rules('Please **call** us.')).toEqual(['format']);
  expect(rules('Please read [this](https://www.cms.gov/page).')).toEqual(['format']);
});

test('an unfinished draft is kept, and goes to review only once its words pass the lint', async () => {
  const store = await aStoreWith(anAnswer([aRevision()]));
  const life = aLife(store);
  const content = aContent({
    text: 'Ask Ben at [phone].',
    sources: [{ title: 'TODO: look it up', publisher: 'Us', checked: '2026-11-22' }],
  });
  const author = aStaffId('a');
  const proposal = { ...KEY, content, author, basedOn: 1 };
  expect(await life.propose(proposal)).toMatchObject({ kind: 'refused' });
  expect(await life.propose({ ...proposal, unfinished: true })).toEqual({
    kind: 'drafted',
    revision: 2,
  });
  const submitted = await life.submit(KEY, 2, author);
  expect(submitted).toMatchObject({
    kind: 'refused',
    problems: expect.arrayContaining([
      expect.objectContaining({ field: 'sources', rule: 'open_place' }),
    ]),
  });
});

test('canned texts ship in English, hold no number but 911, and Spanish ones wait for a translator', () => {
  const folder = fileURLToPath(new URL('../../../answers/', import.meta.url));
  const { answers: all, problems } = readAnswerFolder(folder);
  expect(problems).toEqual([]);
  const answers = all.filter(({ file }) => file.startsWith('canned/'));
  expect(answers.filter(({ locale }) => locale === 'en').length).toBeGreaterThanOrEqual(6);
  for (const { id, locale, content } of answers) {
    const numbers = (content.text.replace(/\{[^}]*\}/g, '').match(/\d+/g) ?? []).filter(
      (number) => number !== '911',
    );
    const { use, awaitingTranslator } = content;
    expect({ id, use, awaitingTranslator, numbers }).toEqual({
      id: expect.stringMatching(/^canned\./),
      use: 'staff',
      awaitingTranslator: locale !== 'en',
      numbers: [],
    });
  }
});
