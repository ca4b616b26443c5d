import type { Conversation, Outgoing } from '../../../domain/conversation.ts';
import type { Instant } from '../../../domain/ids.ts';
import type { Delivered } from '../delivery.ts';

type Changed = Conversation;

/** Takes a delivered item out, unless what it speaks of has changed meanwhile: then it is delivered once more. */
export function settled(
  conversation: Conversation,
  { item, delivered }: { item: Outgoing; delivered: Delivered },
): Changed {
  const outbox = delivered.isOutdated(conversation)
    ? conversation.outbox
    : conversation.outbox.filter(({ id }) => id !== item.id);
  return { ...conversation, outbox, delivered: { ...conversation.delivered, ...delivered.facts } };
}

/** Kept, so that the next process knows that it may have arrived, and staff can see that it hangs. */
export function attempted(
  conversation: Conversation,
  { item, at, notBefore }: { item: Outgoing; at: Instant; notBefore: Instant },
): Changed {
  return withItem(conversation, item.id, (other) => ({
    ...other,
    attempts: other.attempts + 1,
    notBefore,
    failingSince: other.failingSince ?? at,
  }));
}

/** Given up: it stays where it is until a person presses "Try again", and holds up nothing behind it. */
export function givenUp(
  conversation: Conversation,
  { item, at, problem }: { item: Outgoing; at: Instant; problem: string },
): Changed {
  return withItem(conversation, item.id, (other) => ({
    ...other,
    attempts: other.attempts + 1,
    dead: { at, problem },
  }));
}

/** `undefined` when there is no such dead item. */
export function revived(
  conversation: Conversation,
  { item, at }: { item: string; at: Instant },
): Changed | undefined {
  if (!conversation.outbox.some(({ id, dead }) => id === item && dead)) return undefined;
  return withItem(conversation, item, ({ dead: _, failingSince: __, ...other }) => ({
    ...other,
    notBefore: at,
  }));
}

function withItem(
  conversation: Conversation,
  id: string,
  change: (item: Outgoing) => Outgoing,
): Changed {
  const outbox = conversation.outbox.map((item) => (item.id === id ? change(item) : item));
  return { ...conversation, outbox };
}
