import { expect, test } from 'vitest';
import { aFullBot } from '../../support/a-full-bot.ts';
import { aMention, aSlackChannel, eventually } from './slack-kit.ts';

/** Slack before a conversation engine that can take no more. */
async function aFullSlack() {
  const bot = await aFullBot({ posts: true });
  const channel = await aSlackChannel({ store: bot.store, receive: () => bot.receive });
  const { slack } = channel;
  const filled = bot.fill();
  const aQuestion = () =>
    aMention({ user: slack.user('pat'), channel: slack.community, text: 'may I drive' });
  const diskIsBack = async () => {
    bot.diskIsBack();
    await filled;
  };
  return { channel, slack, aQuestion, diskIsBack };
}

test('a patient on Slack reads once that too many write; Slack sends the message again, and it is answered', async () => {
  const { channel, slack, aQuestion, diskIsBack } = await aFullSlack();
  const question = aQuestion();
  const said = async () => (await slack.messages(slack.community)).map(({ text }) => text);

  const first = await channel.event(question);
  const again = await channel.event(question, { 'x-slack-retry-num': '1' });
  expect([first.status, again.status]).toEqual([503, 503]);
  await eventually(async () => expect(await said()).toHaveLength(1));
  expect((await said())[0]).toMatch(/^Too many people are writing at once/);

  await diskIsBack();
  const last = await channel.event(question, { 'x-slack-retry-num': '2' });
  expect(last.status).toBe(200);
  await eventually(async () => expect(await said()).toHaveLength(3)); // the notice comes first
  expect((await said())[2]).toContain('Do not drive yourself home');
});

test('posts to a crowd in one Slack channel do not pile up: a hundred wait, and Slack keeps the other messages', async () => {
  const { channel, slack, aQuestion, diskIsBack } = await aFullSlack();
  let slackAnswers = () => {};
  const answered = new Promise<void>((done) => {
    slackAnswers = done;
  });
  let posts = 0;
  slack.disturb(async ({ method }) => {
    if (method !== 'chat.postMessage') return undefined;
    await answered;
    posts += 1;
    return { kind: 'answered', body: { ok: true, ts: '1.1' } };
  });

  const crowd = await Promise.all(Array.from({ length: 150 }, () => channel.event(aQuestion())));
  expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([503]));
  slackAnswers();
  await eventually(async () => expect(posts).toBe(100));
  await channel.event(aQuestion());
  await eventually(async () => expect(posts).toBe(101));
  await diskIsBack();
});
