import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCommands } from '../../../src/cli/run-commands.ts';
import { slackCommand } from '../../../src/cli/slack/slack-command.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { aTerminal } from '../../support/a-terminal.ts';

const settings = () => {
  throw new Error('the manifest needs no settings');
};

async function run(...argv: string[]) {
  const { terminal, printed } = aTerminal();
  const code = await runCommands(
    ['slack', ...argv],
    [slackCommand(terminal, { settings, now: systemClock })],
    terminal,
  );
  return { ...printed(), code };
}

test('the manifest for staff alone asks for no message of anyone', async () => {
  const { out, code } = await run('manifest', '--url', 'https://chat.example.org/');

  const manifest = parse(out);
  expect(code).toBe(0);
  expect(manifest.oauth_config.scopes.bot).toEqual([
    'chat:write',
    'commands',
    'users:read',
    'users:read.email',
    'channels:history',
    'groups:history',
    'channels:read',
    'groups:read',
  ]);
  expect(manifest.settings.event_subscriptions).toEqual({
    request_url: 'https://chat.example.org/slack/events',
    bot_events: ['app_home_opened'],
  });
  expect(manifest.features.shortcuts).toBeUndefined();
  expect(manifest.features.slash_commands).toMatchObject([
    { command: '/askwell', url: 'https://chat.example.org/slack/events' },
  ]);
  expect(manifest.features.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: false,
    messages_tab_read_only_enabled: true,
  });
  expect(manifest.settings.interactivity).toEqual({
    is_enabled: true,
    request_url: 'https://chat.example.org/slack/events',
  });
});

test('with patients the manifest takes mentions and direct messages too', async () => {
  const { out } = await run(
    'manifest',
    '--url',
    'https://chat.example.org',
    '--patients',
    '--json',
  );

  const manifest = JSON.parse(out);
  expect(manifest.oauth_config.scopes.bot).toEqual(
    expect.arrayContaining(['app_mentions:read', 'im:history', 'im:write']),
  );
  expect(manifest.settings.event_subscriptions).toEqual({
    request_url: 'https://chat.example.org/slack/events',
    bot_events: [
      'app_home_opened',
      'app_mention',
      'message.channels',
      'message.groups',
      'message.im',
    ],
  });
  expect(manifest.features.app_home.messages_tab_read_only_enabled).toBe(false);
  const [report] = manifest.features.shortcuts;
  expect(report).toMatchObject({ type: 'message', callback_id: 'report_answer' });
  expect(report.name.length).toBeLessThanOrEqual(24);
});

test('Socket Mode needs no address', async () => {
  const { out } = await run('manifest', '--socket-mode');

  const { settings: set, features } = parse(out);
  expect(set.socket_mode_enabled).toBe(true);
  expect(set.interactivity).toEqual({ is_enabled: true });
  expect(features.slash_commands[0].url).toBeUndefined();
});

test('a missing or plain http address is bad input that says what to give', async () => {
  const missing = await run('manifest');
  const plain = await run('manifest', '--url', 'http://chat.example.org');

  expect([missing.code, plain.code]).toEqual([2, 2]);
  expect(missing.err).toContain('--url: missing. Give it, or --socket-mode.');
  expect(plain.err).toContain('Slack sends events to https only');
});
