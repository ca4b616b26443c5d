import type { webApi } from '@slack/bolt';
import { MINUTE_MS, SECOND_MS } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import { failureOf } from '../outbox/post-failure.ts';
import type { SaidOnSlack } from './read/said-on-slack.ts';

/**
 * Whether this person had turned to us in the thread before they wrote this. Slack is asked, since its event of that
 * first message may come after the reply's. `undefined` when Slack does not let us look. Rejects when it cannot be asked
 * just now.
 */
export type BeganWithUs = (said: SaidOnSlack) => Promise<boolean | undefined>;

type Deps = {
  client: webApi.WebClient;
  patientMessages: 'mention' | 'all';
  log: Log;
};

/** Slack's last try to deliver an event is after five minutes: what is older has come, or comes no more. */
const LATE_AT_MOST_S = (10 * MINUTE_MS) / SECOND_MS;

export function createBeganWithUs({ client, patientMessages, log }: Deps): BeganWithUs {
  return async ({ place, messageId, bots }) => {
    const { channel, user, thread = '' } = place;
    const ts = messageId.split(':')[1] ?? '';
    const isToUs = ({ user: author, text = '', ts: at = '' }: Written) =>
      author === user &&
      Number(at) < Number(ts) &&
      (bots.some((bot) => text.includes(`<@${bot}`)) ||
        (patientMessages === 'all' && at === thread));
    try {
      const oldest = String(Number(ts) - LATE_AT_MOST_S);
      const asked = { channel, ts: thread, oldest, latest: ts, limit: 200 };
      const { messages = [] } = await client.conversations.replies(asked);
      return messages.some(isToUs);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'refused') throw error;
      if (failure.error === 'thread_not_found') return false;
      log.warn(
        { channel, error: failure.error },
        'cannot look whether a reply on Slack follows a message to us. Give the app the history scope of this channel',
      );
      return undefined;
    }
  };
}

type Written = {
  user?: string | undefined;
  text?: string | undefined;
  ts?: string | undefined;
};
