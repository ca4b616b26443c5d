import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

test('with no settings it is a demo on this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    MODE: 'demo',
    HOST: '127.0.0.1',
    PORT: 3000,
    APPROVALS: 2,
  });
});

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: '' })).toMatchObject({ PORT: 3000 });
});

test.each([['CLINIC_NAME', 'CLINIC_PHONE', 'CLINIC_PHONE_24H', 'SESSION_SECRET']])(
  'live mode without %s, %s, %s or %s does not start',
  (...needed) => {
    const wrong = () => readConfig({ MODE: 'live', PORT: 'x' });
    expect(wrong).toThrow(ConfigError);
    for (const name of [...needed, 'PORT']) expect(wrong).toThrow(name);
  },
);

test('a Slack token alone is not enough', () => {
  const token = { SLACK_BOT_TOKEN: 'xoxb-sample' };
  expect(() => readConfig(token)).toThrow(/SLACK_SIGNING_SECRET[\s\S]*SLACK_STAFF_CHANNEL/);
  const socket = { ...token, SLACK_APP_TOKEN: 'xapp-sample', SLACK_STAFF_CHANNEL: 'C1' };
  expect(readConfig(socket)).toMatchObject(socket);
});

test('channels are a list', () => {
  expect(readConfig({ SLACK_PATIENT_CHANNELS: 'C1, C2' }).SLACK_PATIENT_CHANNELS).toEqual([
    'C1',
    'C2',
  ]);
});

test('no value of a setting is in the message, since some are secret', () => {
  expect(() => readConfig({ SESSION_SECRET: 'short-secret' })).not.toThrow(/short-secret/);
});
