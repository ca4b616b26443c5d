import type { FastifyInstance, FastifyRequest } from 'fastify';
import '@fastify/rate-limit';
import { MINUTE_MS } from '../../../shared/clock.ts';

/** How many messages are taken in a minute. */
export type ChatLimits = { perConversation: number; perAddress: number };

/** Far above what a person types, so that nobody in distress meets them; low enough to blunt a flood. */
export const DEFAULT_LIMITS: ChatLimits = { perConversation: 30, perAddress: 300 };

/** Counts one message. Gives the seconds to wait when it is one too many, else `undefined`. */
export type Limiter = (request: FastifyRequest, secret: string) => Promise<number | undefined>;

/** One count for HTTP and WebSocket together. Needs `@fastify/rate-limit` on the server. */
export function createLimiter(app: FastifyInstance, limits: ChatLimits): Limiter {
  const secrets = new WeakMap<FastifyRequest, string>();
  const ofAddress = app.createRateLimit({ max: limits.perAddress, timeWindow: MINUTE_MS });
  const ofConversation = app.createRateLimit({
    max: limits.perConversation,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => secrets.get(request) ?? request.ip,
  });
  return async (request, secret) => {
    secrets.set(request, secret);
    for (const count of [ofConversation, ofAddress]) {
      const result = await count(request);
      if (!result.isAllowed && result.isExceeded) return Math.max(1, result.ttlInSeconds);
    }
    return undefined;
  };
}
