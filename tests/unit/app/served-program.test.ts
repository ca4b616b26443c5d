import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { parse } from 'yaml';
import { z } from 'zod';
import { createLog } from '../../../src/app/observing/create-log.ts';
import { openTracing } from '../../../src/app/observing/open-tracing.ts';
import { type Served, serve } from '../../../src/app/serving/serve.ts';
import { type App, openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/shared/log.ts';

const ROOT = new URL('../../../', import.meta.url);
/** Words that nothing but a patient wrote. */
const PLANTED = 'marmalade';

const Span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
});
const Export = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});

/** A collector on loopback that keeps what it was sent. */
async function aCollector() {
  const bodies: { path: string; text: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push({ path: request.url ?? '', text: Buffer.concat(chunks).toString() });
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { bodies, endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const Posted = z.object({ conversation: z.string(), reply: z.object({ kind: z.string() }) });
const Readiness = z.object({ checks: z.record(z.string(), z.string()) });

const lines: string[] = [];
let collector: Awaited<ReturnType<typeof aCollector>>;
let app: App;
let served: Served;
let url: string;

beforeAll(async () => {
  collector = await aCollector();
  const { endpoint } = collector;
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const tracing = openTracing({ endpoint, version: '0', log: silentLog });
  const config = readConfig({ STORE: 'memory', PORT: '0', MODE: 'demo' });
  app = await openApp({ config, root: ROOT, log, tracing });
  served = await serve(app);
  url = `http://127.0.0.1:${(served.server.server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(() => collector?.close());

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

async function say(text: string, messageId: string, conversation?: string) {
  const response = await fetch(`${url}/api/chat/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, messageId, ...(conversation && { conversation }) }),
  });
  const body = Posted.parse(await response.json());
  return { requestId: response.headers.get('x-request-id'), body };
}

