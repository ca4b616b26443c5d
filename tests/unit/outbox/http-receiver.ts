import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Post = {
  id: string;
  path: string;
  headers: IncomingMessage['headers'];
  text: string;
  body: Record<string, unknown>;
};

type Answer = (post: Post, response: ServerResponse) => void | Promise<void>;

const taken: Answer = (_post, response) => void response.writeHead(202).end('{}');

/** A receiver of webhooks on a loopback port that notes every post, and answers as it is told. */
export async function anHttpReceiver() {
  let answer = taken;
  let now = 0;
  const receiver = {
    url: '',
    /** Every request that came, in order. */
    posts: [] as Post[],
    /** Those that were answered with 2xx. */
    accepted: [] as string[],
    /** The most that were under way at once. */
    atOnce: 0,
    answer(next: Answer | 'as usual') {
      answer = next === 'as usual' ? taken : next;
    },
  };
  const server = createServer(async (request, response) => {
    now += 1;
    receiver.atOnce = Math.max(receiver.atOnce, now);
    response.on('close', () => {
      now -= 1;
    });
    const text = await textOf(request);
    const id = String(request.headers['webhook-id']);
    const body = JSON.parse(text) as Post['body'];
    const post = { id, path: request.url ?? '', headers: request.headers, text, body };
    receiver.posts.push(post);
    await answer(post, response);
    if (response.writableEnded && response.statusCode < 300) receiver.accepted.push(id);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pages`;
  return receiver;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
