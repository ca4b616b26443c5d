import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { topicMenu } from '../../../conversation/decide/questions/topic-menu.ts';
import { conversationIdOf, type Locale } from '../../../domain/ids.ts';
import { SECOND_MS } from '../../../shared/clock.ts';
import { base32 } from '../../../shared/ids.ts';
import { MOST_BYTES, tooMany, whichConversation } from '../problems.ts';
import type { WebDeps } from '../web-deps.ts';
import type { Arrivals } from './arrivals.ts';
import {
  ChatEvents,
  ChatMessage,
  ChatReply,
  EventsHeaders,
  EventsQuery,
  newSecret,
  Problem,
  Welcome,
  WelcomeQuery,
} from './chat-schemas.ts';
import type { Limiter } from './limiter.ts';
import { takeMessage } from './take-message.ts';
import { nearestLocale } from './view/nearest-locale.ts';
import { eventsAfter, shownBlocks } from './view/patient-view.ts';

type Parts = { deps: WebDeps; limiter: Limiter; arrivals: Arrivals };

/** The chat over plain HTTP, for other front ends and where a WebSocket is blocked. */
export function addChatRoutes(plain: FastifyInstance, { deps, limiter, arrivals }: Parts): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.post('/api/chat/messages', {
    bodyLimit: MOST_BYTES,
    schema: {
      tags: ['chat'],
      summary: 'Send a patient message and read the reply',
      description:
        'One turn. Leave `conversation` out to begin one; the reply names it. A repeated `messageId` gives the same reply. `replaces` edits an earlier message: danger that the new words add is answered, and no edit gets an answer from the bank.',
      body: ChatMessage,
      response: {
        200: ChatReply.describe('The turn was stored'),
        400: Problem.describe('A field is missing or wrong'),
        413: Problem.describe('The body is larger than 256 kB'),
        415: Problem.describe('The body is not marked as JSON'),
        429: Problem.describe('Too many messages in a minute; `retry-after` holds the seconds'),
        503: ChatReply.describe('The turn could not be stored; the reply says whom to call'),
      },
    },
    handler: async (request, reply) => {
      const { text, replaces, conversation: secret = newSecret() } = request.body;
      const { messageId = newMessageId() } = request.body;
      const seconds = await limiter(request, secret);
      if (seconds) {
        return reply.code(429).header('retry-after', seconds).send(tooMany(deps.blocks, seconds));
      }
      const { stored, body } = await takeMessage({ secret, messageId, replaces, text }, deps);
      return reply.code(stored ? 200 : 503).send(body);
    },
  });

  app.get('/api/chat/events', {
    schema: {
      tags: ['chat'],
      summary: 'Read what came since',
      description:
        'Messages of patient, bot and staff with a greater seq than `after`. With `wait` the answer is held back until something comes. An unknown conversation is an empty one.',
      headers: EventsHeaders,
      querystring: EventsQuery,
      response: { 200: ChatEvents, 400: Problem },
    },
    handler: async (request, reply) => {
      const { after, wait } = request.query;
      const secret = request.headers['askwell-conversation'] ?? request.query.conversation;
      if (secret === undefined) return reply.code(400).send(whichConversation(deps.blocks));
      const id = conversationIdOf(secret);
      const read = async () => eventsAfter(await deps.store.conversations.find(id), after, deps);
      reply.header('cache-control', 'no-store');
      const gone = goneSignal(reply);
      const change = arrivals.next(id, { ms: wait * SECOND_MS, signal: gone }); // before reading: nothing slips between
      const events = await read();
      if (events.messages.length > 0 || events.gone || wait === 0) return events;
      await change;
      return read();
    },
  });

  app.get('/api/chat/welcome', {
    schema: {
      tags: ['chat'],
      summary: 'What an empty chat shows',
      querystring: WelcomeQuery,
      response: { 200: Welcome },
    },
    handler: async (request) => welcome(nearestLocale(request.query.locale), deps),
  });
}

function newMessageId(): string {
  return `m_${base32(20)}`;
}

/** Fires when the response has ended, sent or not. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

function welcome(locale: Locale, deps: WebDeps): Welcome {
  const { blocks, clinic, mode } = deps;
  const notice = ['R-NOTICE', 'WARNING'];
  const menu = topicMenu({ label: (id, language) => blocks.text(id, language), locale });
  return {
    locale,
    notice: notice.map((id) => blocks.text(id, locale)).join('\n\n'),
    parts: shownBlocks(notice, locale, deps),
    topics: menu.flatMap((choice) =>
      choice.kind === 'topic' ? [{ topic: choice.topic, label: choice.label }] : [],
    ),
    clinic: { name: clinic.name, phone24: clinic.phone24 },
    mode,
    privacy: {
      kept: shownBlocks(['R-KEPT'], locale, deps),
      leaving: shownBlocks(['R-LEAVING'], locale, deps),
      erasing: shownBlocks(['R-ERASE-ASK'], locale, deps),
    },
  };
}
