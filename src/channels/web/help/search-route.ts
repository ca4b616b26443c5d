import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import '@fastify/swagger';
import { escapeHtml } from '../chat/view/to-html.ts';
import { resultsHtml } from './results-html.ts';
import { createHelpSearch, HelpPart } from './search-help.ts';

/** Longer ones are cut: nobody looks for a page with more. */
const LONGEST = 200;
const Asked = z.object({ q: z.string().trim().catch('') });

/** Marks of the built search page that are filled in here. */
const RESULTS = '<!-- results -->';
const FIELD = 'name="q"';

/** `/help/search/?q=`: the server looks, so that the page needs no script. `root`: the folder of the built help. */
export async function addSearchRoute(app: FastifyInstance, root: URL): Promise<void> {
  const parts = z
    .array(HelpPart)
    .parse(JSON.parse(await readFile(new URL('search.json', root), 'utf8')));
  const page = await readFile(new URL('search/index.html', root), 'utf8');
  const search = createHelpSearch(parts);
  app.get('/help/search/', { schema: { hide: true } }, async (request, reply) => {
    const words = Asked.parse(request.query).q.slice(0, LONGEST);
    const html = page
      .replace(FIELD, () => `${FIELD} value="${escapeHtml(words)}"`)
      .replace(RESULTS, () => resultsHtml(words, search(words)));
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  });
}
