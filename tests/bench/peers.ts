import Fastify from 'fastify';
import { botkitEcho } from './botkit-echo.ts';

/**
 * What Askwell's chat is compared with, on a port that is printed: `bare` is a Fastify route that gives back a fixed
 * object; `botkit` hands each message to a Botkit controller that says it back. Neither stores anything.
 */
const kind = process.argv[2];
const app = Fastify();
const echo = kind === 'botkit' ? botkitEcho() : async (text: string) => text;

app.post<{ Body: { conversation?: string; text: string } }>(
  '/api/chat/messages',
  async ({ body }) => ({
    conversation: body.conversation ?? 'c',
    reply: { text: await echo(body.text) },
  }),
);
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.listeningOrigin);
