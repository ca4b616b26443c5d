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

/** Above any message we read; what is larger is refused before it is parsed. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** Twice what the chat's socket reads, so that a frame just too large still gets an answer that says so. */
const FRAME_LIMIT_BYTES = 128 * 1024;
const SLOW_CLIENT_MS = 30 * SECOND_MS;

type Options = {
  /** Chat, console and, where connected, Slack: each registers its own routes. */
  plugins: FastifyPluginAsync[];
  rateLimitPerMinute: number;
  allowedOrigins: string[];
  trustProxy: boolean;
  /** Served over TLS, by us or by a proxy in front. */
  secure: boolean;
  version: string;
};

/** The one HTTP server that all surfaces share: headers, limits and OpenAPI come first, then the surfaces. */
export async function createServer(options: Options): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: SLOW_CLIENT_MS,
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
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
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  for (const plugin of options.plugins) await app.register(plugin);
  return app;
}
