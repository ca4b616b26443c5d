import type { Conversation } from '../../../../domain/conversation.ts';
import type { ConversationId } from '../../../../domain/ids.ts';
import type { Store } from '../../../../store/store.ts';
import { speakerOf, speakersIn } from './direct-record.ts';
import { addressOf, conversationAt, isDirect, type SlackPlace } from './slack-place.ts';

/** `messageId`: of the message itself, or of the one that it changes. */
type Sought = { place: SlackPlace; messageId: string };

export type FoundConversation = {
  id: ConversationId;
  /** As it stands in the store; `undefined` when nothing was said in it yet. */
  known: Conversation | undefined;
  address: Record<string, string>;
};

/**
 * The conversation that a message belongs to. In direct messages it may be one that began in a channel and went on in
 * private. A message that was taken before stays where it was taken, whoever has spoken there since.
 */
export async function findConversation(
  { place, messageId }: Sought,
  store: Pick<Store, 'secret' | 'conversations'>,
): Promise<FoundConversation> {
  const id = await conversationAt(place, store);
  const known = await store.conversations.find(id);
  const here = { id, known, address: addressOf(place) };
  if (!isDirect(place.channel) || !known) return here;

  const speakers = speakersIn(known);
  if (speakers.length === 1) return here;
  const all = await Promise.all(speakers.map((speaker) => store.conversations.find(speaker)));
  const current = speakerOf(known, place);
  const found =
    all.find((one) => one && hasTaken(one, messageId)) ?? all.find((one) => one?.id === current);
  if (!found || found.id === id) return here;
  return { id: found.id, known: found, address: privateAddress(found, place) };
}

/** Still at home in its channel; `direct` is where it goes on in private. */
function privateAddress(
  { address }: Conversation,
  { channel, thread }: SlackPlace,
): Record<string, string> {
  const { direct_thread: _, ...home } = address;
  return { ...home, direct: channel, ...(thread && { direct_thread: thread }) };
}

/** As a message, or as a new wording of it. */
function hasTaken({ turns }: Conversation, messageId: string): boolean {
  return turns.some((turn) => turn.messageId === messageId || isWordingOf(turn, messageId));
}

/** An edit has the id of its message with the time of the edit behind it. */
export function isWordingOf(
  { messageId, replaces }: { messageId: string; replaces?: string | undefined },
  original: string,
): boolean {
  const stamp = messageId.startsWith(`${original}:`) ? messageId.slice(original.length + 1) : '';
  return replaces === original || /^\d+\.\d+$/.test(stamp);
}
