import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { doctorTools } from '../../src/app/doctor/doctor-tools.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import { lookAtDatabase } from '../../src/store/postgres/look-at-database.ts';
import { aBalancer } from '../support/a-balancer.ts';
import { type APostgres, aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import {
  type Acknowledged,
  groupByConversation,
  missingOf,
} from '../support/patients-under-load.ts';
import { aFolder, postMessage, type Serving, serveAskwell } from '../support/program.ts';
import { aWidgetPatient, type WidgetPatient } from '../support/widget-patient.ts';

const isPossible = canRunPostgres();
let postgres: APostgres;
beforeAll(async () => {
  if (isPossible) postgres = await aPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

/** How often each node is restarted, by `ROLLING_RESTARTS=20 npx vitest run tests/program/rolling-restart.test.ts`: it takes half a minute a round, so not in `npm test`. */
const ROUNDS = Number(process.env.ROLLING_RESTARTS ?? 0);
const BY_HTTP = 3;
const BY_WIDGET = 2;
const TEXTS = ['may I drive afterwards', 'what should i wear', 'how many sprays should i take'];

const aNode = (url: string): Promise<Serving> =>
  serveAskwell({
    STORE: 'postgres',
    DATABASE_URL: url,
    DATA_DIR: aFolder(),
    DRAIN_SECONDS: '1',
    RATE_LIMIT: '1000000',
    RATE_LIMIT_CONVERSATION: '1000000',
  });

type Load = { over: boolean; acknowledged: Acknowledged[]; failed: string[] };

/** Sends each message once: what is not taken counts as a failed turn. */
async function writeByHttp(url: string, load: Load): Promise<void> {
  let conversation: string | undefined;
  for (let n = 0; !load.over; n += 1) {
    const messageId = randomUUID();
    const text = TEXTS[n % TEXTS.length] ?? '';
    try {
      const { status, body } = await postMessage(url, { conversation, messageId, text });
      if (status !== 200) throw new Error(`status ${status}`);
      conversation = body.conversation;
      const tickets = body.tickets.length;
      load.acknowledged.push({ conversation, messageId, text, tickets });
    } catch (error) {
      load.failed.push(String(error));
    }
    await delay(60);
  }
}

async function writeByWidget({ session, until }: WidgetPatient, load: Load): Promise<number> {
  let sent = 0;
  while (!load.over) {
    session.send(TEXTS[sent % TEXTS.length] ?? '');
    sent += 1;
    await until(({ unsent }) => unsent.length === 0);
    await delay(60);
  }
  return sent;
}

test.skipIf(!isPossible || ROUNDS === 0)(
  'both nodes are restarted one after another under load: no turn fails, no message is lost, and open chats go on',
  async () => {
    const database = await postgres.database();
    const balancer = await aBalancer();
    onTestFinished(() => balancer.close());
    const nodes = new Map<string, Serving>();
    const start = async (name: string) => {
      const node = await aNode(database);
      nodes.set(name, node);
      balancer.put(name, node.url);
      await balancer.until(name, 'ready');
    };
    onTestFinished(() => {
      for (const { child } of nodes.values()) child.kill('SIGKILL');
    });
    await Promise.all([start('one'), start('two')]);

    const load: Load = { over: false, acknowledged: [], failed: [] };
    const { url } = balancer;
    const byHttp = Array.from({ length: BY_HTTP }, () => writeByHttp(url, load));
    const widgets = await Promise.all(Array.from({ length: BY_WIDGET }, () => aWidgetPatient(url)));
    const byWidget = widgets.map((patient) => writeByWidget(patient, load));
    const codes: (number | null)[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ['one', 'two']) {
        const node = nodes.get(name);
        node?.child.kill('SIGTERM');
        await balancer.until(name, 'away');
        codes.push((await node?.ended) ?? null);
        await start(name);
      }
    }
    load.over = true;
    await Promise.all(byHttp);
    const sent = await Promise.all(byWidget);

    const lost: string[] = [];
    for (const [conversation, own] of groupByConversation(load.acknowledged)) {
      lost.push(...(await missingOf(url, conversation, own)));
    }
    const kept = widgets.map(
      ({ session }) => session.state.messages.filter(({ from }) => from === 'patient').length,
    );
    console.info(
      `${codes.length} restarts: ${load.acknowledged.length} turns by HTTP and ${sent.join(' + ')} by widget, ` +
        `${load.failed.length} failed, ${lost.length} lost; lines found again: ${widgets.map(({ broken }) => broken()).join(' + ')}`,
    );
    expect(load.failed).toEqual([]);
    expect(lost).toEqual([]);
    expect(kept).toEqual(sent);
    expect(codes.every((code) => code === 0)).toBe(true);
    expect(load.acknowledged.length).toBeGreaterThan(20);
    for (const { session, broken } of widgets) {
      expect(broken()).toBeGreaterThan(0);
      expect(session.state.unstoredReply).toBeUndefined();
      expect([...session.state.refused]).toEqual([]);
      session.close();
    }
  },
  180_000 + ROUNDS * 120_000,
);

test.skipIf(!isPossible)(
  'the doctor tells what a database is and what it lacks, and changes nothing in it',
  async () => {
    const database = await postgres.database();
    const empty = await lookAtDatabase(database);
    expect(empty).toMatchObject({ encoding: 'UTF8', isReplica: false, mayCreate: true });
    expect(empty.migrations.pending).toContain('001_begin');
    expect(Math.abs(empty.aheadMs)).toBeLessThan(2000);
    const look = async (url: string) => {
      const env = { STORE: 'postgres', DATABASE_URL: url, PORT: '0' };
      const found = await examine(doctorTools({ env, root: new URL('../../', import.meta.url) }));
      // Nothing of the address but where it leads.
      expect(JSON.stringify(found)).not.toMatch(/:askwell@|very-secret/);
      return found;
    };
    const found = await look(database);
    // The tests' own server saves its syncs.
    expect(found).toContainEqual(expect.objectContaining({ id: 'store.durable', level: 'fail' }));
    expect((await lookAtDatabase(database)).migrations).toEqual(empty.migrations);
    const away = await look('postgres://askwell:very-secret@127.0.0.1:1/askwell');
    const problem = expect.stringContaining('PostgreSQL askwell at 127.0.0.1:1 cannot be used');
    expect(away).toContainEqual(
      expect.objectContaining({ id: 'store', level: 'fail', found: problem }),
    );
  },
);
