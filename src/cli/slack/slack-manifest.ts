type Entrance = { kind: 'events'; publicUrl: string } | { kind: 'socket' };

/** Where the server takes events, clicks and windows; `src/channels/slack` serves it. */
const EVENTS_PATH = '/slack/events';

/**
 * Why each scope is asked for. The history scopes also tell us, after a crash, whether a post has arrived, so that it is
 * not made twice; without them all else still works.
 */
const STAFF_SCOPES = [
  'chat:write', // posts cards, updates them, and tells a staff member alone what went wrong
  'users:read', // needed for the next one
  'users:read.email', // finds the staff account whose login is the e-mail address of who clicked
  'channels:history', // looks whether a post has arrived; only in channels that the app was invited to
  'groups:history', // the same where the staff channel is private
];
const PATIENT_SCOPES = [
  'app_mentions:read', // a question to us in a patient channel
  'im:history', // a question in a direct message
];
const PATIENT_EVENTS = ['app_mention', 'message.channels', 'message.groups', 'message.im'];

/** The Slack app's manifest with the least it needs. `patients`: patients may write on Slack too. */
export function slackManifest({ entrance, patients }: { entrance: Entrance; patients: boolean }) {
  const isSocket = entrance.kind === 'socket';
  const address =
    entrance.kind === 'events'
      ? { request_url: `${entrance.publicUrl.replace(/\/+$/, '')}${EVENTS_PATH}` }
      : {};
  return {
    display_information: {
      name: 'Askwell',
      description: 'Passes what patients ask to staff, and what staff answer to patients',
    },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: patients,
        messages_tab_read_only_enabled: !patients,
      },
      bot_user: { display_name: 'Askwell', always_online: true },
    },
    oauth_config: {
      scopes: { bot: patients ? [...STAFF_SCOPES, ...PATIENT_SCOPES] : STAFF_SCOPES },
    },
    settings: {
      ...(patients && { event_subscriptions: { ...address, bot_events: PATIENT_EVENTS } }),
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: isSocket,
      token_rotation_enabled: false,
    },
  };
}
