import { App } from '@slack/bolt';

/** Bolt alone, on a port that is printed: says every message back. Stores nothing, and waits between no posts. */
const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = process.env;
const app = new App({
  signingSecret: SLACK_SIGNING_SECRET ?? '',
  authorize: async () => ({
    botToken: SLACK_BOT_TOKEN ?? '',
    botId: 'B1',
    botUserId: 'UBOT',
  }),
  clientOptions: { slackApiUrl: SLACK_API_URL ?? '' },
});

app.message(async ({ message, say }) => {
  if ('text' in message) await say(message.text ?? '');
});
const server = await app.start(0);
const address = server.address();
console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
