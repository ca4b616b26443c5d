import type { FastifyInstance } from 'fastify';
import { MINUTE_MS, SECOND_MS } from '../../shared/clock.ts';

const FOR_SECONDS = (10 * MINUTE_MS) / SECOND_MS;

/** Lets pages of other origins, allowed by name, use the chat's HTTP API from the browser: no cookie is ever involved. */
export function allowPagesOf(origins: string[], app: FastifyInstance): void {
  if (origins.length === 0) return;
  app.addHook('onRequest', async ({ url, headers: { origin } }, reply) => {
    if (!url.startsWith('/api/chat/')) return;
    reply.header('vary', 'origin');
    if (origin === undefined || !origins.includes(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
  });
  app.options('/api/chat/*', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type, askwell-conversation')
      .header('access-control-max-age', FOR_SECONDS)
      .code(204)
      .send(),
  );
}
