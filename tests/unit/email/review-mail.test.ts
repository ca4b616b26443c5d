import { expect, onTestFinished, test } from 'vitest';
import { createEmail } from '../../../src/channels/email/create-email.ts';
import { remindModerators } from '../../../src/conversation/reminders/remind-moderators.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import {
  anAnswer,
  aReader,
  aRevision,
  aStoreWith,
  NOW,
  storedAnswer,
} from '../answer-bank/an-answer.ts';
import { aLog } from '../outbox/outbox-kit.ts';
import { anSmtpReceiver } from './smtp-receiver.ts';

const MO: StaffMember = { ...aReader('m'), email: 'mo@clinic.example' };
const FIRST = { doubtful: false };

/** A reminder that waits in the outbox for Mo, and the mail server. */
async function aReminder(reviewBy: string) {
  const store = await aStoreWith(anAnswer([aRevision({ reviewBy })]));
  const change = (person: StaffMember) =>
    store.staff.update(person.id, async () => ({ next: person, result: undefined }));
  await change(MO);
  const now = () => NOW;
  await remindModerators({ store, ways: { slack: false, email: true }, now });
  const [id] = await store.conversations.withOutbox();
  const conversation = id && (await store.conversations.find(id));
  const [item] = conversation ? conversation.outbox : [];
  if (!conversation || !item) throw new Error('nothing waits');
  const server = await anSmtpReceiver();
  const email = createEmail({
    settings: { SMTP_URL: server.url, MAIL_FROM: 'Askwell <desk@clinic.example>' },
    staff: store.staff,
    answers: () => store.answers.all(),
    consoleUrl: 'https://chat.example.org/console',
    now,
    log: aLog(),
    withinMs: 2000,
  });
  onTestFinished(() => email.close());
  const deliver = () => email.deliver(item, conversation, FIRST);
  return { store, server, change, deliver };
}

test('a moderator reads how many answers to review there are, and where', async () => {
  const { server, deliver } = await aReminder('2026-11-22T11:00:00.000Z');
  await deliver();
  const [mail] = server.mails;
  const text = (mail?.raw ?? '').replaceAll('=\r\n', '');
  expect(mail?.to).toEqual(['mo@clinic.example']);
  expect(text).toContain('Subject: Askwell: 1 answer to review');
  expect(text).toContain('To review: 1\r\nNot sent any more: 1');
  expect(text).toContain('Open the answers to review: https://chat.example.org/console/review');
  expect(text).not.toMatch(/X-Priority|cost/);
});

test('nothing is sent to who is no moderator any more', async () => {
  const { server, change, deliver } = await aReminder('2026-11-30T12:00:00.000Z');
  await change({ ...MO, role: 'responder' });
  await deliver();
  expect(server.mails).toEqual([]);
});

test('nothing is sent of what was seen to while the mail waited', async () => {
  const { server, store, deliver } = await aReminder('2026-11-30T12:00:00.000Z');
  const answer = await storedAnswer(store);
  const [revision] = answer.revisions;
  if (!revision) throw new Error('no revision');
  const renewed = { ...answer, revisions: [{ ...revision, reviewBy: '2027-11-22T12:00:00.000Z' }] };
  await store.answers.update(answer, async () => ({ next: renewed, result: undefined }));
  await deliver();
  expect(server.mails).toEqual([]);
});
