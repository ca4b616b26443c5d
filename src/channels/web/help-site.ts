import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import '@fastify/swagger';
import { addSearchRoute } from './help/search-route.ts';

/** Text, one style sheet and pictures: nothing runs, and nothing is sent but what is searched for, to this server. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const NOT_BUILT = 'The help is not built. Run `npm run build`, then start again.';

/** The help under `/help`, as the build made it. `assets`: the folder of all built files, `dist/`. */
export function helpSite(assets: URL): FastifyPluginAsync {
  const folder = new URL('help/', assets);
  const root = fileURLToPath(folder);
  return async (app) => {
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    });
    app.get('/help', { schema: { hide: true } }, async (_request, reply) =>
      existsSync(root)
        ? reply.redirect('/help/', 301)
        : reply.code(503).type('text/plain').send(NOT_BUILT),
    );
    if (!existsSync(root)) return;
    if (existsSync(new URL('search.json', folder))) await addSearchRoute(app, folder);
    await app.register(fastifyStatic, {
      root,
      prefix: '/help/',
      decorateReply: false,
      redirect: true,
      cacheControl: false,
    });
  };
}
