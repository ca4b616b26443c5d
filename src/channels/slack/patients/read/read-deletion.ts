import { isDirect, type SlackPlace } from '../place/slack-place.ts';
import { MessageEvent } from './slack-payload.ts';

/** A message of a person in a patient channel, or in a direct message, that they deleted. */
export type DeletedOnSlack = { place: SlackPlace; messageId: string };

/** `undefined` for any other event, and when Slack does not say whose message it was. */
export function readDeletion(
  body: unknown,
  patientChannels: ReadonlySet<string>,
): DeletedOnSlack | undefined {
  const parsed = MessageEvent.safeParse(body);
  if (!parsed.success || patientChannels.size === 0) return undefined;
  const { team_id: team, event } = parsed.data;
  const { channel, previous_message: deleted } = event;
  const ts = deletedTs(event);
  if (!ts || !deleted?.user) return undefined;
  const direct = isDirect(channel);
  if (!direct && !patientChannels.has(channel)) return undefined;
  const thread = deleted.thread_ts ?? (direct ? undefined : ts);
  return {
    place: { team, channel, user: deleted.user, thread },
    messageId: `${channel}:${ts}`,
  };
}

/** The start of a thread that has replies is not deleted but turned into a tombstone. */
function deletedTs({ subtype, deleted_ts, message }: MessageEvent['event']): string | undefined {
  if (subtype === 'message_deleted') return deleted_ts;
  const buried = subtype === 'message_changed' && message?.subtype === 'tombstone';
  return buried ? message.ts : undefined;
}
