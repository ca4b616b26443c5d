import type { webApi } from '@slack/bolt';
import type { Instant } from '../../../domain/ids.ts';
import type { Log } from '../../../shared/log.ts';
import type { Post } from '../messages/patient-post.ts';
import { findPosted, postMark } from './find-posted.ts';
import type { Pacer } from './pacer.ts';

export type Postable = {
  channel: string;
  thread: string | undefined;
  post: Post;
  /** Rides along, so that it is found again. */
  mark: string;
  /** An earlier attempt may have arrived: it is looked for first, from this moment on. */
  lookSince?: Instant;
  /** Shown in the channel as well as in the thread. */
  broadcast?: boolean;
};

/** Posts, or finds what was posted before; gives its `ts`. Waits for its turn in the channel. */
export type PostOnce = (postable: Postable) => Promise<string>;

export function createPost({
  client,
  pacer,
  log,
}: {
  client: webApi.WebClient;
  pacer: Pacer;
  log: Log;
}): PostOnce {
  return ({ channel, thread, post, mark, lookSince, broadcast = false }) =>
    pacer.run(channel, async () => {
      const looked = { id: mark, channel, thread };
      const posted = lookSince && (await findPosted(client, { ...looked, since: lookSince }, log));
      if (posted) return posted;
      const inThread =
        thread !== undefined ? { thread_ts: thread, reply_broadcast: broadcast } : {};
      const { ts = '' } = await client.chat.postMessage({
        channel,
        ...post,
        metadata: postMark(mark),
        unfurl_links: false,
        unfurl_media: false,
        ...inThread,
      });
      return ts;
    });
}
