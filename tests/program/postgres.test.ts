import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { type APostgres, aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import {
  type Acknowledged,
  groupByConversation,
  missingOf,
} from '../support/patients-under-load.ts';
import { aFolder, postMessage, type Serving, serveAskwell } from '../support/program.ts';

const isPossible = canRunPostgres();
let postgres: APostgres;
beforeAll(async () => {
  if (isPossible) postgres = await aPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

const ROUNDS = Number(process.env.POSTGRES_KILLS ?? 3);
const PATIENTS = 4;

async function aNode(url: string): Promise<Serving> {
  const node = await serveAskwell({
    STORE: 'postgres',
    DATABASE_URL: url,
    DATA_DIR: aFolder(),
    RATE_LIMIT: '1000000',
  });
  onTestFinished(async () => {
    node.child.kill('SIGKILL');
    await node.ended;
  });
  return node;
}

test.skipIf(!isPossible)(
  'a patient asks on one node and goes on on the other, and each hears what was said there',
  async () => {
    const database = await postgres.database();
    const [one, two] = await Promise.all([aNode(database), aNode(database)]);
    const first = await postMessage(one.url, { text: 'what should i wear' });
    const { conversation } = first.body;

    const eventsOfTwo = async (query: string) => {
      const response = await fetch(
        `${two.url}/api/chat/events?conversation=${conversation}&${query}`,
      );
      return (await response.json()) as { messages: { from: string; seq: number }[] };
    };
    const last = (await eventsOfTwo('after=0')).messages.at(-1)?.seq;
    const waiting = eventsOfTwo(`after=${last}&wait=20`);
    const second = await postMessage(one.url, {
      conversation,
      text: 'how many sprays should i take',
    });
    const again = await postMessage(two.url, {
      conversation,
      messageId: 'm-again',
      text: 'and where do i park',
    });

    expect(second.body.tickets).toEqual([{ reason: 'dose', urgency: 'routine' }]);
    expect((await waiting).messages.map(({ from }) => from)).toContain('patient');
    const twice = await postMessage(one.url, {
      conversation,
      messageId: 'm-again',
      text: 'and where do i park',
    });
    expect(twice.body).toEqual(again.body);
  },
);

test.skipIf(!isPossible)(
  'nothing acknowledged is missing, and nothing is there twice, while two nodes are killed in turn under load',
  async () => {
    const database = await postgres.database();
    const nodes: [Serving, Serving] = [await aNode(database), await aNode(database)];
    const acknowledged: Acknowledged[] = [];
    const load = { over: false };
    const patients = Array.from({ length: PATIENTS }, () => patient(nodes, { acknowledged, load }));

    for (let round = 0; round < ROUNDS; round += 1) {
      await delay(500 + Math.random() * 1000);
      const victim = nodes[round % 2] as Serving;
      victim.child.kill('SIGKILL');
      await victim.ended;
      nodes[round % 2] = await aNode(database);
    }
    load.over = true;
    await Promise.all(patients);

    const [{ url }] = nodes;
    const missing: string[] = [];
    for (const [conversation, own] of groupByConversation(acknowledged)) {
      missing.push(...(await missingOf(url, conversation, own)));
    }
    expect(missing).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 2);
    const store = await openPostgresStore({ url: database, log: silentLog });
    onTestFinished(() => store.close());
    const numbers = (await store.conversations.openTickets()).map(({ ticket }) => ticket.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect((await store.audit.verify()).brokenAt).toBeUndefined();
  },
  240_000,
);

const TEXTS = ['may I drive afterwards', 'what should i wear', 'how many sprays should i take'];

/** As a browser behind a load balancer: what was not acknowledged goes to whichever node answers, under the same id. */
async function patient(
  nodes: readonly Serving[],
  { acknowledged, load }: { acknowledged: Acknowledged[]; load: { over: boolean } },
): Promise<void> {
  let conversation: string | undefined;
  for (let n = 0; !load.over; n += 1) {
    const messageId = randomUUID();
    const text = TEXTS[n % TEXTS.length] ?? '';
    const body = await sendUntilTaken(nodes, { conversation, messageId, text });
    conversation = body.conversation;
    acknowledged.push({ conversation, messageId, text, tickets: body.tickets.length });
  }
}

async function sendUntilTaken(
  nodes: readonly Serving[],
  message: { conversation: string | undefined; messageId: string; text: string },
) {
  for (let tries = 0; tries < 2000; tries += 1) {
    const node = nodes[Math.floor(Math.random() * nodes.length)];
    const sent = node && (await postMessage(node.url, message).catch(() => undefined));
    if (sent?.status === 200) return sent.body;
    await delay(50);
  }
  throw new Error('neither node took a message for long');
}
