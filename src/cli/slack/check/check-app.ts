import { z } from 'zod';
import { neededScopes } from '../slack-manifest.ts';
import { type Check, missing, passed } from './check.ts';
import type { Answered, AskSlack } from './slack-api.ts';

const Bot = z.object({
  user: z.string().default('a bot'),
  team: z.string().default('a workspace'),
  bot_id: z.string().optional(),
});

const TOKEN = 'Bot token';
const GET_TOKEN =
  'Copy the Bot User OAuth Token (it begins with xoxb-) from api.slack.com/apps, your app, OAuth & Permissions, into SLACK_BOT_TOKEN.';

const WHY_REFUSED: Record<string, string> = {
  invalid_auth: 'Slack does not know this token',
  token_revoked: 'the token was revoked',
  token_expired: 'the token is past its time',
  account_inactive: 'the app was removed from the workspace',
  not_authed: 'no token was given',
};

/** Whether the token is one of a bot, and may do what the manifest asks for. */
export async function checkApp(
  ask: AskSlack,
  { token, patients }: { token: string; patients: boolean },
): Promise<Check[]> {
  const answer = await ask('auth.test', token);
  if (answer.kind !== 'ok') return [refusedToken(answer)];
  const { user, team, bot_id } = Bot.parse(answer.body);
  if (!bot_id) return [missing(TOKEN, 'the token of a person, not of a bot', GET_TOKEN)];
  const known = passed(TOKEN, `${user} in the workspace ${team}`);
  return [known, checkScopes(answer.scopes, { patients })];
}

function refusedToken(answer: Exclude<Answered, { kind: 'ok' }>): Check {
  if (answer.kind === 'unreachable') {
    return missing(TOKEN, `Slack ${answer.why}`, 'Look at the network of this machine, and again.');
  }
  return missing(TOKEN, WHY_REFUSED[answer.error] ?? `Slack says ${answer.error}`, GET_TOKEN);
}

function checkScopes(granted: string[] | undefined, { patients }: { patients: boolean }): Check {
  const what = 'Scopes';
  const wanted = neededScopes({ patients });
  if (!granted) {
    return missing(
      what,
      'Slack did not say which it gave',
      `Compare OAuth & Permissions, Bot Token Scopes, with: ${wanted.join(', ')}.`,
    );
  }
  const lacking = wanted.filter((scope) => !granted.includes(scope));
  if (lacking.length === 0) return passed(what, `all ${wanted.length} that the manifest asks for`);
  const print = `askwell slack manifest${patients ? ' --patients' : ''}`;
  return missing(
    what,
    `${lacking.join(', ')} not given`,
    `Print the manifest (${print} …), paste it under App Manifest, save, then Install App, Reinstall.`,
  );
}
