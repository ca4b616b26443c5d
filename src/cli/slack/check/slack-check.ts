import type { Clock } from '../../../shared/clock.ts';
import { type Check, missing, passed } from './check.ts';
import { checkApp } from './check-app.ts';
import { checkChannel } from './check-channels.ts';
import { checkAddress, checkSigningSecret, checkSocketMode } from './check-entrance.ts';
import { type AskSlack, createAskSlack } from './slack-api.ts';

/** The settings that Slack needs, as `config.ts` names them. */
type SlackCheckSettings = {
  HOST: string;
  PORT: number;
  PUBLIC_URL?: string | undefined;
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_SIGNING_SECRET?: string | undefined;
  SLACK_APP_TOKEN?: string | undefined;
  SLACK_API_URL?: string | undefined;
  SLACK_STAFF_CHANNEL?: string | undefined;
  SLACK_PATIENT_CHANNELS?: string[] | undefined;
};

export type SlackCheckDeps = { settings: SlackCheckSettings; now: Clock };

/** Tries everything that is set, one line each. Rejects never; what cannot be tried is a line too. */
export async function slackCheck({ settings, now }: SlackCheckDeps): Promise<Check[]> {
  const { SLACK_BOT_TOKEN: token, SLACK_PATIENT_CHANNELS: patientChannels = [] } = settings;
  if (!token) {
    const todo =
      'Make the app: askwell slack manifest prints it, api.slack.com/apps takes it. Then set SLACK_BOT_TOKEN.';
    return [missing('Bot token', 'SLACK_BOT_TOKEN is not set, so nothing of Slack starts', todo)];
  }
  const ask = createAskSlack({ apiUrl: settings.SLACK_API_URL });
  const app = await checkApp(ask, { token, patients: patientChannels.length > 0 });
  const entrance = await checkEntrance(ask, { settings, now });
  if (!app[0]?.ok) return [...app, ...entrance];
  return [...app, ...(await checkChannels(ask, { settings, token })), ...entrance];
}

async function checkChannels(
  ask: AskSlack,
  { settings, token }: { settings: SlackCheckSettings; token: string },
): Promise<Check[]> {
  const { SLACK_STAFF_CHANNEL: staff, SLACK_PATIENT_CHANNELS: patients = [] } = settings;
  const checks = [
    staff
      ? await checkChannel(ask, { id: staff, kind: 'staff' }, token)
      : missing('Staff channel', 'not set', "Put the channel's ID into SLACK_STAFF_CHANNEL."),
  ];
  for (const id of patients) {
    checks.push(
      id === staff
        ? missing(
            `Patient channel ${id}`,
            'it is the staff channel, so it stays for staff',
            'Take it out of SLACK_PATIENT_CHANNELS.',
          )
        : await checkChannel(ask, { id, kind: 'patient' }, token),
    );
  }
  if (patients.length > 0) return checks;
  return [...checks, passed('Patient channels', 'none: Slack is for staff only')];
}

async function checkEntrance(ask: AskSlack, { settings, now }: SlackCheckDeps): Promise<Check[]> {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret, HOST, PORT } = settings;
  if (appToken) return [await checkSocketMode(ask, appToken)];
  if (!secret) {
    const todo = 'Set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN to use Socket Mode.';
    return [missing('Signing secret', 'not set', todo)];
  }
  const url = settings.PUBLIC_URL ?? `http://${HOST}:${PORT}`;
  const slackUrl = settings.SLACK_API_URL;
  return [checkSigningSecret(secret), await checkAddress({ url, secret, now, slackUrl })];
}
