import { createHmac } from 'node:crypto';
import { type ConversationId, conversationIdOf } from '../../../../domain/ids.ts';
import { base32 } from '../../../../shared/ids.ts';
import type { Store } from '../../../../store/store.ts';

/** Where one person talks with us. Two people in one thread are two conversations. */
export type SlackPlace = {
  team: string;
  channel: string;
  user: string;
  /** The thread that answers go to; none in a direct message outside a thread. */
  thread: string | undefined;
};

/** A direct message with the bot, which nobody else reads. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** What is kept with the conversation, so that later messages find the way. */
export function addressOf({ team, channel, user, thread }: SlackPlace): Record<string, string> {
  return { team, channel, user, ...(thread && { thread_ts: thread }) };
}

/** The place that an address was made of. */
export function placeOf({ team = '', channel = '', user = '', thread_ts }: Record<string, string>) {
  return { team, channel, user, thread: thread_ts };
}

/**
 * The secret of a conversation on Slack: nobody can make it from the ids alone, and no one has to remember it. All of a
 * person's direct messages are one place, whatever thread they are in.
 */
export async function conversationAt(
  { team, channel, thread, user }: SlackPlace,
  store: Pick<Store, 'secret'>,
): Promise<ConversationId> {
  const key = await store.secret('slack-conversations', () => base32(52));
  const within = isDirect(channel) ? '' : (thread ?? '');
  const place = JSON.stringify([team, channel, within, user]);
  return conversationIdOf(createHmac('sha256', key).update(place).digest('hex'));
}
