import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';
import { z } from 'zod';

export const BOT_TOKEN = 'xoxb-test';
/** The emulator takes 5,000 calls an hour of a token, so that it is given many that are alike. */
const BOT_TOKENS = [BOT_TOKEN, ...Array.from({ length: 19 }, (_, n) => `${BOT_TOKEN}-${n}`)];
const CALLS_OF_A_TOKEN = 4900;
export const APP_TOKEN = 'xapp-test';
export const BOT_USER = 'UBOT';
export const SIGNING_SECRET = 'a signing secret';

const Message = z.object({
  ts: z.string(),
  user: z.string().optional(),
  text: z.string(),
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional(),
  blocks: z.array(z.record(z.string(), z.unknown())).default([]),
});
export type SlackMessage = z.infer<typeof Message>;

/** What the network does to one call: delays it, refuses it, answers in Slack's place, drops it, or loses the answer after Slack took it. */
export type Trouble =
  | { kind: 'slow'; ms: number }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'refused'; error: string }
  | { kind: 'answered'; body: object }
  | { kind: 'down' }
  | { kind: 'answer_lost' };

type Disturb = (call: {
  method: string;
  params: URLSearchParams;
}) => Trouble | undefined | Promise<Trouble | undefined>;

type Spoken = { ts: string; user: string; text: string };

type Call = { method: string; params: URLSearchParams; answer: string };

/**
 * A stateful Slack on a loopback port, behind a line that can be disturbed and that notes every call. `people`
 * and `channels`: names of more than the usual ones.
 */
