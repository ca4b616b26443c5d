import { z } from 'zod';
import { postMessage } from './program.ts';

const Events = z.object({ messages: z.array(z.object({ id: z.string() })) });

export type Acknowledged = {
  conversation: string;
  messageId: string;
  text: string;
  tickets: number;
};

export function groupByConversation(acknowledged: Acknowledged[]): Map<string, Acknowledged[]> {
  const groups = new Map<string, Acknowledged[]>();
  for (const one of acknowledged) {
    groups.set(one.conversation, [...(groups.get(one.conversation) ?? []), one]);
  }
  return groups;
}

/** What is missing, or there twice, of one conversation's acknowledged messages and tickets. */
export async function missingOf(
  url: string,
  conversation: string,
  own: Acknowledged[],
): Promise<string[]> {
  const response = await fetch(`${url}/api/chat/events?conversation=${conversation}&after=0`);
  const { messages } = Events.parse(await response.json());
  const ids = messages.map(({ id }) => id);
  const last = own.at(-1);
  const again = await postMessage(url, {
    conversation,
    messageId: last?.messageId,
    text: last?.text,
  });
  const lostTicket = again.body.tickets.length === last?.tickets ? [] : ['a ticket'];
  const notOnce = own.filter(({ messageId }) => ids.filter((id) => id === messageId).length !== 1);
  return [...notOnce.map(({ messageId }) => messageId), ...lostTicket];
}
