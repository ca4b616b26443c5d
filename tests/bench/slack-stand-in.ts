import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A post, with the moment at which it arrived. */
type Arrived = { channel: string; text: string; at: number };

/** A Slack that says yes to everything at once, so that what is measured is ours alone. */
export async function openSlackStandIn() {
  const listeners = new Set<(post: Arrived) => void>();
  let ts = 1_763_000_000;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const at = performance.now();
      const params = new URLSearchParams(Buffer.concat(parts).toString());
      const channel = params.get('channel') ?? '';
      ts += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...SAYS_YES, channel, ts: `${ts}.000100` }));
      if (!request.url?.endsWith('/chat.postMessage')) return;
      for (const listener of listeners) listener({ channel, text: params.get('text') ?? '', at });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    /** The moment of the next post like this one. Rejects when none comes. */
    next(isIt: (post: Arrived) => boolean, withinMs = 30_000): Promise<number> {
      return new Promise((found, failed) => {
        const listener = (post: Arrived) => {
          if (isIt(post)) end(() => found(post.at));
        };
        const end = (settle: () => void) => {
          clearTimeout(timer);
          listeners.delete(listener);
          settle();
        };
        const timer = setTimeout(() => end(() => failed(new Error('a post is missing'))), withinMs);
        listeners.add(listener);
      });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
export type SlackStandIn = Awaited<ReturnType<typeof openSlackStandIn>>;

/** All that Bolt and we ask of it. */
const SAYS_YES = {
  ok: true,
  messages: [],
  user_id: 'UBOT',
  bot_id: 'B1',
  team_id: 'T1',
};
