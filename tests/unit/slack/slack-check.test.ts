import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runCommands } from '../../../src/cli/run-commands.ts';
import { checkAddress } from '../../../src/cli/slack/check/check-entrance.ts';
import type { SlackCheckDeps } from '../../../src/cli/slack/check/slack-check.ts';
import { slackCommand } from '../../../src/cli/slack/slack-command.ts';
import { neededScopes } from '../../../src/cli/slack/slack-manifest.ts';
import { aTerminal } from '../../support/a-terminal.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  openSlackEmulator,
  type SlackEmulator,
} from '../../support/slack-emulator.ts';
import { T0 } from '../../support/turn-kit.ts';
import { aSlackChannel } from './slack-kit.ts';

type Settings = SlackCheckDeps['settings'];

/** Has the form of a signing secret. */
const SECRET = '0123456789abcdef0123456789abcdef';

async function aWorkspace() {
  const slack = await openSlackEmulator();
  onTestFinished(() => slack.close());
  slack.grant(neededScopes({ patients: true }));
  return slack;
}

function settingsFor(slack: SlackEmulator, settings: Partial<Settings> = {}): Settings {
  return {
    HOST: '127.0.0.1',
    PORT: 1,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SLACK_PATIENT_CHANNELS: [slack.community],
    ...settings,
  };
}

async function check(settings: Settings, ...options: string[]) {
  const { terminal, printed } = aTerminal();
  const command = slackCommand(terminal, { settings: () => settings, now: () => T0 });
  const code = await runCommands(['slack', 'check', ...options], [command], terminal);
  return { ...printed(), code };
}

test('where all is there every line is ok, and the exit code is 0', async () => {
  const slack = await aWorkspace();

  const { out, code } = await check(settingsFor(slack));

  expect(out).toContain('All is there.');
  expect(code).toBe(0);
  expect(out.match(/^ok /gm)).toHaveLength(5);
  expect(out).toContain('all 11 that the manifest asks for');
  expect(out).toContain('#staff, public: anyone in the workspace may join and read along');
  expect(out).toContain('All is there.');
});

test('a script reads the same as JSON', async () => {
  const slack = await aWorkspace();
  slack.grant(['chat:write']);

  const { out, code } = await check(settingsFor(slack), '--json');

  const { ok, checks } = JSON.parse(out);
  expect([ok, code]).toEqual([false, 1]);
  expect(checks[0]).toMatchObject({ what: 'Bot token', ok: true });
  expect(checks[1]).toMatchObject({ what: 'Scopes', ok: false });
  expect(checks[1].todo).toContain('askwell slack manifest --patients');
});

test.each([
  ['invalid_auth', 'Slack does not know this token'],
  ['token_revoked', 'the token was revoked'],
  ['account_inactive', 'the app was removed from the workspace'],
])(
  'a token that Slack refuses with %s is missing, and nothing else is asked with it',
  async (error, found) => {
    const slack = await aWorkspace();
    slack.refuseAll(error);

    const { out, err, code } = await check(settingsFor(slack));

    expect(code).toBe(1);
    expect(out).toContain(`missing  Bot token                ${found}`);
    expect(out).not.toContain('Staff channel');
    expect(err).toContain('Something is missing');
  },
);

test('scopes that the app was not given are named with what to do', async () => {
  const slack = await aWorkspace();
  slack.grant(neededScopes({ patients: false }));

  const { out } = await check(settingsFor(slack));

  expect(out).toContain('app_mentions:read, im:history, im:write not given');
  expect(out).toContain('Install App, Reinstall');
});

test('a channel that is not there, archived, or without the bot is named with what to do', async () => {
  const slack = await aWorkspace();
  const info = (channel: object) => ({ ok: true, channel: { name: 'room', ...channel } });
  const rooms: Record<string, object> = {
    CARCHIVED: info({ is_archived: true, is_member: true }),
    CSTRANGER: info({ is_member: false }),
    CPRIVATE1: info({ is_private: true, is_member: true }),
  };
  slack.disturb(({ params }) => {
    const room = rooms[params.get('channel') ?? ''];
    return room && { kind: 'answered', body: room };
  });
  const channels = ['#general', 'CNOWHERE1', ...Object.keys(rooms), slack.staffChannel];

  const { out } = await check(settingsFor(slack, { SLACK_PATIENT_CHANNELS: channels }));

  const lines = out.split('\n').filter((line) => line.includes('Patient channel'));
  expect(lines.map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    'missing | Patient channel #general | not the ID of a channel',
    'missing | Patient channel CNOWHERE1 | not there, or private and the bot is not in it',
    'missing | Patient channel CARCHIVED | #room, public, archived',
    'missing | Patient channel CSTRANGER | #room, public, the bot is not in it',
    'ok | Patient channel CPRIVATE1 | #room, private',
    `missing | Patient channel ${slack.staffChannel} | it is the staff channel, so it stays for staff`,
  ]);
  expect(out).toContain('/invite @Askwell');
});

