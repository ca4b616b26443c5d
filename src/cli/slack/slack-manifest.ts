type Entrance = { kind: 'events'; publicUrl: string } | { kind: 'socket' };

/** Where the server takes events, clicks, commands and windows; `src/channels/slack` serves it. */
export const EVENTS_PATH = '/slack/events';

/**
 * Why each scope is asked for. The history scopes also tell us, after a crash, whether a post has arrived, so that it is
 * not made twice; without them all else still works.
 */
const STAFF_SCOPES = [
  'chat:write', // posts cards and pages, updates them, and tells a staff member alone what went wrong
  'commands', // the command /askwell; message shortcuts need it too
  'users:read', // needed for the next one
  'users:read.email', // finds the staff account whose login is the e-mail address of who clicked
  'channels:history', // looks whether a post has arrived; only in channels that the app was invited to
  'groups:history', // the same where the staff channel is private
  'channels:read', // `askwell slack check`: is the channel there, not archived, and the bot in it
  'groups:read', // the same for a private channel
];
const PATIENT_SCOPES = [
  'app_mentions:read', // a question to us in a patient channel
  'im:history', // a question in a direct message
  'im:write', // opens the direct message in which what is sensitive is answered
];
const STAFF_EVENTS = [
  'app_home_opened', // shows the queue of who opens the Home tab; needs no scope
];
const PATIENT_EVENTS = ['app_mention', 'message.channels', 'message.groups', 'message.im'];

/** The bot scopes that the app must have. `patients`: patients may write on Slack too. */
export function neededScopes({ patients }: { patients: boolean }): string[] {
  return patients ? [...STAFF_SCOPES, ...PATIENT_SCOPES] : STAFF_SCOPES;
}

/** The Slack app's manifest with the least it needs. `patients`: patients may write on Slack too. */
export function slackManifest({ entrance, patients }: { entrance: Entrance; patients: boolean }) {
  const url =
    entrance.kind === 'events'
      ? `${entrance.publicUrl.replace(/\/+$/, '')}${EVENTS_PATH}`
      : undefined;
  const address = url !== undefined ? { request_url: url } : {};
  return {
    display_information: {
      name: 'Askwell',
      description: 'Passes what patients ask to staff, and what staff answer to patients',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: patients,
        messages_tab_read_only_enabled: !patients,
      },
      bot_user: { display_name: 'Askwell', always_online: true },
      ...(patients && { shortcuts: [REPORT_SHORTCUT] }),
      slash_commands: [{ ...ASKWELL_COMMAND, ...(url !== undefined && { url }) }],
    },
    oauth_config: { scopes: { bot: neededScopes({ patients }) } },
    settings: {
      event_subscriptions: {
        ...address,
        bot_events: patients ? [...STAFF_EVENTS, ...PATIENT_EVENTS] : STAFF_EVENTS,
      },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: entrance.kind === 'socket',
      token_rotation_enabled: false,
    },
  };
}

/** Slack shows the name in the menu of every message: 24 characters at most. */
const REPORT_SHORTCUT = {
  name: 'Report this answer',
  type: 'message',
  callback_id: 'report_answer',
  description: 'Tells the staff that an answer is wrong or unclear',
};

const ASKWELL_COMMAND = {
  command: '/askwell',
  description: 'For staff: your queue, claim and release tickets, be away',
  usage_hint: 'queue | claim 12 | release 12 | away | back | help',
  should_escape: false,
};
