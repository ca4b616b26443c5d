/** What a code of a refusing place means, and what helps. Codes that are not here are shown as they are. */
const WORDS: Record<string, string> = {
  not_connected:
    'This place is not connected any more. Connect it in the settings, then try again.',
  invalid_auth: 'Slack does not accept the token. Set a new SLACK_BOT_TOKEN.',
  token_revoked: 'The Slack token was taken back. Install the app again and set the new token.',
  account_inactive: 'The Slack app was removed. Install it again and set the new token.',
  missing_scope: 'The Slack app lacks a right. Install it again from the manifest.',
  not_in_channel: 'The app is not in the channel. Invite it there.',
  channel_not_found:
    'Slack knows no such channel, or the app may not see it. Look at its ID, and invite the app.',
  is_archived: 'The Slack channel is archived. Bring it back, or name another.',
  channel_is_archived: 'The Slack channel is archived. Bring it back, or name another.',
  msg_too_long: 'Slack takes no message that long. Write to the patient in shorter messages.',
  thread_not_found: 'The thread is gone, so the patient cannot be reached there.',
  user_not_found: 'Slack knows this person no more.',
  token_expired: 'The Slack token has run out. Install the app again and set the new token.',
  restricted_action: 'Slack lets only some people write in this channel. Let the app write there.',
  sign_in_refused: 'The mail server does not accept the sign-in. Look at SMTP_URL.',
  address_invalid: 'The mail server does not take this address. Correct it under People.',
  no_connection: 'There is no connection to the other side.',
  ECONNECTION: 'There is no connection to the mail server. Look at SMTP_URL.',
  ETIMEDOUT: 'The other side does not answer.',
};

export function problemWords(code: string): string {
  const known = WORDS[code];
  if (known) return known;
  const [, by, status] = /^(http|smtp)_(\d{3})$/.exec(code) ?? [];
  if (by === 'smtp') return `The mail server refused it (${status}). Look at the address.`;
  if (by === 'http') return `The other side answered with ${status}. Look at its settings.`;
  return `The other side said: ${code.replaceAll('_', ' ')}.`;
}