export async function openSlackEmulator(more: More = {}) {
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: seedWith(more) });
  const upstream = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const calls: Call[] = [];
  /** What people wrote, which the emulator takes from the bot alone: by channel and thread. */
  const spoken = new Map<string, Spoken[]>();
  let trouble: Disturb = () => undefined;
  let scopes: string[] | undefined;
  const archived = new Set<string>();

  let asked = 0;
  const askSlack = (method: string, body: string, authorization: string | undefined) => {
    const isOurs = authorization === `Bearer ${BOT_TOKEN}`;
    if (isOurs) asked += 1;
    const alike = BOT_TOKENS[Math.floor(asked / CALLS_OF_A_TOKEN)];
    return ask(upstream, method, body, isOurs && alike ? `Bearer ${alike}` : authorization);
  };
  const withSpoken = (answer: string, { method, params }: Omit<Call, 'answer'>): string => {
    const own = spoken.get(`${params.get('channel')} ${params.get('ts')}`);
    if (method !== 'conversations.replies' || !own) return answer;
    const latest = params.get('latest') ?? '9';
    const { messages = [], ...rest } = JSON.parse(answer);
    const all = [...own, ...messages].filter(({ ts }) => ts <= latest);
    return JSON.stringify({ ...rest, messages: all.sort((a, b) => (a.ts < b.ts ? -1 : 1)) });
  };
  const relay = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await textOf(request);
    const call = { method: (request.url ?? '').slice(5), params: new URLSearchParams(body) };
    const found = isPostTo(archived, call) ? IS_ARCHIVED : await trouble(call);
    if (found && (await stops(found, { request, response }))) return;
    const { authorization } = request.headers;
    const answer = withSpoken(await askSlack(call.method, body, authorization), call);
    calls.push({ ...call, answer });
    if (found?.kind === 'answer_lost') return request.socket.destroy();
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(scopes && { 'x-oauth-scopes': scopes.join(',') }),
    });
    return response.end(answer);
  };
  const line = createServer((request, response) => {
    relay(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));

  const api = async (method: string, params: Record<string, string> = {}) =>
    JSON.parse(
      await askSlack(method, new URLSearchParams(params).toString(), `Bearer ${BOT_TOKEN}`),
    );
  const people = Named.parse((await api('users.list', { limit: '1000' })).members);
  const types = 'public_channel,private_channel';
  const channels = Named.parse((await api('conversations.list', { types })).channels);
  for (const { id } of channels) await api('conversations.join', { channel: id });
  const idOf = (all: z.infer<typeof Named>, name: string) =>
    all.find((one) => one.name === name)?.id ?? '';

  return {
    apiUrl: `http://127.0.0.1:${(line.address() as AddressInfo).port}/api/`,
    calls,
    staffChannel: idOf(channels, 'staff'),
    community: idOf(channels, 'community'),
    /** A channel that nobody but its members sees, and the bot is one of them. */
    privateChannel: idOf(channels, 'back-room'),
    user: (name: 'ana' | 'ben' | 'pat' | 'sam') => idOf(people, name),
    /** One of the people who were asked for. */
    userNamed: (name: string) => idOf(people, name),
    channelNamed: (name: string) => idOf(channels, name),
    /** Decides what happens to each call from now on. */
    disturb(next: Disturb) {
      trouble = next;
    },
    /** Slack answers every call with this error, as it does when a token was revoked. */
    refuseAll(error: string) {
      trouble = () => ({ kind: 'refused', error });
    },
    /** The rights that Slack says the token has. */
    grant(next: string[]) {
      scopes = next;
    },
    /** Nobody can post in it any more, until it is unarchived. */
    archive: (channel: string) => void archived.add(channel),
    unarchive: (channel: string) => void archived.delete(channel),
    /** What stands in a person's Home tab; `undefined` when nothing was published to it. */
    home(user: string): Record<string, unknown>[] | undefined {
      const published = calls.findLast(
        ({ method, params, answer }) =>
          method === 'views.publish' &&
          params.get('user_id') === user &&
          JSON.parse(answer).ok === true,
      );
      return published && JSON.parse(published.params.get('view') ?? '{}').blocks;
    },
    /** What this person alone was shown in channels, oldest first. */
    shownTo(user: string): string[] {
      return calls
        .filter(
          ({ method, params }) => method === 'chat.postEphemeral' && params.get('user') === user,
        )
        .map(({ params }) => params.get('text') ?? '');
    },
    async directChannel(user: string): Promise<string> {
      return (await api('conversations.open', { users: user })).channel.id;
    },
    /** All messages of a channel, oldest first, threads included. */
    async messages(channel: string): Promise<SlackMessage[]> {
      const { messages } = await api('conversations.history', { channel, limit: '999' });
      const roots = z.array(Message).parse(messages);
      const threads = roots.map(({ ts }) => api('conversations.replies', { channel, ts }));
      const all = (await Promise.all(threads)).flatMap((thread) => thread.messages);
      const orphans = await orphansOf(channel);
      const byTs = new Map(
        z
          .array(Message)
          .parse([...all, ...orphans])
          .map((message) => [message.ts, message]),
      );
      return [...byTs.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
    },
    /** The messages of a channel without those in threads, oldest first, as they stand now. */
    async history(channel: string): Promise<SlackMessage[]> {
      const found: SlackMessage[] = [];
      let cursor = '';
      do {
        const page = await api('conversations.history', { channel, limit: '999', cursor });
        found.push(...z.array(Message).parse(page.messages));
        cursor = page.response_metadata.next_cursor;
      } while (cursor !== '');
      return found.reverse();
    },
    /** A person writes; the event that tells us of it is the test's to send. Whoever reads the thread finds it there. */
    say({ channel, thread_ts, ...message }: Spoken & { channel: string; thread_ts?: string }) {
      const thread = `${channel} ${thread_ts ?? message.ts}`;
      spoken.set(thread, [...(spoken.get(thread) ?? []), message]);
    },
    /** Someone deletes a message. */
    async remove(channel: string, ts: string): Promise<void> {
      await api('chat.delete', { channel, ts });
    },
    /** A trigger of a click by this person, which opens one window. */
    async trigger(user: string): Promise<string> {
      return (await api('views.generateTriggerId', { user_id: user })).trigger_id;
    },
    async close() {
      line.closeAllConnections();
      await new Promise((resolve) => line.close(resolve));
      await emulator.close();
    },
  };

  /** The patients' own messages are events of the test and not in the emulator; the replies in their threads are. */
  async function orphansOf(channel: string): Promise<unknown[]> {
    const inThreads = calls.filter(({ method, params }) => {
      const isHere = params.get('channel') === channel;
      return method === 'chat.postMessage' && isHere && params.get('thread_ts');
    });
    const roots = new Set(inThreads.map(({ params }) => params.get('thread_ts') ?? ''));
    const replies = [...roots].map((ts) => api('conversations.replies', { channel, ts }));
    return (await Promise.all(replies)).flatMap((thread) => thread.messages);
  }
}
export type SlackEmulator = Awaited<ReturnType<typeof openSlackEmulator>>;

/** Headers of a request by Slack with this body, at this moment. */
export function signed(body: string, at: string, secret = SIGNING_SECRET): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(at) / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

const Named = z.array(z.object({ id: z.string(), name: z.string() }));

type More = { people?: readonly string[]; channels?: readonly string[] };

const seedWith = ({ people = [], channels = [] }: More) => ({
  slack: {
    users: ['ana', 'ben', 'pat', 'sam', ...people].map((name) => ({
      name,
      email: `${name}@clinic.example`,
    })),
    channels: [
      { name: 'staff' },
      { name: 'community' },
      { name: 'back-room', is_private: true },
      ...channels.map((name) => ({ name })),
    ],
    oauth_apps: [
      {
        client_id: '1.2',
        client_secret: 'secret',
        app_id: 'A1',
        name: 'Askwell',
        redirect_uris: [],
        bot_id: 'B1',
        bot_user_id: BOT_USER,
      },
    ],
    tokens: BOT_TOKENS.map((token) => ({
      token,
      type: 'bot',
      user_id: BOT_USER,
      bot_id: 'B1',
      bot_user_id: BOT_USER,
      app_id: 'A1',
    })),
  },
});

const IS_ARCHIVED: Trouble = { kind: 'refused', error: 'is_archived' };

function isPostTo(channels: Set<string>, { method, params }: Omit<Call, 'answer'>): boolean {
  return method.startsWith('chat.') && channels.has(params.get('channel') ?? '');
}

type Exchange = { request: IncomingMessage; response: ServerResponse };

/** Whether the trouble keeps the call from Slack; then it was answered as the trouble wants. */
async function stops(found: Trouble, { request, response }: Exchange): Promise<boolean> {
  switch (found.kind) {
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, found.ms));
      return false;
    case 'answer_lost':
      return false;
    case 'down':
      request.socket.destroy();
      return true;
    case 'rate_limited':
      response.writeHead(429, { 'retry-after': String(found.retryAfterSeconds) }).end();
      return true;
    case 'refused':
    case 'answered': {
      const refusal = { ok: false, error: found.kind === 'refused' && found.error };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found.kind === 'answered' ? found.body : refusal));
      return true;
    }
  }
}

/** The emulator has no Socket Mode: this is as much of it as a check of the token needs. */
function socketAnswer(authorization: string): string {
  const ok = authorization === `Bearer ${APP_TOKEN}`;
  return JSON.stringify(
    ok ? { ok, url: 'wss://slack.example/secret' } : { ok, error: 'invalid_auth' },
  );
}

async function ask(upstream: string, method: string, body: string, authorization = '') {
  if (method === 'apps.connections.open') return socketAnswer(authorization);
  const response = await fetch(`${upstream}/api/${method}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return response.text();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
