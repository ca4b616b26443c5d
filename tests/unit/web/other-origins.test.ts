import { expect, test } from 'vitest';
import { aWebChat } from '../../support/web-chat.ts';

const CLINIC = 'https://www.example.org';

test("the clinic's own page may use the chat once its origin is named", async () => {
  const { app } = await aWebChat({ allowedOrigins: [CLINIC] });
  const headers = { origin: CLINIC };
  const welcome = await app.inject({ url: '/api/chat/welcome', headers });
  expect(welcome.headers['access-control-allow-origin']).toBe(CLINIC);
  const asked = await app.inject({ method: 'OPTIONS', url: '/api/chat/messages', headers });
  expect(asked.statusCode).toBe(204);
  expect(asked.headers).toMatchObject({
    'access-control-allow-origin': CLINIC,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type, askwell-conversation',
  });
});

test('a page that was not named may not, and nothing else of the server is opened', async () => {
  const { app } = await aWebChat({ allowedOrigins: [CLINIC] });
  const stranger = { origin: 'https://evil.example' };
  const welcome = await app.inject({ url: '/api/chat/welcome', headers: stranger });
  expect(welcome.headers['access-control-allow-origin']).toBeUndefined();
  expect(welcome.headers.vary).toContain('origin');
  const metrics = await app.inject({ url: '/metrics', headers: { origin: CLINIC } });
  expect(metrics.headers['access-control-allow-origin']).toBeUndefined();
});

test('no cookie is ever asked for across origins', async () => {
  const { app } = await aWebChat({ allowedOrigins: [CLINIC] });
  const { headers } = await app.inject({ url: '/api/chat/welcome', headers: { origin: CLINIC } });
  expect(headers['access-control-allow-credentials']).toBeUndefined();
});
