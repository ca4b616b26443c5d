import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type APostgres, aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import { aFolder, postMessage, type Serving, serveAskwell } from '../support/program.ts';

const isPossible = canRunPostgres();
let postgres: APostgres;
beforeAll(async () => {
  if (isPossible) postgres = await aPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

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
