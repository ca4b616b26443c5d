import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import '@fastify/swagger';
import { sha256 } from '../../shared/ids.ts';
import { escapeHtml } from './chat/view/to-html.ts';
import type { WebDeps } from './web-deps.ts';

const HIDDEN = { schema: { hide: true } };

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f5e68"/><path d="M9 9h14a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-6l-5 4v-4H9a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3z" fill="#fff"/></svg>`;

/** The chat as a page of its own, and the one script that a clinic's own page needs. */
export async function addPageRoutes(app: FastifyInstance, deps: WebDeps): Promise<void> {
  const page = chatPage(deps);
  const script = await readWidget(deps);
  const small = gzipSync(script ?? '', { level: 9 });
  app.get('/', HIDDEN, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
  );
  app.get('/icon.svg', HIDDEN, async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(ICON),
  );
  app.get('/askwell-chat.js', HIDDEN, async (request, reply) => {
    if (script === undefined) return reply.code(503).type('text/plain').send(NOT_BUILT);
    const etag = `"${sha256(script).slice(0, 20)}"`;
    // Any page of the clinic may load it, whatever its host.
    reply.header('cross-origin-resource-policy', 'cross-origin');
    reply.header('cache-control', 'no-cache').header('etag', etag);
    reply.header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    reply.type('text/javascript; charset=utf-8');
    if (!takesGzip(request)) return reply.send(script);
    return reply.header('content-encoding', 'gzip').send(small);
  });
}

const NOT_BUILT = 'The chat script is not built. Run npm run build and start again.';

async function readWidget({ assets, log }: WebDeps): Promise<string | undefined> {
  try {
    return await readFile(new URL('widget/askwell-chat.js', assets), 'utf8');
  } catch (err) {
    log.error({ err }, NOT_BUILT);
    return undefined;
  }
}

function takesGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}

/** Holds no script and no style of its own, so that the strictest content security policy lets it through. */
function chatPage({ clinic, blocks, mode, exitUrl }: WebDeps): string {
  const exit = exitUrl ? ` exit="${escapeHtml(exitUrl)}"` : '';
  const name = escapeHtml(clinic.name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name}: questions about ketamine treatment for migraine</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<script src="/askwell-chat.js" defer></script>
</head>
<body>
<askwell-chat layout="page" clinic="${name}" phone24="${escapeHtml(clinic.phone24)}" mode="${mode}"${exit}></askwell-chat>
<noscript>
<h1>${name}</h1>
<p>This chat needs JavaScript. Please call ${escapeHtml(clinic.phone)}, or ${escapeHtml(clinic.phone24)} at any hour.</p>
<p>${escapeHtml(blocks.text('R-CRISIS-LINES', 'en'))}</p>
</noscript>
</body>
</html>
`;
}
