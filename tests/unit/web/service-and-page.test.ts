import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { aWebChat } from '../../support/web-chat.ts';

function assetsWith(script: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-assets-'));
  mkdirSync(join(folder, 'widget'));
  writeFileSync(join(folder, 'widget/askwell-chat.js'), script);
  return pathToFileURL(`${folder}/`);
}

test('the page holds no script or style of its own and names the clinic safely', async () => {
  const { app } = await aWebChat({ clinic: { ...SAMPLE_CLINIC, name: 'Head & <Heart>' } });
  const { body, headers } = await app.inject('/');
  expect(headers['content-type']).toContain('text/html');
  expect(body).toContain('Head &amp; &lt;Heart&gt;');
  expect(body).not.toMatch(/<style|style=|<script>| on[a-z]+=/);
  expect(body).toContain('<script src="/askwell-chat.js" defer>');
});

test('a patient without JavaScript reads whom to call', async () => {
  const { app } = await aWebChat();
  expect((await app.inject('/')).body).toMatch(/<noscript>[\s\S]*555-0199[\s\S]*call or text 988/);
});

test('the script is served with an etag and not sent twice', async () => {
  const { app } = await aWebChat({ assets: assetsWith('let a = 1;') });
  const first = await app.inject('/askwell-chat.js');
  expect(first.body).toBe('let a = 1;');
  const headers = { 'if-none-match': String(first.headers.etag) };
  expect((await app.inject({ url: '/askwell-chat.js', headers })).statusCode).toBe(304);
});

test('a browser that reads gzip gets the script small, one that does not gets it plain', async () => {
  const { app } = await aWebChat({ assets: assetsWith('let a = 1;') });
  const headers = { 'accept-encoding': 'gzip, deflate, br' };
  const small = await app.inject({ url: '/askwell-chat.js', headers });
  expect(small.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(small.rawPayload).toString()).toBe('let a = 1;');
  const plain = await app.inject('/askwell-chat.js');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers.vary).toBe('accept-encoding');
});

test('the page shows the number of the clinic before anything was asked of the server', async () => {
  const { app } = await aWebChat({ clinic: { ...SAMPLE_CLINIC, phone24: '"555" & more' } });
  expect((await app.inject('/')).body).toContain('phone24="&quot;555&quot; &amp; more"');
});

test('"Leave now" of the page goes where the settings say', async () => {
  const { app } = await aWebChat({ exitUrl: 'https://weather.example/?a=1&b=2' });
  expect((await app.inject('/')).body).toContain(' exit="https://weather.example/?a=1&amp;b=2">');
  expect((await (await aWebChat()).app.inject('/')).body).not.toContain('exit=');
});

test('a server whose script was not built says what to do', async () => {
  const { app } = await aWebChat({ assets: new URL('file:///nowhere/') });
  const response = await app.inject('/askwell-chat.js');
  expect(response.statusCode).toBe(503);
  expect(response.body).toContain('npm run build');
});

test('health is told as long as the process lives', async () => {
  const { app } = await aWebChat();
  expect((await app.inject('/healthz')).json()).toEqual({ ok: true });
});

test('readiness names the check that fails', async () => {
  const checks = { store: 'No space left on the device.', bank: 'ok' };
  const { app } = await aWebChat({ ready: async () => ({ ok: false, checks }) });
  const response = await app.inject('/readyz');
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({ ok: false, checks });
});

test('figures are given as plain text', async () => {
  const { app } = await aWebChat();
  const response = await app.inject('/metrics');
  expect(response.headers['content-type']).toContain('text/plain; version=0.0.4');
  expect(response.body).toBe('askwell_turns_total 1\n');
});

test('OpenAPI describes the chat with its error answers', async () => {
  const { app } = await aWebChat();
  await app.ready();
  const { paths = {} } = app.swagger();
  expect(Object.keys(paths).sort()).toEqual([
    '/api/chat/erase',
    '/api/chat/events',
    '/api/chat/feedback',
    '/api/chat/messages',
    '/api/chat/welcome',
    '/healthz',
    '/metrics',
    '/readyz',
  ]);
  expect(paths['/api/chat/messages']).toMatchObject({
    post: { responses: { 200: {}, 400: {}, 413: {}, 415: {}, 429: {}, 503: {} } },
  });
  expect(paths['/api/chat/erase']).toMatchObject({
    post: { responses: { 200: {}, 400: {}, 409: {}, 429: {}, 503: {} } },
  });
  expect(paths['/api/chat/feedback']).toMatchObject({
    post: { responses: { 200: {}, 400: {}, 404: {}, 429: {}, 503: {} } },
  });
});
