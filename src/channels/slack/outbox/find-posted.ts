import type { webApi } from '@slack/bolt';
import type { Instant } from '../../../domain/ids.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import { failureOf } from './post-failure.ts';

const EVENT_TYPE = 'askwell_outgoing';
/** As many as Slack recommends. Since the post many others may have been made: all since then are looked through. */
const PAGE = 200;
/** Our clock and Slack's may differ by this much. */
const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

/** Rides along with every post and tells us later that it arrived. Holds our own id, nothing of the patient. */
export function postMark(id: string): {
  event_type: string;
  event_payload: Record<string, string>;
} {
  return { event_type: EVENT_TYPE, event_payload: { id } };
}

export type Posted = { id: string; channel: string; thread: string | undefined; since: Instant };

/**
 * The `ts` of a post that may have arrived although we never heard so, found by its mark. `undefined` when it is not
 * there, or when the app may not read the channel: then a crash may repeat a post. Rejects when Slack is not reached.
 */
export async function findPosted(
  client: webApi.WebClient,
  { id, channel, thread, since }: Posted,
  log: Log,
): Promise<string | undefined> {
  const oldest = String((Date.parse(since) - CLOCKS_DIFFER_MS) / SECOND_MS);
  const asked = { channel, oldest, limit: PAGE, include_all_metadata: true };
  const read = (cursor: { cursor?: string }) =>
    thread
      ? client.conversations.replies({ ...asked, ...cursor, ts: thread })
      : client.conversations.history({ ...asked, ...cursor });
  try {
    let cursor: string | undefined;
    do {
      const page = await read(cursor ? { cursor } : {});
      const found = page.messages?.find((message) => idOf(message.metadata) === id);
      if (found) return found.ts;
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused') throw error;
    log.warn(
      { outgoing: id, error: failure.error },
      'cannot look whether a post has arrived in Slack; it is posted again. Give the app the history scope of this channel',
    );
    return undefined;
  }
}

function idOf(metadata: { event_type?: string; event_payload?: object } | undefined) {
  if (metadata?.event_type !== EVENT_TYPE) return undefined;
  return (metadata.event_payload as { id?: unknown } | undefined)?.id;
}
