import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { postMessage } from './program.ts';

const Events = z.object({ messages: z.array(z.object({ id: z.string() })) });

export type Acknowledged = {
  conversation: string;
  messageId: string;
  text: string;
  tickets: number;
};

/** One message; gives the conversation it is in, or `undefined` when the process is gone. */
export async function write(
  url: string,
  { conversation, text }: { conversation: string | undefined; text: string },
  acknowledged: Acknowledged[],
): Promise<string | undefined> {
  const messageId = randomUUID();
  try {
    const { status, body } = await postMessage(url, { conversation, messageId, text });
    const tickets = body.tickets.length;
    if (status === 200)
      acknowledged.push({ conversation: body.conversation, messageId, text, tickets });
    return body.conversation;
  } catch {
    return undefined;
  }
}

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