test('a turn is logged with the ids of its request and its turn, and without a word of the patient', async () => {
  const { requestId, body } = await say(`can I drive after ${PLANTED}?`, `${PLANTED}-1`);
  const turn = logged().find((line) => line.msg === 'turn taken' && line.request === requestId);
  expect(turn).toMatchObject({
    channel: 'web',
    stored: true,
    turn: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  const again = await say(`can I drive after ${PLANTED}?`, `${PLANTED}-1`, body.conversation);
  const second = logged().find(
    (line) => line.msg === 'turn taken' && line.request === again.requestId,
  );
  expect(second?.turn).toBe(turn?.turn);
  expect(lines.join('')).not.toContain(PLANTED);
  expect(lines.join('')).not.toContain(body.conversation);
});

test('two turns at once in one conversation are each logged under their own ids', async () => {
  const { body } = await say('what should I wear', 'first');
  const both = await Promise.all(
    ['one', 'two'].map((id) => say(`can I drive, ${id}?`, id, body.conversation)),
  );
  const turns = both.map(({ requestId }) =>
    logged().find((line) => line.msg === 'turn taken' && line.request === requestId),
  );
  expect(new Set(turns.map((line) => line?.turn)).size).toBe(2);
});

test('a frame of the chat’s socket is logged under the request that opened it', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/chat/ws`);
  const replied = new Promise<void>((resolve) => {
    socket.on('message', (raw) => {
      if (JSON.parse(String(raw)).type === 'reply') resolve();
    });
  });
  socket.on('open', () => {
    socket.send(JSON.stringify({ type: 'hello' }));
    socket.send(
      JSON.stringify({ type: 'message', messageId: 'by-socket', text: 'what should I wear' }),
    );
  });
  await replied;
  socket.close();
  expect(logged().findLast(({ msg }) => msg === 'turn taken')).toHaveProperty('request');
});

const Rules = z.object({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']), hazard: z.string() }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  schemaVersion: z.number(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ refId: z.string(), expr: z.string() })).default([]),
    }),
  ),
});

const operation = (name: string) => readFileSync(new URL(`docs/operation/${name}`, ROOT), 'utf8');
const alerts = () =>
  Rules.parse(parse(operation('alerts.yaml'))).groups.flatMap(({ rules }) => rules);
const panels = () => Dashboard.parse(JSON.parse(operation('grafana-dashboard.json'))).panels;
const namesIn = (exprs: string[]) =>
  new Set(exprs.flatMap((expr) => expr.match(/\b(?:askwell|process|nodejs)_\w+/g) ?? []));

/** Every name that a sample can have, and the labels of those that were printed. */
async function figures() {
  const text = await (await fetch(`${url}/metrics`)).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const names = types.flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  const own = types.flatMap(([, name = '']) => (name.startsWith('askwell_') ? [name] : []));
  return { text, names: new Set(names), own };
}

test('each figure that an alarm or the dashboard asks for is told by the program', async () => {
  const { names } = await figures();
  const asked = namesIn([
    ...alerts().map(({ expr }) => expr),
    ...panels().flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ]);
  expect(asked.size).toBeGreaterThan(10);
  expect([...asked].filter((name) => !names.has(name))).toEqual([]);
});

test('the dashboard shows every figure of our own', async () => {
  const shown = namesIn(panels().flatMap(({ targets }) => targets.map(({ expr }) => expr)));
  const { own } = await figures();
  const missing = own.filter((name) => ![name, `${name}_bucket`].some((one) => shown.has(one)));
  expect(missing).toEqual([]);
});

test('no two panels of the dashboard share an id or a place', () => {
  const all = panels();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const places = all.map(({ gridPos: { x, y } }) => `${x} ${y}`);
  expect(new Set(places).size).toBe(all.length);
});

test('each alarm names a hazard of the log, and what is to be done', () => {
  const log = parse(readFileSync(new URL('docs/hazards.yaml', ROOT), 'utf8'));
  const known = new Set(log.hazards.map(({ id }: { id: string }) => id));
  const all = alerts();
  expect(all.filter(({ labels }) => !known.has(labels.hazard))).toEqual([]);
  expect(new Set(all.map(({ alert }) => alert)).size).toBe(all.length);
});

test('when the program stops, balancers are told first, open chats are told to come back, and the last spans leave', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/chat/ws`);
  const welcomed = new Promise((resolve) => socket.once('message', resolve));
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello' })));
  await welcomed;
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const stopped = served.close({ drainMs: 200 });
  const readyz = await fetch(`${url}/readyz`);
  expect(readyz.status).toBe(503);
  expect(Readiness.parse(await readyz.json()).checks.process).toBe('stopping');
  expect(readyz.headers.get('connection')).toBe('close');
  const { body } = await say('what should I wear', 'while-draining');
  expect(body.reply.kind).toBe('answer');
  expect(await closed).toBe(1012);
  await stopped;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('each step of a turn is a span under the turn’s, and none holds a word', () => {
  expect(new Set(collector.bodies.map(({ path }) => path))).toEqual(new Set(['/v1/traces']));
  const text = collector.bodies.map((body) => body.text).join('');
  expect(text).not.toContain(PLANTED);
  const spans = collector.bodies.flatMap((body) =>
    Export.parse(JSON.parse(body.text)).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
  const turn = spans.find(({ name }) => name === 'turn');
  const under = spans.filter(({ traceId }) => traceId === turn?.traceId);
  const names = new Set(under.map(({ name }) => name));
  for (const step of [
    'store',
    'redact',
    'language',
    'safety gate',
    'classifier',
    'answer bank',
    'sender',
  ]) {
    expect(names).toContain(step);
  }
  // Also of those that waited for another in the same conversation; the one that was sent twice was read once.
  const turns = spans.filter(({ name }) => name === 'turn');
  const read = turns.filter(({ traceId }) =>
    spans.some((span) => span.traceId === traceId && span.name === 'safety gate'),
  );
  expect(read).toHaveLength(turns.length - 1);
  const store = under.find(({ name }) => name === 'store');
  expect(store?.parentSpanId).toBe(turn?.spanId);
  expect(under.filter(({ parentSpanId }) => parentSpanId === undefined)).toEqual([turn]);
});
