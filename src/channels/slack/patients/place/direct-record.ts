import type { Conversation } from '../../../../domain/conversation.ts';
import { ConversationId } from '../../../../domain/ids.ts';

/**
 * What is kept with a person's direct messages, in `delivered` of the conversation of that place, of other
 * conversations that speak there: those that began in a channel and went on in private. A message at the top belongs
 * to the conversation that spoke last; one in a thread to the conversation that the thread's first message is of.
 */
const LAST = 'direct:last';
const POST = 'direct:';

/** To be kept in the record from when this conversation speaks there; empty when it says so already. */
export function speakerFact(record: Conversation, speaker: ConversationId): Record<string, string> {
  if ((lastSpeaker(record) ?? record.id) === speaker) return {};
  return { [LAST]: speaker === record.id ? '' : speaker };
}

/** To be kept in the record: the post `ts` is of this conversation. */
export function postFact(ts: string, of: ConversationId): Record<string, string> {
  return { [`${POST}${ts}`]: of };
}

/** The conversation that a message belongs to by its place in the direct messages. */
export function speakerOf(
  record: Conversation,
  { thread }: { thread: string | undefined },
): ConversationId {
  if (thread === undefined) return lastSpeaker(record) ?? record.id;
  return idIn(record, `${POST}${thread}`) ?? record.id;
}

/** All conversations that ever spoke in these direct messages. */
export function speakersIn(record: Conversation): ConversationId[] {
  const keys = Object.keys(record.delivered).filter((key) => key.startsWith(POST));
  const ids = keys.flatMap((key) => idIn(record, key) ?? []);
  return [...new Set([record.id, ...ids])];
}

function lastSpeaker(record: Conversation): ConversationId | undefined {
  return idIn(record, LAST);
}

function idIn({ delivered }: Conversation, key: string): ConversationId | undefined {
  return ConversationId.safeParse(delivered[key]).data;
}
