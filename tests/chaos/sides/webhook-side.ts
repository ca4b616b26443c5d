import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { AskwellWebhook } from '../../../src/channels/webhook/askwell-format.ts';
import type { ChanceTrouble, TroubleMaker } from './trouble.ts';

type Taken = { id: string; body: z.infer<typeof AskwellWebhook> };

/** A receiver of pages that takes each id once, as the standard says, on a line that can be disturbed. */
export async function openWebhookSide(trouble: TroubleMaker) {
  const taken = new Map<string, Taken>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const found = trouble.next();
    if (found && (await stops(found, response))) return;
    const id = String(request.headers['webhook-id']);
    const body = AskwellWebhook.parse(JSON.parse(Buffer.concat(chunks).toString()));
    if (!taken.has(id)) taken.set(id, { id, body });
    if (found?.kind === 'answer_lost') return request.socket.destroy();
    response.writeHead(202).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pages`,
    /** In the order in which they were taken. */
    taken: () => [...taken.values()],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
export type WebhookSide = Awaited<ReturnType<typeof openWebhookSide>>;

/** Whether the trouble keeps the post from being taken. */
async function stops(found: ChanceTrouble, response: ServerResponse): Promise<boolean> {
  switch (found.kind) {
    case 'slow':
      await delay(found.ms);
      return false;
    case 'answer_lost':
      return false;
    case 'down':
      response.socket?.destroy();
      return true;
    case 'rate_limited':
      response.writeHead(429, { 'retry-after': String(found.retryAfterSeconds) }).end();
      return true;
    case 'refused':
      response.writeHead(503).end();
      return true;
  }
}
