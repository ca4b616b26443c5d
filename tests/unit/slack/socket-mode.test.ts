import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { aMention, aNotedStore, aSlackChannel, eventually } from './slack-kit.ts';

/** As much of Slack as Socket Mode needs: it opens a socket, and notes what is acknowledged and what is posted. */
async function aSocketSlack() {
  const acknowledged: string[] = [];
  const posts: string[] = [];
  const sockets: WebSocket[] = [];
  const server = createServer((request, response) => {
    if (request.url?.endsWith('chat.postMessage')) posts.push(request.url);
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url, ts: '1.1' }));
  });
  new WebSocketServer({ server }).on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => acknowledged.push(JSON.parse(String(data)).envelope_id));
    socket.send(JSON.stringify({ type: 'hello' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
    server.close();
    server.closeAllConnections();
  });
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    acknowledged,
    posts,
    sockets,
    send(envelope: string, payload: object) {
      const message = { type: 'events_api', envelope_id: envelope, payload };
      sockets.at(-1)?.send(JSON.stringify(message));
    },
  };
}

function socketSettings(apiUrl: string) {
  return { SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: undefined, SLACK_API_URL: apiUrl };
}

test('over a socket a question is stored, acknowledged and answered, also after the socket broke', async () => {
  const socket = await aSocketSlack();
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store, settings: socketSettings(socket.apiUrl) });
  const { slack } = channel;
  const ask = { user: slack.user('pat'), channel: slack.community, text: 'can I drive?' };
  await eventually(async () => expect(socket.sockets).toHaveLength(1));

  socket.send('e1', aMention(ask));
  await eventually(async () => expect(socket.acknowledged).toEqual(['e1']));
  socket.sockets[0]?.terminate();
  await eventually(async () => expect(socket.sockets).toHaveLength(2));
  socket.send('e2', aMention(ask));
  await eventually(async () => expect(socket.acknowledged).toEqual(['e1', 'e2']));
  await channel.delivered();

  expect((await channel.conversations()).map(({ turns }) => turns.length)).toEqual([1, 1]);
  expect(socket.posts).toHaveLength(4);
});

test('over a socket, what could not be stored is not acknowledged', async () => {
  const socket = await aSocketSlack();
  let broken = true;
  const channel = await aSlackChannel({
    settings: socketSettings(socket.apiUrl),
    receive: (usual) => (message) => (broken ? Promise.reject(new Error('full')) : usual(message)),
  });
  const { slack } = channel;
  const mention = aMention({
    user: slack.user('pat'),
    channel: slack.community,
    text: 'can I drive?',
  });
  await eventually(async () => expect(socket.sockets).toHaveLength(1));

  socket.send('e1', mention);
  await eventually(async () => expect(channel.log.lines.length).toBeGreaterThan(2));
  broken = false;
  socket.send('e2', mention);
  await eventually(async () => expect(socket.acknowledged).toEqual(['e2']));
});
