import { expect, test } from 'vitest';
import type { ExamplesView, QuestionsView } from '../../../src/console/wire/examples.ts';
import type { PreviewView } from '../../../src/console/wire/preview.ts';
import {
  anAdmin,
  aStaffMember,
  type Caller,
  drivingContent,
  openConsole,
} from '../../support/console.ts';
import { aDialogue } from '../../support/past-kit.ts';

const ANSWER = '/answers/en/driving.after-treatment';
const QUESTIONS = [{ text: 'when can I drive', locale: 'en' as const, expect: 'driving' as const }];

/** The console with the gate, and two people beside the admin. */
async function openGated() {
  const opened = await openConsole({ gated: true, approvals: 1, questions: QUESTIONS });
  const admin = await anAdmin(opened);
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  const noa = await aStaffMember(opened, admin, { login: 'noa', role: 'moderator' });
  return { ...opened, mia, noa };
}

/** Written by one, read and approved by another. */
async function approve({ mia, noa }: { mia: Caller; noa: Caller }) {
  const content = { ...drivingContent, title: 'Driving after a visit' };
  await mia.post(`${ANSWER}/revisions`, { content, basedOn: 1 });
  const sent = await mia.post(`${ANSWER}/revisions/2/submit`);
  const { contentHash } = sent.json<{ revisions: { contentHash: string }[] }>().revisions[0] ?? {};
  await noa.post(`${ANSWER}/revisions/2/approve`, { kind: 'plain_language', contentHash });
}

async function preview(caller: Caller): Promise<PreviewView> {
  const view = (await caller.get(`${ANSWER}/revisions/2/preview`)).json<PreviewView>();
  if (view.state !== 'running') return view;
  await new Promise((resolve) => setImmediate(resolve));
  return preview(caller);
}

test('publishing without a look at what changes is refused with what to do, and done after it', async () => {
  const opened = await openGated();
  const { mia, noa } = opened;
  await approve(opened);
  const refused = await noa.post(`${ANSWER}/revisions/2/publish`);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'needs_preview']);
  expect(refused.json().problem).toContain('preview');
  expect(await preview(mia)).toMatchObject({
    state: 'done',
    result: {
      blocked: false,
      wordsOnly: true,
      asked: { test: 1, past: 0 },
      changes: [{ kind: 'other_words', source: 'shipped', text: 'when can I drive' }],
    },
  });
  expect((await noa.post(`${ANSWER}/revisions/2/publish`)).statusCode).toBe(200);
});

test('a question of a patient is shown redacted, and as erased once it was erased', async () => {
  const opened = await openGated();
  const text = 'can I drive my [name] home';
  const asked = [{ text, at: '2026-11-22T14:00:00.000Z', answer: 'driving.after-treatment' }];
  const id = await aDialogue(opened.store, { asked });
  await opened.past.caughtUp();
  await approve(opened);
  const shown = await preview(opened.mia);
  expect(JSON.stringify(shown)).toContain(text);
  expect(JSON.stringify(shown)).not.toContain('"conversation"');
  await opened.store.conversations.erase(id);
  const again = await preview(opened.mia);
  expect(again).toMatchObject({
    result: { changes: expect.arrayContaining([expect.objectContaining({ text: null })]) },
  });
});

test('a preview of a revision that does not exist is refused in words', async () => {
  const { mia } = await openGated();
  const response = await mia.get(`${ANSWER}/revisions/9/preview`);
  expect([response.statusCode, response.json().code]).toEqual([404, 'no_such_revision']);
});

test('an example waits with its proposer, and one that may not train is refused with the reason', async () => {
  const { mia } = await openGated();
  const example = { text: 'off in my jalopy', intent: 'driving.machines', locale: 'en' };
  const added = await mia.post('/examples', example);
  expect(added.json<ExamplesView>()).toMatchObject({
    pending: [{ text: 'off in my jalopy', by: { firstName: 'Mia' }, from: 'written' }],
    trial: { state: 'none' },
    canRollBack: false,
  });
  const near = await mia.post('/examples', { ...example, text: 'When can I drive???' });
  expect([near.statusCode, near.json().code]).toEqual([422, 'test_question']);
  const wrong = await mia.post('/examples', { ...example, intent: 'nowhere' });
  expect(wrong.statusCode).toBe(400);
  expect((await mia.post('/examples/publish')).json()).toMatchObject({ code: 'needs_try' });
  expect((await mia.post('/examples/rollback')).json()).toMatchObject({
    code: 'nothing_to_go_back_to',
  });
});

test('a test question of a moderator is kept, and one that holds a phone number is not', async () => {
  const { mia } = await openGated();
  const question = { text: 'is my quad bike fine', locale: 'en', expect: 'driving.machines' };
  const kept = await mia.post('/questions', question);
  expect(kept.json<QuestionsView>()).toMatchObject({
    shipped: 1,
    kept: [{ text: question.text, expect: 'driving.machines' }],
  });
  const phone = await mia.post('/questions', { ...question, text: 'call me at 415-555-0132' });
  expect([phone.statusCode, phone.json().code]).toEqual([422, 'identifier']);
  const [{ id } = { id: '' }] = kept.json<QuestionsView>().kept;
  expect((await mia.post(`/questions/${id}/drop`)).json<QuestionsView>().kept).toEqual([]);
});
