import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  aMention,
  aNotedStore,
  aSlackChannel,
  aStaffMember,
  DOSE,
  eventually,
} from './slack-kit.ts';

/** As much of Slack as Socket Mode needs: it opens a socket, and notes what is acknowledged and what is posted. */
async function aSocketSlack() {
  const acknowledged: string[] = [];
  /** What was answered along with an acknowledgement, by envelope. */
  const answers = new Map<string, unknown>();
  const asked: string[] = [];
  const posts: string[] = [];
  const sockets: WebSocket[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('chat.postMessage')) posts.push(request.url);
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url, ts: '1.1' }));
  });
  new WebSocketServer({ server }).on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acknowledged.push(envelope_id);
      answers.set(envelope_id, payload);
    });
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
    answers,
    asked: (method: string) => asked.filter((url) => url.endsWith(method)).length,
    posts,
    sockets,
    send(envelope: string, payload: object, type = 'events_api') {
      const message = { type, envelope_id: envelope, payload };
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

test('over a socket staff use /askwell, open the Home tab and claim, and a patient reports an answer', async () => {
  const socket = await aSocketSlack();
  const store = await aNotedStore();
  const channel = await aSlackChannel({ store, settings: socketSettings(socket.apiUrl) });
  const { slack } = channel;
  const [ana, pat] = [slack.user('ana'), slack.user('pat')];
  await aStaffMember(store, { firstName: 'Ana', login: 'ana', slackUserId: ana });
  await eventually(async () => expect(socket.sockets).toHaveLength(1));
  const sent = async (envelope: string, type: string, payload: object) => {
    socket.send(envelope, payload, type);
    await eventually(async () => expect(socket.acknowledged).toContain(envelope));
  };
  const who = { user: { id: ana, team_id: 'T1' }, team: { id: 'T1' }, trigger_id: '1.1' };

  await sent('e1', 'events_api', aMention({ user: pat, channel: slack.community, text: DOSE }));
  await sent('e2', 'slash_commands', {
    command: '/askwell',
    text: 'claim 1',
    user_id: ana,
    team_id: 'T1',
    channel_id: 'C1',
  });
  await sent('e3', 'events_api', {
    ...{ type: 'event_callback', team_id: 'T1', event_id: 'Ev1' },
    event: { type: 'app_home_opened', user: ana, tab: 'home', channel: 'D1', event_ts: '1.1' },
  });
  await sent('e4', 'interactive', {
    ...{ type: 'block_actions', ...who, view: { id: 'V1', type: 'home' } },
    actions: [{ action_id: 'ticket_release', block_id: 'ticket_1', value: '1', action_ts: '1' }],
  });
  const [conversation] = await channel.conversations();
  await sent('e5', 'interactive', {
    ...{ type: 'message_action', callback_id: 'report_answer', ...who, user: { id: pat } },
    channel: { id: slack.community },
    message: {
      ts: '1.1',
      bot_id: 'B1',
      blocks: [{ block_id: `said_3_${conversation?.id}` }],
    },
    response_url: 'https://slack.example/answer',
  });

  expect(socket.answers.get('e2')).toMatchObject({
    text: 'Ticket 1 is yours. The patient was told that staff have joined.',
  });
  const tickets = (await store.conversations.openTickets()).map(({ ticket }) => ticket);
  expect(tickets).toMatchObject([
    { reason: 'dose', state: 'new' },
    { reason: 'report', state: 'new' },
  ]);
  await eventually(async () => expect(socket.asked('views.publish')).toBeGreaterThan(0));
});
