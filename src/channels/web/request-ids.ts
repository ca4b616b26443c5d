import type { FastifyInstance } from 'fastify';
import { whileDoing } from '../../shared/doing.ts';
import { base32 } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';

const ID_LENGTH = 16;

/**
 * Every log line of a request holds its id, and so does the answer, as `x-request-id`: who reports a problem can name it.
 * An id that came with the request is not taken over, since it may be anything. The line at the end names the route, never
 * the address, which may hold a conversation's secret.
 */
export function addRequestIds(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', (_request, reply, done) => {
    const id = base32(ID_LENGTH);
    reply.header('x-request-id', id);
    whileDoing({ request: id }, done);
  });
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const { statusCode: status, elapsedTime } = reply;
    const milliseconds = Math.round(elapsedTime * 10) / 10;
    log.debug({ method, route: routeOptions.url, status, milliseconds }, 'request answered');
  });
}
