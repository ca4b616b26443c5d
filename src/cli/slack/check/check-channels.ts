import { z } from 'zod';
import { type Check, missing, passed } from './check.ts';
import type { AskSlack } from './slack-api.ts';

const Info = z.object({
  channel: z.object({
    name: z.string().default('no name'),
    is_archived: z.boolean().default(false),
    is_private: z.boolean().default(false),
    is_member: z.boolean().default(false),
  }),
});

type Channel = { id: string; kind: 'staff' | 'patient' };

/** Whether a channel is there, not archived, and the bot is in it. */
export async function checkChannel(
  ask: AskSlack,
  { id, kind }: Channel,
  token: string,
): Promise<Check> {
  const what = kind === 'staff' ? 'Staff channel' : `Patient channel ${id}`;
  const setting = kind === 'staff' ? 'SLACK_STAFF_CHANNEL' : 'SLACK_PATIENT_CHANNELS';
  if (!/^[CG][A-Z0-9]{6,}$/.test(id)) {
    const todo = `Use the channel's ID (it begins with C): channel name, About, at the bottom. Put it into ${setting}.`;
    return missing(what, 'not the ID of a channel', todo);
  }
  const answer = await ask('conversations.info', token, { channel: id });
  switch (answer.kind) {
    case 'unreachable':
      return missing(what, `Slack ${answer.why}`, 'Look at the network, and again.');
    case 'refused':
      return refused(what, answer.error, setting);
    case 'ok':
      return foundChannel(what, Info.parse(answer.body).channel, kind);
  }
}

function refused(what: string, error: string, setting: string): Check {
  if (error === 'missing_scope') {
    return missing(what, 'the app may not look', 'Give the app the scopes above, then again.');
  }
  if (error === 'channel_not_found' || error === 'not_in_channel') {
    const todo = `In that channel write: /invite @Askwell. If there is no such channel, put the right ID into ${setting}.`;
    return missing(what, 'not there, or private and the bot is not in it', todo);
  }
  return missing(what, `Slack says ${error}`, `Look at ${setting} and the token.`);
}

function foundChannel(
  what: string,
  { name, is_archived, is_private, is_member }: z.infer<typeof Info>['channel'],
  kind: Channel['kind'],
): Check {
  const found = `#${name}, ${is_private ? 'private' : 'public'}`;
  if (is_archived) {
    return missing(what, `${found}, archived`, 'Unarchive it, or name another channel.');
  }
  if (!is_member) {
    return missing(
      what,
      `${found}, the bot is not in it`,
      'In that channel write: /invite @Askwell',
    );
  }
  const open = kind === 'staff' && !is_private;
  return passed(what, open ? `${found}: anyone in the workspace may join and read along` : found);
}
