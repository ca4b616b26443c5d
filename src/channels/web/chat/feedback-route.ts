import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { noSuchAnswer, notKept, tooMany } from '../problems.ts';
import type { WebDeps } from '../web-deps.ts';
import { FeedbackPress, PressProblem, PressReply, Problem } from './chat-schemas.ts';
import type { Limiter } from './limiter.ts';
import { takePress } from './take-press.ts';

/** "Did this help?" over plain HTTP. */
export function addFeedbackRoute(
  plain: FastifyInstance,
  { deps, limiter }: { deps: WebDeps; limiter: Limiter },
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post('/api/chat/feedback', {
    schema: {
      tags: ['chat'],
      summary: 'Press a button under an answer',
      description:
        'The buttons are in `helped` of the message. What is said in return comes with the events, as every message. The same press again changes nothing; `yes` and `no` replace each other. `person` asks for a person, as the words would.',
      body: FeedbackPress,
      response: {
        200: PressReply.describe('It is kept'),
        400: Problem.describe('A field is missing or wrong'),
        404: Problem.describe('No message of this conversation has this button'),
        429: Problem.describe('Too many messages in a minute; `retry-after` holds the seconds'),
        503: PressProblem.describe('It could not be kept; send it again'),
      },
    },
    handler: async (request, reply) => {
      const { conversation: secret, seq, pressed } = request.body;
      const seconds = await limiter(request, secret);
      if (seconds) {
        return reply.code(429).header('retry-after', seconds).send(tooMany(deps.blocks, seconds));
      }
      const taken = await takePress({ secret, seq, pressed }, deps);
      switch (taken.kind) {
        case 'kept':
          return reply.send({ seq, pressed, cursor: taken.cursor });
        case 'not_kept':
          return reply.code(503).send({ ...notKept(deps.blocks), text: taken.text });
        case 'no_such_answer':
          return reply.code(404).send(noSuchAnswer(deps.blocks));
      }
    },
  });
}
