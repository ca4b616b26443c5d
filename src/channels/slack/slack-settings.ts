/** The settings of Slack, as `config.ts` names them. */
export type SlackSettings = {
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_SIGNING_SECRET?: string | undefined;
  /** Set: Socket Mode. Not set: Slack posts to `/slack/events`. */
  SLACK_APP_TOKEN?: string | undefined;
  SLACK_API_URL?: string | undefined;
  SLACK_STAFF_CHANNEL?: string | undefined;
  SLACK_PATIENT_CHANNELS?: string[] | undefined;
  SLACK_PATIENT_MESSAGES: 'mention' | 'all';
  SLACK_TICKET_TEXT: 'none' | 'redacted';
};

class SlackSettingsError extends Error {
  readonly code = 'slack_settings_invalid';
}

/** How Slack reaches us: it posts signed events, or we hold a WebSocket open to it. */
type SlackEntrance =
  | { kind: 'events'; signingSecret: string }
  | { kind: 'socket'; appToken: string };

export type SlackSetup = {
  botToken: string;
  entrance: SlackEntrance;
  apiUrl: string | undefined;
  staffChannel: string;
  /** Never holds the staff channel: what staff write there must not be taken for a patient's words. */
  patientChannels: ReadonlySet<string>;
  patientMessages: 'mention' | 'all';
  ticketText: 'none' | 'redacted';
};

/** Throws `SlackSettingsError` when a setting is missing that Slack cannot do without. */
export function readSlackSetup(settings: SlackSettings): SlackSetup {
  const staffChannel = needed(settings, 'SLACK_STAFF_CHANNEL');
  const patientChannels = new Set(settings.SLACK_PATIENT_CHANNELS ?? []);
  patientChannels.delete(staffChannel);
  return {
    botToken: needed(settings, 'SLACK_BOT_TOKEN'),
    entrance: settings.SLACK_APP_TOKEN
      ? { kind: 'socket', appToken: settings.SLACK_APP_TOKEN }
      : { kind: 'events', signingSecret: needed(settings, 'SLACK_SIGNING_SECRET') },
    apiUrl: settings.SLACK_API_URL,
    staffChannel,
    patientChannels,
    patientMessages: settings.SLACK_PATIENT_MESSAGES,
    ticketText: settings.SLACK_TICKET_TEXT,
  };
}

function needed(
  settings: SlackSettings,
  name: 'SLACK_BOT_TOKEN' | 'SLACK_SIGNING_SECRET' | 'SLACK_STAFF_CHANNEL',
): string {
  const value = settings[name];
  if (!value) throw new SlackSettingsError(`${name}: not set, and Slack needs it. Set it.`);
  return value;
}
