import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import '@fastify/swagger';

/** Where the build puts the pages, inside the folder of all built files. */
const PAGES = 'console/browser/';

/** Scripts and styles come from this server alone, and nothing inline runs. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_BUILT = 'The pages of the console are not built. Run `npm run build`, then start again.';

/** Serves the built pages: each address that is no file is the one page, which finds its own way. */
export async function registerPageFiles(app: FastifyInstance, assets: URL): Promise<void> {
  const folder = new URL(PAGES, assets);
  const page = await readFile(new URL('index.html', folder), 'utf8').catch(() => undefined);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });
  if (page !== undefined) {
    await app.register(fastifyStatic, {
      root: fileURLToPath(new URL('assets/', folder)),
      prefix: '/console/assets/',
      decorateReply: false,
      // The build writes each file small beside itself.
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    });
  }
  for (const url of ['/console', '/console/*']) {
    app.get(url, { schema: { hide: true } }, (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      if (page === undefined) return reply.code(503).type('text/plain').send(NOT_BUILT);
      return reply.type('text/html; charset=utf-8').send(page);
    });
  }
}
