import type { Conversation } from '../../domain/conversation.ts';
import type { Instant, TicketNumber } from '../../domain/ids.ts';
import { handBackSilent } from '../../escalation/tickets/hand-back-silent.ts';
import type { Sender } from '../reply/sender.ts';
import { settle } from './settle.ts';

type How = { silenceMs: number; at: Instant; sender: Sender; posts: boolean };

/**
 * The conversation after staff and patient were silent for so long: the patient reads that staff have left, the tickets
 * are resolved or in the queue again, and all of it is in the trail. `undefined` when it is not the time.
 */
export function handBackAndTell(
  conversation: Conversation,
  { silenceMs, at, sender, posts }: How,
): Conversation | undefined {
  const handed = handBackSilent(conversation, { silenceMs, at });
  if (!handed) return undefined;
  const deed = (action: string) => (number: TicketNumber) => ({ by: 'bot', action, number });
  const deeds = [
    ...handed.resolved.map(deed('ticket resolved by silence')),
    ...handed.requeued.map(deed('ticket released by silence')),
  ];
  return settle(conversation, handed.conversation, { deeds, at, sender, posts });
}
