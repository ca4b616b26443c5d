import type {} from '@fastify/rate-limit';
import {
  type App,
  type BufferedIncomingMessage,
  HTTPResponseAck,
  HTTPModuleFunctions as http,
  type Logger,
  type Receiver,
  verifySlackRequest,
} from '@slack/bolt';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../shared/clock.ts';
import { SlackEventNotStoredError } from './persist-first-app.ts';
import { SlackBody } from './slack-body.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

type Deps = { signingSecret: string; now: Clock; logger: Logger };

export type FastifyReceiver = Receiver & { plugin: FastifyPluginAsync };

/**
 * Bolt's receiver on the shared server. The plugin stays in its own scope, since it takes every body as raw bytes: the
 * signature is over them.
 */
export function createFastifyReceiver(deps: Deps): FastifyReceiver {
  let app: App | undefined;
  return {
    init(bolt) {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
    async plugin(server) {
      server.removeAllContentTypeParsers();
      server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
        done(null, body),
      );
      server.post(
        '/slack/events',
        { bodyLimit: BODY_LIMIT_BYTES, config: { rateLimit: false } },
        async (request, reply) => {
          const read = readSigned(request, deps);
          if (read.kind === 'refused') return reply.code(read.status).send();
          if (read.body.type === 'url_verification') {
            return reply.send({ challenge: read.body.challenge });
          }
          if (!app) return reply.code(503).send();
          return handOver(read, { app, reply, logger: deps.logger });
        },
      );
    },
  };
}

type Signed = { kind: 'signed'; raw: BufferedIncomingMessage; body: Record<string, unknown> };
type Read = Signed | { kind: 'refused'; status: 400 | 401 };

/** Refuses what is not signed by Slack in the last five minutes, and what is no object. */
function readSigned(request: FastifyRequest, { signingSecret, now }: Deps): Read {
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const raw = Object.assign(request.raw, { rawBody }) as BufferedIncomingMessage;
  try {
    verifySlackRequest({
      signingSecret,
      body: rawBody.toString(),
      headers: {
        'x-slack-signature': http.getHeader(raw, 'x-slack-signature'),
        'x-slack-request-timestamp': Number(http.getHeader(raw, 'x-slack-request-timestamp')),
      },
      nowMilliseconds: Date.parse(now()),
    });
  } catch {
    return { kind: 'refused', status: 401 };
  }
  try {
    const body = SlackBody.safeParse(http.parseHTTPRequestBody(raw));
    return body.success
      ? { kind: 'signed', raw, body: body.data }
      : { kind: 'refused', status: 400 };
  } catch {
    return { kind: 'refused', status: 400 };
  }
}

type Way = { app: App; reply: FastifyReply; logger: Logger };

/** From here on Bolt answers: 200 once it is stored or done, 404 where nobody listens, 503 so that Slack tries again, 500 for our mistakes. */
async function handOver({ raw, body }: Signed, { app, reply, logger }: Way): Promise<void> {
  reply.hijack();
  const response = reply.raw;
  const ack = new HTTPResponseAck({
    logger,
    processBeforeResponse: false,
    httpRequest: raw,
    httpRequestBody: body,
    httpResponse: response,
  });
  const retryNum = http.extractRetryNumFromHTTPRequest(raw);
  const retryReason = http.extractRetryReasonFromHTTPRequest(raw);
  try {
    await app.processEvent({
      body,
      ack: ack.bind(),
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
    });
    ack.ack();
    // Nobody here listens to it, which Bolt would say only after three seconds.
    if (!response.headersSent) http.buildNoBodyResponse(response, 404);
  } catch (error) {
    ack.ack();
    if (response.headersSent) return;
    const isStoreDown = error instanceof SlackEventNotStoredError;
    if (!isStoreDown) logger.error('what Slack sent could not be worked on', error);
    http.buildNoBodyResponse(response, isStoreDown ? 503 : 500);
  }
}
