import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type App, openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { type ConversationId, conversationIdOf } from '../../../src/domain/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openDiskFiles } from '../../../src/store/lowdb/files/disk-files.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { aPostgres } from '../../support/a-postgres.ts';
import { quantile } from '../quantile.ts';
import { questionAt } from './questions.ts';

/**
 * What a turn costs on a store of few turns and on one of many, in alternating rounds of one run. Every stored conversation
 * is a copy, under its own ids and at its own time, of one that was really led. Prints a line of JSON.
 * `stored-turns.ts lowdb|postgres FEW MANY`
 */
const [kind = 'lowdb', few = '1000', many = '1000000'] = process.argv.slice(2);
const ROOT = new URL('../../../', import.meta.url);
const TURNS_A_CONVERSATION = 20;
const DAYS = 80;
const DAY_MS = 86_400_000;
const AT_ONCE = 64;
const ROUNDS = 12;
const TURNS_A_ROUND = 40;
const now = () => new Date().toISOString();

type Filled = { app: App; stored: number; remove(): Promise<void> };

const postgres = kind === 'postgres' ? await aPostgres({ fsync: true }) : undefined;
const template = await ledForReal();
const filled: Filled[] = [];
try {
  for (const turns of [Number(few), Number(many)]) filled.push(await fill(turns));
  const figures = await measure(filled);
  process.stdout.write(`${JSON.stringify({ kind, figures })}\n`);
} finally {
  for (const { app, remove } of filled) {
    await app.close();
    await remove();
  }
  await postgres?.stop();
}

async function ledForReal(): Promise<Conversation> {
  const app = await openApp({
    config: readConfig({ STORE: 'memory' }),
    root: ROOT,
    log: silentLog,
  });
  const conversationId = conversationIdOf('template');
  const answered = [0, 1, 2, 3, 4, 6, 8, 9]; // none that calls staff: thousands of open tickets are another question
  for (let n = 0; n < TURNS_A_CONVERSATION; n += 1) {
    const text = questionAt(answered[n % answered.length] ?? 0);
    await app.receive({ conversationId, messageId: `m ${n}`, text, channel: 'web' });
  }
  const led = await app.store.conversations.find(conversationId);
  await app.close();
  if (!led) throw new Error('the conversation that is copied was not stored');
  return { ...led, tickets: [], ownership: { owner: 'bot' }, outbox: [], audit: [] };
}

async function fill(turns: number): Promise<Filled> {
  const conversations = Math.ceil(turns / TURNS_A_CONVERSATION);
  if (postgres) {
    const DATABASE_URL = await postgres.database();
    // Nothing of what is measured depends on how the copies were committed.
    const quick = `${DATABASE_URL}?options=-c%20synchronous_commit%3Doff`;
    await write(await openPostgresStore({ url: quick, log: silentLog }), conversations);
    await postgres.query(DATABASE_URL, 'vacuum analyze');
    const app = await open({ STORE: 'postgres', DATABASE_URL });
    return { app, stored: turns, remove: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'askwell-bench-'));
  await write(await openLowdbStore({ folder, now, log: silentLog, openFiles }), conversations);
  const app = await open({ DATA_DIR: folder });
  return { app, stored: turns, remove: () => rm(folder, { recursive: true, force: true }) };
}

function open(settings: Record<string, string>): Promise<App> {
  return openApp({ config: readConfig(settings), root: ROOT, log: silentLog });
}

/** The store's own files, written without waiting for the disk. */
async function openFiles(folder: string) {
  const files = await openDiskFiles(folder);
  return {
    ...files,
    async replace(name: string, text: string) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    },
  };
}

async function write(store: Store, conversations: number): Promise<void> {
  let next = 0;
  const writeOn = async () => {
    for (let n = next; n < conversations; n = next) {
      next += 1;
      if (n % 1000 === 0) process.stderr.write(`\r  ${kind}: ${n * TURNS_A_CONVERSATION} turns`);
      const copy = copyOf(n, conversations);
      await store.conversations.update(copy.id, async () => ({ next: copy, result: undefined }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writeOn));
  process.stderr.write('\r\x1b[K');
  await store.close();
}

function copyOf(n: number, of: number): Conversation {
  const at = new Date(Date.now() - ((of - n) / of) * DAYS * DAY_MS).toISOString();
  const id = idOf(n);
  return {
    ...template,
    id,
    createdAt: at,
    updatedAt: at,
    messages: template.messages.map((message) => ({ ...message, id: `${n} ${message.id}`, at })),
    turns: template.turns.map((turn) => ({ ...turn, messageId: `${n} ${turn.messageId}`, at })),
    dialogue: {},
  };
}

async function putBack({ store }: App, n: number, of: number): Promise<void> {
  const next = copyOf(n, of);
  await store.conversations.update(next.id, async () => ({ next, result: undefined }));
}

function idOf(n: number): ConversationId {
  return conversationIdOf(`stored ${n}`);
}

async function measure(stores: Filled[]) {
  const times = stores.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, store] of stores.entries()) {
      const took = await aRound(store, round);
      if (round >= 0) times[index]?.push(...took); // the first is to warm up
    }
  }
  return stores.map(({ stored }, index) => {
    const own = times[index] ?? [];
    const meanMs = own.reduce((sum, ms) => sum + ms, 0) / own.length;
    return { stored, p50Ms: quantile(own, 0.5), p99Ms: quantile(own, 0.99), meanMs };
  });
}

/** One after another: half in new conversations, half in stored ones from anywhere. */
async function aRound({ app, stored }: Filled, round: number): Promise<number[]> {
  const conversations = Math.ceil(stored / TURNS_A_CONVERSATION);
  const times: number[] = [];
  for (let turn = 0; turn < TURNS_A_ROUND; turn += 1) {
    const place = (round + 2) * TURNS_A_ROUND + turn;
    const isNew = turn % 2 === 0;
    const conversationId = isNew
      ? conversationIdOf(`new ${place}`)
      : idOf((place * 7919) % conversations);
    const startedAt = performance.now();
    await app.receive({
      conversationId,
      messageId: `asked ${place}`,
      text: questionAt(turn),
      channel: 'web',
    });
    times.push(performance.now() - startedAt);
    // As it was, so that the few that are stored do not grow longer than the many.
    if (!isNew) await putBack(app, (place * 7919) % conversations, conversations);
  }
  return times;
}
