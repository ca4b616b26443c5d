import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createServer } from '../../src/channels/web/create-server.ts';
import { createDraining } from '../../src/channels/web/draining.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/shared/log.ts';
import { aWebChat } from '../support/web-chat.ts';

async function aServer(options: Partial<Parameters<typeof createServer>[0]> = {}) {
  const server = await createServer({
    plugins: [
      async (app) => {
        app.get('/ip', async (request) => ({ ip: request.ip }));
        app.post('/echo', async () => ({ ok: true }));
      },
    ],
    rateLimitPerMinute: 3,
    allowedOrigins: [],
    trustedProxies: 0,
    secure: false,
    version: '0',
    log: silentLog,
    draining: createDraining(),
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

const ipSeen = async (trustedProxies: number, forwarded: string) => {
  const server = await aServer({ trustedProxies });
  const headers = { 'x-forwarded-for': forwarded };
  return (await server.inject({ url: '/ip', headers, remoteAddress: '192.0.2.1' })).json().ip;
};

test('what a client says of its own address is not believed', async () => {
  expect(await ipSeen(0, '203.0.113.9')).toBe('192.0.2.1');
  // A proxy puts the address that it saw behind those that it was told.
  expect(await ipSeen(1, '203.0.113.9, 198.51.100.7')).toBe('198.51.100.7');
  expect(await ipSeen(2, '203.0.113.9, 198.51.100.7, 192.0.2.2')).toBe('198.51.100.7');
});

test('behind a proxy each client has a limit of its own, and inventing addresses does not lift it', async () => {
  const server = await aServer({ trustedProxies: 1 });
  const codes: number[] = [];
  for (let index = 0; index < 5; index++) {
    const headers = { 'x-forwarded-for': `203.0.113.${index}, 198.51.100.7` };
    codes.push((await server.inject({ url: '/ip', headers })).statusCode);
  }
  expect(codes).toEqual([200, 200, 200, 429, 429]);
  const headers = { 'x-forwarded-for': '198.51.100.8' };
  expect((await server.inject({ url: '/ip', headers })).statusCode).toBe(200);
});

const QUICK = { headersMs: 100, bodyMs: 200, idleMs: 300 };

/** Everything that the server says until it hangs up. */
function untilHungUp(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(said));
  });
}

test.each([
  ['sends no byte', ''],
  ['never ends its headers', 'GET /ip HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
  [
    'never sends the body it announced',
    'POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  ],
])('a client that %s is hung up on', async (_what, bytes) => {
  const server = await aServer({ slowClient: QUICK });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  if (bytes) socket.write(bytes);
  expect(await untilHungUp(socket)).not.toContain('200 OK');
});

test('headers above 16 kB are refused', async () => {
  const server = await aServer();
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET /ip HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`);
  expect(await untilHungUp(socket)).toContain('431');
});

test('the times that the program gives a client are set, each of them', async () => {
  const { server } = await aServer();
  expect([server.headersTimeout, server.requestTimeout, server.timeout]).toEqual([
    10_000, 30_000, 60_000,
  ]);
});

test('a line that speaks no frame of ours is closed, and frames are never unpacked', async () => {
  const { app } = await aWebChat();
  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/chat/ws`, { perMessageDeflate: true });
  const code = new Promise((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('open', resolve));
  expect(socket.extensions).toBe('');
  for (let index = 0; index < 25; index++) socket.send('no frame');
  expect(await code).toBe(1008);
});

test('a line that says hello over and over meets the limit of messages', async () => {
  const { app } = await aWebChat({ limits: { perConversation: 5, perAddress: 5 } });
  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/chat/ws`);
  const refused = new Promise<{ code: string }>((resolve) => {
    socket.on('message', (raw) => {
      const frame = JSON.parse(String(raw));
      if (frame.type === 'error') resolve(frame);
    });
  });
  await new Promise((resolve) => socket.on('open', resolve));
  for (let index = 0; index < 10; index++) socket.send('{"type":"hello"}');
  expect(await refused).toMatchObject({ code: 'too_many' });
  socket.terminate();
});

test.each([
  'http://169.254.169.254/latest/meta-data/', 'http://[fe80::1]/', 'http://[::ffff:169.254.169.254]/',
  'http://0xA9FEA9FE/', 'http://2852039166/', 'http://metadata.google.internal/', 'file:///etc/passwd', 'gopher://127.0.0.1/',
])('pages are never posted to %s', (url) => {
  const settings = { PAGE_WEBHOOK_URL: url, PAGE_WEBHOOK_SECRET: 'sixteen-characters' };
  expect(() => readConfig(settings)).toThrow(/PAGE_WEBHOOK_URL/);
  expect(() => readConfig({ ...settings, PAGE_WEBHOOK_URL: 'https://pages.example.org/x' })).not.toThrow();
}); // biome-ignore format: one list
