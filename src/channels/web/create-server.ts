import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { SECOND_MS } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { addDraining, type Draining } from './draining.ts';
import { addRequestIds } from './request-ids.ts';

/** Above any message we read; what is larger is refused before it is parsed. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** Twice what the chat's socket reads, so that a frame just too large still gets an answer that says so. */
const FRAME_LIMIT_BYTES = 128 * 1024;
/** A client that needs longer for its headers, its body, or to take what we send only holds a connection open. */
const SLOW_CLIENT = { headersMs: 10 * SECOND_MS, bodyMs: 30 * SECOND_MS, idleMs: 60 * SECOND_MS };
const LOOKED_AT_MOST_EVERY_MS = 5 * SECOND_MS;

/** The page of the OpenAPI description loads nothing from elsewhere. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

type Options = {
  /** Chat, console and, where connected, Slack: each registers its own routes. */
  plugins: FastifyPluginAsync[];
  rateLimitPerMinute: number;
  allowedOrigins: string[];
  /** How many proxies stand in front; each adds one address to X-Forwarded-For, and what is left of those is not believed. */
  trustedProxies: number;
  /** Served over TLS, by us or by a proxy in front. */
  secure: boolean;
  version: string;
  log: Log;
  draining: Draining;
  slowClient?: typeof SLOW_CLIENT;
};

/** The one HTTP server that all surfaces share: headers, limits and OpenAPI come first, then the surfaces. */
export async function createServer(options: Options): Promise<FastifyInstance> {
  const { headersMs, bodyMs, idleMs } = options.slowClient ?? SLOW_CLIENT;
  const app = Fastify({
    logger: false,
    trustProxy: (_address, hop) => hop < options.trustedProxies,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: bodyMs,
    connectionTimeout: idleMs,
    http: {
      headersTimeout: headersMs,
      connectionsCheckingInterval: Math.min(headersMs, LOOKED_AT_MOST_EVERY_MS),
    },
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addRequestIds(app, options.log);
  addDraining(app, options.draining);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...options.allowedOrigins],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
      },
    },
    // Frames are ruled by frame-ancestors above, which X-Frame-Options would override.
    frameguard: false,
    strictTransportSecurity: options.secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(rateLimit, { max: options.rateLimitPerMinute, timeWindow: '1 minute' });
  await app.register(websocket, { options: { maxPayload: FRAME_LIMIT_BYTES } });
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Askwell',
        version: options.version,
        description:
          'Patients ask, approved texts answer, staff take over. Every reply ends with the warning.',
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_POLICY });
  for (const plugin of options.plugins) await app.register(plugin);
  return app;
}
