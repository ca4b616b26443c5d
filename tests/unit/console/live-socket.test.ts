import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import type { LiveHint } from '../../../src/console/wire.ts';
import {
  anAdmin,
  aStaffMember,
  aTicket,
  type Caller,
  drivingContent,
  openConsole,
} from '../../support/console.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';

async function aServer() {
  const opened = await openConsole();
  await opened.app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => opened.app.close());
  const { port } = opened.app.server.address() as AddressInfo;
  const connect = async (caller: Pick<Caller, 'cookie'>, origin = `http://127.0.0.1:${port}`) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/console/live`, {
      headers: { cookie: caller.cookie(), origin },
    });
    const frames: string[] = [];
    socket.on('message', (frame) => frames.push(String(frame)));
    const status = await new Promise<number>((resolve) => {
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    });
    return {
      socket,
      status,
      frames,
      hints: () => frames.flatMap((f) => JSON.parse(f) as LiveHint[]),
    };
  };
  return { ...opened, admin: await anAdmin(opened), connect };
}

test('an open page hears at once that a ticket has come, and not a word of it', async () => {
  const opened = await aServer();
  const page = await opened.connect(opened.admin);
  const text = 'how much should I take tonight?';
  await aTicket(opened.store, { text, secret: SECRET });
  await expect.poll(() => page.hints()).toMatchObject([{ kind: 'conversation' }]);
  expect(page.frames.join('')).not.toContain('how much');
  expect(page.frames.join('')).not.toContain(SECRET);
});

test('a responder does not hear of changes to answers and people', async () => {
  const opened = await aServer();
  const ana = await aStaffMember(opened, opened.admin, { login: 'ana', role: 'responder' });
  const [page, adminPage] = [await opened.connect(ana), await opened.connect(opened.admin)];
  const content = { ...drivingContent, text: `${drivingContent.text} Plan a ride.` };
  await opened.admin.post('/answers/en/driving.after-treatment/revisions', { content, basedOn: 1 });
  await aStaffMember(opened, opened.admin, { login: 'ben', role: 'responder' });
  await aTicket(opened.store);
  await expect.poll(() => page.hints().length).toBeGreaterThan(0);
  expect(new Set(page.hints().map(({ kind }) => kind))).toEqual(new Set(['conversation']));
  expect(new Set(adminPage.hints().map(({ kind }) => kind))).toContain('answer');
});

test('nobody listens without a session, or from the page of another site', async () => {
  const opened = await aServer();
  expect((await opened.connect({ cookie: () => '' })).status).toBe(401);
  expect((await opened.connect(opened.admin, 'https://evil.example')).status).toBe(401);
});

test('whoever is disabled is cut off at once', async () => {
  const opened = await aServer();
  const ana = await aStaffMember(opened, opened.admin, { login: 'ana', role: 'responder' });
  const page = await opened.connect(ana);
  const closed = new Promise<number>((resolve) => page.socket.on('close', resolve));
  await opened.admin.post(`/people/${ana.id}/disabled`, { disabled: true });
  expect(await closed).toBe(4401);
});
