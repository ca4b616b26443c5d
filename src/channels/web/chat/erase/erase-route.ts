import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { conversationIdOf, type Locale } from '../../../../domain/ids.ts';
import { notErased, stillNeeded, tooMany } from '../../problems.ts';
import type { WebDeps } from '../../web-deps.ts';
import { Problem } from '../chat-schemas.ts';
import type { Limiter } from '../limiter.ts';
import { nearestLocale } from '../view/nearest-locale.ts';
import { shownBlocks } from '../view/patient-view.ts';
import { eraseChat } from './erase-chat.ts';
import { EraseProblem, EraseReply, EraseRequest } from './erase-schemas.ts';

/** "Erase my chat". */
export function addEraseRoute(
  plain: FastifyInstance,
  { deps, limiter }: { deps: WebDeps; limiter: Limiter },
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const says = (id: string, locale: Locale) => ({ parts: shownBlocks([id], locale, deps) });
  app.post('/api/chat/erase', {
    schema: {
      tags: ['chat'],
      summary: 'Erase a conversation for good',
      description:
        'Its messages, turns and tickets go; the audit trail keeps that a conversation was erased, and no words. Cannot be undone: ask the patient first. Refused while staff have something urgent to settle in it.',
      body: EraseRequest,
      response: {
        200: EraseReply,
        400: Problem.describe('A field is missing or wrong'),
        409: EraseProblem.describe('An emergency or urgent ticket is not resolved yet'),
        429: Problem.describe('Too many requests in a minute; `retry-after` holds the seconds'),
        503: EraseProblem.describe('It could not be erased; send it again'),
      },
    },
    handler: async (request, reply) => {
      const { conversation: secret } = request.body;
      const seconds = await limiter(request, secret);
      if (seconds) {
        return reply.code(429).header('retry-after', seconds).send(tooMany(deps.blocks, seconds));
      }
      const locale = await localeFor(request.body, deps); // before there is nothing left to ask
      const outcome = await eraseChat(secret, deps);
      switch (outcome) {
        case 'erased':
        case 'none':
          return reply.send({ outcome, ...says('R-ERASED', locale) });
        case 'needed':
          return reply
            .code(409)
            .send({ ...stillNeeded(deps.blocks), ...says('R-ERASE-LATER', locale) });
        case 'failed':
          return reply
            .code(503)
            .send({ ...notErased(deps.blocks), ...says('R-ERASE-FAILED', locale) });
      }
    },
  });
}

/** The language that was asked for, else the one of the conversation. */
async function localeFor(
  { conversation, locale }: EraseRequest,
  { store }: WebDeps,
): Promise<Locale> {
  if (locale !== undefined) return nearestLocale(locale);
  const found = await store.conversations
    .find(conversationIdOf(conversation))
    .catch(() => undefined);
  return found?.locale ?? 'en';
}
