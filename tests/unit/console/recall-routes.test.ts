import { expect, test } from 'vitest';
import { contentHash } from '../../../src/answer-bank/content-hash.ts';
import type { ReceiversView, WithdrawnList } from '../../../src/console/wire/recalls.ts';
import type { Answer, Revision } from '../../../src/domain/answer.ts';
import { conversationIdOf, StaffId } from '../../../src/domain/ids.ts';
import {
  anAdmin,
  aStaffMember,
  DRIVING,
  drivingContent,
  openConsole,
} from '../../support/console.ts';
import { anAnswerMessage, aPatient, keep } from '../conversation/recall/recall-kit.ts';

const NOW = '2026-11-22T15:00:00.000Z';
const KEY = { id: DRIVING, locale: 'en' } as const;
const PATH = '/recalls/en/driving.after-treatment/1';
const NOBODY = StaffId.parse('s_aaaaaaaaaaaaaaaa');

const aRevision = (over: Partial<Revision> = {}): Revision => {
  const content = over.content ?? { ...drivingContent, text: 'Drive home when you like.' };
  return {
    number: 1,
    content,
    contentHash: contentHash(content),
    state: 'retired',
    author: 'starter',
    createdAt: NOW,
    approvals: [],
    renewals: [],
    publishedAt: NOW,
    ...over,
  };
};

const wrong = (by: string) =>
  aRevision({ withdrawn: { at: NOW, by: StaffId.parse(by), why: 'Nobody may drive then.' } });

const right = () =>
  aRevision({
    number: 2,
    content: drivingContent,
    state: 'published',
    approvals: (['clinical', 'plain_language'] as const).map((kind, index) => ({
      by: StaffId.parse(`s_${'bc'[index]?.repeat(16)}`),
      kind,
      at: NOW,
      contentHash: contentHash(drivingContent),
      credential: 'nurse' as const,
    })),
  });

/** A moderator, the wrong words of revision 1 withdrawn, and those who got them. */
async function aClinic(revisions: (moderator: string) => Revision[], patients = ['p', 'q']) {
  const opened = await openConsole();
  const admin = await anAdmin(opened);
  const moderator = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  const next: Answer = { schema: 1, ...KEY, revisions: revisions(moderator.id) };
  await opened.store.answers.update(KEY, async () => ({ next, result: undefined }));
  const part = { kind: 'answer' as const, ...KEY, revision: 1 };
  for (const who of patients) {
    await keep(opened.store, {
      ...aPatient(who),
      messages: [{ ...anAnswerMessage(1, 1), parts: [part] }],
    });
  }
  return { ...opened, moderator };
}

test('a moderator sees what was withdrawn and why, whom it reached, and every byte that would be sent', async () => {
  const { moderator } = await aClinic((mia) => [wrong(mia), right()]);
  const { withdrawn } = (await moderator.get('/recalls')).json<WithdrawnList>();
  expect(withdrawn).toMatchObject([
    {
      id: 'driving.after-treatment',
      revision: 1,
      withdrawn: { by: { firstName: 'Mia' }, why: 'Nobody may drive then.' },
      stillLive: null,
      rounds: [],
      offer: { words: 'correction', revision: 2 },
    },
  ]);
  expect(withdrawn[0]?.offer?.text).toContain(drivingContent.text);
  const counted = async () => (await moderator.get(`${PATH}/receivers`)).json<ReceiversView>();
  await expect.poll(counted).toMatchObject({
    state: 'counted',
    conversations: 2,
    withStaff: 0,
    channels: [{ channel: 'web', conversations: 2 }],
  });
  expect(JSON.stringify(await counted())).not.toContain('c_');
});

test('a press of Send tells each of them once, and the page says how far it has come', async () => {
  const { moderator, store } = await aClinic((mia) => [wrong(mia), right()]);
  const { withdrawn } = (await moderator.get('/recalls')).json<WithdrawnList>();
  const textHash = withdrawn[0]?.offer?.textHash;
  const sent = await moderator.post(`${PATH}/send`, { textHash });
  expect(sent.json<WithdrawnList>().withdrawn).toMatchObject([
    { offer: null, rounds: [{ words: 'correction', by: { firstName: 'Mia' } }] },
  ]);
  expect((await moderator.post(`${PATH}/send`, { textHash })).json()).toMatchObject({
    code: 'already',
  });
  const rounds = async () =>
    (await moderator.get('/recalls')).json<WithdrawnList>().withdrawn[0]?.rounds;
  await expect.poll(rounds).toMatchObject([{ done: { conversations: 2 }, progress: null }]);
  const conversation = await store.conversations.find(conversationIdOf('p'));
  expect(conversation?.messages).toHaveLength(2);
});

test('words that changed since they were read are not sent, nor those of a revision that stands', async () => {
  const { moderator } = await aClinic((mia) => [wrong(mia), right()]);
  const stale = await moderator.post(`${PATH}/send`, { textHash: 'a'.repeat(64) });
  expect([stale.statusCode, stale.json().code]).toEqual([409, 'changed']);
  const live = '/recalls/en/driving.after-treatment/2/send';
  expect((await moderator.post(live, { textHash: 'a'.repeat(64) })).json()).toMatchObject({
    code: 'not_withdrawn',
  });
  const unknown = '/recalls/en/driving.nothing/1/receivers';
  expect((await moderator.get(unknown)).statusCode).toBe(404);
});

test('the same words under another number, and their translation, are pointed out while they are live', async () => {
  const again = aRevision({
    number: 2,
    state: 'published',
    content: { ...aRevision().content, besideDose: false },
  });
  const opened = await aClinic(() => [wrong(NOBODY), again]);
  const spanish = { id: DRIVING, locale: 'es' } as const;
  const translation = aRevision({
    state: 'published',
    translationOf: { revision: 1, contentHash: aRevision().contentHash },
  });
  const next: Answer = { schema: 1, ...spanish, revisions: [translation] };
  await opened.store.answers.update(spanish, async () => ({ next, result: undefined }));
  const { withdrawn } = (await opened.moderator.get('/recalls')).json<WithdrawnList>();
  expect(withdrawn[0]).toMatchObject({
    stillLive: 2,
    translations: [{ locale: 'es', revision: 1 }],
    offer: { words: 'notice', revision: null },
  });
});
