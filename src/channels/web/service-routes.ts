import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { WebDeps } from './web-deps.ts';

const Readiness = z.object({
  ok: z.boolean(),
  checks: z.record(z.string(), z.string()).describe('Each check with `ok`, or what is wrong'),
});

/** What a load balancer and a monitoring system ask. Nothing in it is a patient's. */
export function addServiceRoutes(
  plain: FastifyInstance,
  { ready, metrics }: Pick<WebDeps, 'ready' | 'metrics'>,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get('/healthz', {
    schema: {
      tags: ['service'],
      summary: 'The process is alive',
      response: { 200: z.object({ ok: z.literal(true) }) },
    },
    handler: async () => ({ ok: true as const }),
  });
  app.get('/readyz', {
    schema: {
      tags: ['service'],
      summary: 'Patients can be answered: store writable, model loaded, bank valid',
      response: { 200: Readiness, 503: Readiness.describe('The checks say what is wrong') },
    },
    handler: async (_request, reply) => {
      const readiness = await ready();
      return reply.code(readiness.ok ? 200 : 503).send(readiness);
    },
  });
  app.get('/metrics', {
    schema: {
      tags: ['service'],
      summary: 'Figures in Prometheus text format',
      response: { 200: z.string() },
      produces: ['text/plain'],
    },
    handler: async (_request, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics()),
  });
}
