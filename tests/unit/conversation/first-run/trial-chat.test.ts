import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { App } from '../../../../src/app.ts';
import { type ConversationId, conversationIdOf, StaffId } from '../../../../src/domain/ids.ts';
import { StaffMember } from '../../../../src/domain/staff.ts';
import { aClock, aTestApp } from '../../../support/test-app.ts';

const ADA = StaffId.parse('s_aaaaaaaaaaaaaaaa');
const PAGES = {
  PAGE_WEBHOOK_URL: 'http://127.0.0.1:9/pages',
  PAGE_WEBHOOK_SECRET: 'a secret of many characters',
};
const LIVE = {
  ...PAGES,
  MODE: 'live',
  CLINIC_NAME: 'Harbor Clinic',
  CLINIC_PHONE: '212-555-0100',
  CLINIC_PHONE_24H: '212-555-0142',
  SESSION_SECRET: 'a secret of thirty-two characters or more',
  OPENING_HOURS: '24/7',
};
const CHEST = 'my chest hurts really bad since the infusion an hour ago';

async function anApp(env: Record<string, string> = PAGES) {
  const app = await aTestApp(env, aClock().now);
  const ada = StaffMember.parse({
    schema: 1,
    id: ADA,
    login: 'ada',
    firstName: 'Ada',
    role: 'admin',
    duties: { onCall: 1 },
    passwordHash: 'x',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: app.now(),
  });
  await app.store.staff.update(ADA, async () => ({ next: ada, result: undefined }));
  return app;
}

const ask = (app: App, conversationId: ConversationId, text: string) =>
  app.receive({ conversationId, messageId: randomUUID(), text, channel: 'web' });

test('an emergency in a trial gets the safety text and a ticket, and pages nobody', async () => {
  const app = await anApp();
  const trial = conversationIdOf(await app.firstRun.trial.begin(ADA));
  const patient = conversationIdOf('a patient of the same clinic');
  for (const id of [trial, patient]) {
    const { turn } = await ask(app, id, CHEST);
    expect(turn.tickets).toMatchObject([{ reason: 'emergency', urgency: 'emergency' }]);
  }
  const outboxOf = async (id: ConversationId) => (await app.store.conversations.find(id))?.outbox;
  expect(await outboxOf(patient)).toMatchObject([{ to: 'webhook', kind: 'page' }]);
  expect(await outboxOf(trial)).toEqual([]);
  await app.close();
});

test('a trial that is over leaves no conversation and no ticket, only that it was held', async () => {
  const app = await anApp();
  const id = conversationIdOf(await app.firstRun.trial.begin(ADA));
  await ask(app, id, CHEST);
  await app.firstRun.trial.end(ADA);
  expect(await app.store.conversations.find(id)).toBeUndefined();
  expect(await app.store.conversations.openTickets()).toEqual([]);
  const { trial } = (await app.firstRun.read()).facts.progress;
  expect(trial).toMatchObject({ by: ADA, turns: 1, tickets: 1 });
  expect(trial?.conversation).toBeUndefined();
  await app.close();
});

test('a second trial ends the first, and one without a message does not undo it', async () => {
  const app = await anApp();
  const first = conversationIdOf(await app.firstRun.trial.begin(ADA));
  await ask(app, first, 'can i drive home');
  await app.firstRun.trial.begin(ADA);
  expect(await app.store.conversations.find(first)).toBeUndefined();
  await app.firstRun.trial.end(ADA);
  expect((await app.firstRun.read()).facts.progress.trial).toMatchObject({ turns: 1 });
  await app.close();
});

test('in live mode before the sign-off a question goes to staff, and an emergency is answered', async () => {
  const app = await anApp(LIVE);
  const question = await ask(app, conversationIdOf('asks'), 'can i drive home after my infusion?');
  expect(question.turn.replyKind).toBe('escalation');
  expect(question.turn.tickets).toMatchObject([{ reason: 'no_answer' }]);
  const emergency = await ask(app, conversationIdOf('in danger'), CHEST);
  expect(emergency.turn.replyKind).toBe('safety');
  await app.close();
});
