import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { systemClock } from '../../src/shared/clock.ts';
import { base32 } from '../../src/shared/ids.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openLowdbStore } from '../../src/store/lowdb/open-lowdb-store.ts';
import { aStaffMember } from '../support/desk-kit.ts';
import { quantile } from './quantile.ts';
import { startAskwell } from './servers.ts';
import { folderWith, removeFolder } from './turn-cost.ts';

const TICKETS = Number(process.env.BENCH_TICKETS ?? 200);
const OTHERS = 20;
/** Between the reply to one of the others and their next message. */
const PAUSE_MS = 200;
const QUESTIONS = ['can i drive home after my infusion?', 'does insurance cover it', 'thanks'];
const PATIENCE_MS = 30_000;

/** Whatever arrives, by its name, with the moment of its arrival. */
function createArrivals() {
  const waiting = new Map<string, (at: number) => void>();
  const early = new Map<string, number>();
  return {
    arrived(name: string) {
      const at = performance.now();
      if (early.has(name)) return;
      early.set(name, at);
      waiting.get(name)?.(at);
    },
    /** Rejects when it does not come. */
    async of(name: string): Promise<number> {
      const at = early.get(name);
      if (at !== undefined) return at;
      return Promise.race([
        new Promise<number>((found) => waiting.set(name, found)),
        sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
          throw new Error(`${name} did not arrive in ${PATIENCE_MS / 1000} s`);
        }),
      ]);
    },
  };
}

/** Names pages `webhook 1`, `webhook 2` … by the order in which their tickets are paged for the first time. */
function inOrder(kind: string): (ticket: string | undefined) => string {
  const tickets: (string | undefined)[] = [];
  return (ticket) => {
    if (!tickets.includes(ticket)) tickets.push(ticket);
    return `${kind} ${tickets.indexOf(ticket) + 1}`;
  };
}

type Arrivals = ReturnType<typeof createArrivals>;

/** From a patient's emergency over HTTP to the page at a webhook and a mail server, while others write. */
export async function pageTime(): Promise<void> {
  const arrivals = createArrivals();
  const hook = await aWebhookReceiver(arrivals);
  const mail = await aMailServer(arrivals);
  const folder = await folderWith(1_000);
  await putOnCall(folder);
  const server = await startAskwell(folder, {
    PAGE_WEBHOOK_URL: `${hook.url}/pages`,
    PAGE_WEBHOOK_SECRET: 'a secret for the bench',
    SMTP_URL: mail.url,
    MAIL_FROM: 'askwell@example.org',
  });
  try {
    const { written, times } = await underLoad(server.url, () =>
      measure(arrivals, { askwell: server.url, hook: hook.url }),
    );
    print(times, written);
  } finally {
    await server.stop();
    await Promise.all([hook.stop(), mail.stop()]);
    removeFolder(folder);
  }
}

/** Milliseconds of each ticket, in turn. */
type Times = Record<'reply' | 'webhook' | 'mail' | 'bare', number[]>;

async function measure(
  arrivals: Arrivals,
  { askwell, hook }: { askwell: string; hook: string },
): Promise<Times> {
  const times: Times = { reply: [], webhook: [], mail: [], bare: [] };
  for (let number = 1; number <= TICKETS; number += 1) {
    const bareFrom = performance.now();
    await post(`${hook}/bare`, { name: `bare ${number}` });
    times.bare.push((await arrivals.of(`bare ${number}`)) - bareFrom);
    const from = performance.now();
    await say(askwell, { text: 'i cant breathe' });
    times.reply.push(performance.now() - from);
    times.webhook.push((await arrivals.of(`webhook ${number}`)) - from);
    times.mail.push((await arrivals.of(`mail ${number}`)) - from);
  }
  return times;
}

/** The others write until the measuring is done; one of them who gets no reply fails the bench. */
async function underLoad(
  url: string,
  run: () => Promise<Times>,
): Promise<{ written: number; times: Times }> {
  const stop = new AbortController();
  const others = Promise.all(Array.from({ length: OTHERS }, () => keepWriting(url, stop.signal)));
  const failed = others.then(() => new Promise<never>(() => {}));
  try {
    const times = await Promise.race([run(), failed]);
    stop.abort();
    return { times, written: (await others).reduce((sum, one) => sum + one, 0) };
  } finally {
    stop.abort();
  }
}

function print(times: Times, written: number): void {
  console.log(
    `\nFrom an emergency to its page, ${TICKETS} tickets, while ${OTHERS} others wrote ${written} messages`,
  );
  console.log('                              ratio   p50 ms   p99 ms  worst ms');
  const bare = quantile(times.bare, 0.5);
  const rows = [
    ['reply to the patient', times.reply],
    ['page at the webhook', times.webhook],
    ['page at the mail server', times.mail],
    ['bare post to the webhook', times.bare],
  ] as const;
  for (const [label, list] of rows) {
    const cells = [
      label.padEnd(26),
      (quantile(list, 0.5) / bare).toFixed(1).padStart(8),
      quantile(list, 0.5).toFixed(1).padStart(8),
      quantile(list, 0.99).toFixed(1).padStart(8),
      Math.max(...list)
        .toFixed(1)
        .padStart(9),
    ];
    console.log(cells.join(' '));
  }
  console.log('ratio: median for one of a bare post');
}

async function putOnCall(folder: string): Promise<void> {
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const ana = aStaffMember('ana', { email: 'ana@example.org', duties: { onCall: 1 } });
  await store.staff.update(ana.id, async () => ({ next: ana, result: undefined }));
  await store.close();
}

/** One patient who asks on and on; gives how often. */
async function keepWriting(url: string, signal: AbortSignal): Promise<number> {
  let written = 0;
  const conversation = base32(32);
  while (!signal.aborted) {
    await say(url, { conversation, text: QUESTIONS[written % QUESTIONS.length] ?? '' });
    written += 1;
    await sleep(PAUSE_MS);
  }
  return written;
}

async function say(url: string, message: { text: string; conversation?: string }): Promise<void> {
  await post(`${url}/api/chat/messages`, { messageId: randomUUID(), ...message });
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

type Receiver = { url: string; stop(): Promise<void> };

async function aWebhookReceiver({ arrived }: Arrivals): Promise<Receiver> {
  const nameOf = inOrder('webhook');
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      arrived(/"name":"([^"]+)"/.exec(text)?.[1] ?? nameOf(/"ticket":(\d+)/.exec(text)?.[1]));
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function aMailServer({ arrived }: Arrivals): Promise<Receiver> {
  const nameOf = inOrder('mail');
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        const mail = Buffer.concat(parts).toString();
        arrived(nameOf(/^Subject:.*ticket (\d+)/im.exec(mail)?.[1]));
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}
