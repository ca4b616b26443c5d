import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { aFolder, postMessage, serveAskwell } from '../support/program.ts';

const ROUNDS = 10;
const PATIENTS = 8;
/** The kill comes at a moment nobody chose: after so many acknowledged messages at most, in the middle of others. */
const MOST_BEFORE_KILL = 30;

const Events = z.object({ messages: z.array(z.object({ id: z.string() })) });

type Acknowledged = { conversation: string; messageId: string; text: string; tickets: number };

/** One message; gives the conversation it is in, or `undefined` when the process is gone. */
async function write(
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

/** Patients write as fast as they are answered until the process dies; every third question is about a dose. */
async function writeUntilKilled(url: string, acknowledged: Acknowledged[]): Promise<void> {
  const texts = ['may I drive afterwards', 'what should i wear', 'how many sprays should i take'];
  const patient = async () => {
    let conversation: string | undefined;
    let n = 0;
    do {
      conversation = await write(url, { conversation, text: texts[n++ % 3] ?? '' }, acknowledged);
    } while (conversation !== undefined);
  };
  await Promise.all(Array.from({ length: PATIENTS }, patient));
}

function groupByConversation(acknowledged: Acknowledged[]): Map<string, Acknowledged[]> {
  const groups = new Map<string, Acknowledged[]>();
  for (const one of acknowledged) {
    groups.set(one.conversation, [...(groups.get(one.conversation) ?? []), one]);
  }
  return groups;
}

/** What is missing, or there twice, of one conversation's acknowledged messages and tickets. */
async function missingOf(
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

test('nothing that was acknowledged is missing after the process is killed under load, many times', async () => {
  const folder = aFolder();
  const env = { DATA_DIR: folder, RATE_LIMIT: '1000000' };
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { url, child } = await serveAskwell(env);
    const writing = writeUntilKilled(url, acknowledged);
    const atKill = acknowledged.length + 1 + Math.floor(Math.random() * MOST_BEFORE_KILL);
    while (acknowledged.length < atKill) await delay(1);
    child.kill('SIGKILL');
    await writing;
  }
  const { url, child, ended } = await serveAskwell(env);
  const byConversation = groupByConversation(acknowledged);
  const missing = await Promise.all(
    [...byConversation].map(([conversation, own]) => missingOf(url, conversation, own)),
  );
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(missing.flat()).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
}, 300_000);