test('nothing set is one line that says how to begin', async () => {
  const { out, code } = await check({ HOST: '127.0.0.1', PORT: 1 });

  expect(code).toBe(1);
  expect(out).toContain('SLACK_BOT_TOKEN is not set');
  expect(out).toContain('askwell slack manifest');
});

test('a running server takes what is signed with the same secret; on loopback only an emulator reaches it', async () => {
  const slack = await aWorkspace();
  const { url } = await aSlackChannel({ slack, settings: { SLACK_SIGNING_SECRET: SECRET } });
  const PUBLIC_URL = url.replace('/slack/events', '');
  const settings = settingsFor(slack, {
    PUBLIC_URL,
    SLACK_APP_TOKEN: undefined,
    SLACK_SIGNING_SECRET: SECRET,
  });

  const good = await check(settings);
  const other = await check({ ...settings, SLACK_SIGNING_SECRET: 'f'.repeat(32) });
  const now = () => T0;
  const real = await checkAddress({ url: PUBLIC_URL, secret: SECRET, now, slackUrl: undefined });

  expect(good.out).toContain('All is there.');
  expect(good.out).toContain('takes what is signed with this secret');
  expect(other.out).toContain('refuses the signature');
  expect(other.out).toContain('another SLACK_SIGNING_SECRET');
  expect(real.ok).toBe(false);
  expect(real.found).toContain('works, but only on this machine');
});

test('a server that does not run, and a secret that is none, are missing', async () => {
  const slack = await aWorkspace();
  const port = await aClosedPort();

  const { out } = await check(
    settingsFor(slack, {
      PORT: port,
      SLACK_APP_TOKEN: undefined,
      SLACK_SIGNING_SECRET: 'xoxb-oops',
    }),
  );

  expect(out).toContain('does not look like one');
  expect(out).toContain(`http://127.0.0.1:${port}/slack/events cannot be reached (ECONNREFUSED)`);
  expect(out).toContain('Start the server (askwell serve)');
});

test.each([
  ['xapp-other', 'Slack says invalid_auth'],
  ['xoxb-test', 'not an app-level token'],
])('an app token that cannot open a socket (%s) is missing', async (token, found) => {
  const slack = await aWorkspace();

  const { out } = await check(settingsFor(slack, { SLACK_APP_TOKEN: token }));

  expect(out).toContain(found);
  expect(out).toContain('connections:write');
});

test('a Slack that cannot be reached is said so', async () => {
  const slack = await aWorkspace();
  const port = await aClosedPort();

  const { out, code } = await check(
    settingsFor(slack, { SLACK_API_URL: `http://127.0.0.1:${port}/api/` }),
  );

  expect(code).toBe(1);
  expect(out).toContain('Slack cannot be reached (ECONNREFUSED)');
});

test('no secret is ever printed, whatever is wrong', async () => {
  const slack = await aWorkspace();
  const secrets = {
    SLACK_BOT_TOKEN: 'xoxb-1-secret',
    SLACK_APP_TOKEN: 'xapp-1-secret',
    SLACK_SIGNING_SECRET: 'a-secret-of-no-form',
  };
  slack.refuseAll(secrets.SLACK_BOT_TOKEN);

  const runs = [
    await check(settingsFor(slack, secrets)),
    await check(settingsFor(slack, { ...secrets, SLACK_APP_TOKEN: undefined }), '--json'),
  ];

  const printed = runs.map(({ out, err }) => out + err).join();
  for (const secret of Object.values(secrets)) expect(printed).not.toContain(secret);
  expect(printed).not.toContain('wss://');
});

/** A port that nobody listens on. */
async function aClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
