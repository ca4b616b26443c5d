import { expect, test, vi } from 'vitest';
import { aFolder, serveAskwell } from '../support/program.ts';
import { BOT_TOKEN, openSlackEmulator, SIGNING_SECRET, signed } from '../support/slack-emulator.ts';
import { aMention } from '../unit/slack/slack-kit.ts';

const PATIENCE = { interval: 50, timeout: 15_000 };

test('a dose question in a patient channel is answered in private and its ticket is a card without patient words', async () => {
  const slack = await openSlackEmulator();
  const { url, child, ended } = await serveAskwell({
    DATA_DIR: aFolder(),
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SLACK_PATIENT_CHANNELS: slack.community,
  });
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'how many sprays should i take',
  });
  const body = JSON.stringify(mention);
  const post = () => {
    const headers = {
      'content-type': 'application/json',
      ...signed(body, new Date().toISOString()),
    };
    return fetch(`${url}/slack/events`, { method: 'POST', body, headers });
  };
  expect((await post()).status).toBe(200);
  expect((await post()).status).toBe(200); // Slack tries again
  const cards = await vi.waitFor(async () => {
    const posted = await slack.messages(slack.staffChannel);
    expect(posted).toHaveLength(1);
    return posted;
  }, PATIENCE);
  const direct = await slack.directChannel(slack.user('pat'));
  const replies = await vi.waitFor(async () => {
    const posted = await slack.messages(direct);
    expect(posted.map(({ text }) => text).join()).toContain('I have passed this to our staff.');
    return posted;
  }, PATIENCE);
  const lines = await vi.waitFor(async () => {
    const posted = await slack.messages(slack.community);
    expect(posted.map(({ text }) => text).join()).toContain('I sent you a private message.');
    return posted.filter(({ thread_ts }) => thread_ts === mention.event.ts);
  }, PATIENCE);
  child.kill('SIGTERM');
  await ended;
  await slack.close();
  expect(JSON.stringify(cards)).not.toContain('sprays');
  expect(lines.map(({ text }) => text).join()).not.toContain('how much');
  expect(
    replies.filter(({ text }) => text.includes("I can't answer questions about how much")),
  ).toHaveLength(1);
});

test('without a token nothing of Slack answers', async () => {
  const { url, child, ended } = await serveAskwell({ DATA_DIR: aFolder() });
  const { status } = await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' });
  child.kill('SIGTERM');
  await ended;
  expect(status).toBe(404);
});
