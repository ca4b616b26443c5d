import { isDirect } from '../place/slack-place.ts';
import { firstMention, plainText } from './plain-text.ts';
import type { SaidOnSlack } from './said-on-slack.ts';
import { type InnerMessage, MessageEvent } from './slack-payload.ts';

/** Subtypes that are still a person's own words; joins, topics, bots and the rest are not. */
const OWN_WORDS = new Set([undefined, 'file_share', 'me_message', 'thread_broadcast']);

type Told = {
  message: InnerMessage;
  channel: string;
  direct: boolean;
  mention: boolean;
  bots: string[];
};

/** Where people are patients, and whether they must mention the bot there to be answered. */
export type Listening = {
  patientChannels: ReadonlySet<string>;
  patientMessages: 'mention' | 'all';
};

/**
 * A patient's message out of a Slack event: a mention in a patient channel, a reply in a thread there, or a direct
 * message, new or edited. `undefined` for all else. An edit names what it replaces; a deletion takes nothing back (`readDeletion`).
 */
export function readMessageEvent(body: unknown, listening: Listening): SaidOnSlack | undefined {
  const { patientChannels } = listening;
  const parsed = MessageEvent.safeParse(body);
  if (!parsed.success || patientChannels.size === 0) return undefined;
  const told = readTold(parsed.data);
  if (!told || !isPersonal(told) || !(told.direct || patientChannels.has(told.channel))) {
    return undefined;
  }
  const { message, channel, direct, bots } = told;
  const { user = '', ts, edited } = message;
  const thread = message.thread_ts ?? (direct ? undefined : ts);
  return {
    place: { team: parsed.data.team_id, channel, user, thread },
    messageId: edited ? `${channel}:${ts}:${edited.ts}` : `${channel}:${ts}`,
    ...(edited && { replaces: `${channel}:${ts}` }),
    text: plainText(message.text, { bots }),
    bots,
    onlyIfKnown: !isToUs(told, listening),
  };
}

/** A direct message, a mention, or where every message counts one that is no reply in others' thread. */
function isToUs({ message, direct, mention }: Told, { patientMessages }: Listening): boolean {
  if (direct || mention) return true;
  const { ts, thread_ts } = message;
  return patientMessages === 'all' && (thread_ts === undefined || thread_ts === ts);
}

function readTold({ event, authorizations }: MessageEvent): Told | undefined {
  const message = event.subtype === 'message_changed' ? changedMessage(event) : event;
  if (!message) return undefined;
  const named = (authorizations ?? []).filter((one) => one.is_bot).map((one) => one.user_id ?? '');
  const mentioned = event.type === 'app_mention' ? firstMention(message.text) : undefined;
  const bots = named.length > 0 || !mentioned ? named : [mentioned];
  return {
    message,
    channel: event.channel,
    direct: isDirect(event.channel),
    mention: bots.some((bot) => message.text.includes(`<@${bot}`)) || event.type === 'app_mention',
    bots,
  };
}

/** An edit by its author; Slack tells of unfurled links in the same form, without `edited` or another text. */
function changedMessage({ message, previous_message }: MessageEvent['event']) {
  if (!message?.edited || message.text === previous_message?.text) return undefined;
  return message;
}

function isPersonal({ message, bots }: Told): boolean {
  const { user, bot_id, subtype } = message;
  if (!user || user === 'USLACKBOT' || bots.includes(user)) return false;
  return !bot_id && OWN_WORDS.has(subtype);
}
