import '@fastify/rate-limit';
import '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import type { StaffMember } from '../../domain/staff.ts';
import type { Log } from '../../shared/log.ts';
import { lacksOne, type WhoMust } from '../second-factor/who-must.ts';
import type { Sessions, Visit } from '../sessions.ts';
import type { Problem } from '../wire.ts';
import { type ConsoleRoute, Refusal, type SessionHandle } from './route.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const GUARDED_PER_MINUTE = 20;

type Deps = {
  sessions: Sessions;
  whoMust: WhoMust;
  isOurs(request: FastifyRequest): boolean;
  log: Log;
};

/** Puts each route of the table under `/console/api`. Every one that changes something needs the CSRF token. */
export function registerRoutes(
  app: FastifyInstance,
  routes: readonly ConsoleRoute[],
  { sessions, whoMust, isOurs, log }: Deps,
): void {
  /** Who was kept out of what, for whoever looks into an attack: ids and codes alone. */
  const noteWhen = (refusal: Refusal, request: FastifyRequest, staff?: StaffMember) => {
    if (![401, 403, 429].includes(refusal.status)) return;
    const { method, routeOptions, ip } = request;
    const who = staff ? { staff: staff.id } : {};
    const fields = { code: refusal.code, method, route: routeOptions.url, ip, ...who };
    // A page that was open over night says so many times.
    if (refusal.code === 'signed_out') log.info(fields, 'refused');
    else log.warn(fields, 'refused');
  };
  const checkOrigin = async (request: FastifyRequest, reply: FastifyReply) => {
    if (isOurs(request)) return undefined;
    noteWhen(OUTSIDE, request);
    return tell(reply, OUTSIDE);
  };
  const isKeptOut = (staff: StaffMember | undefined, route: ConsoleRoute) =>
    staff !== undefined && !route.isOpenWithoutSecondFactor && lacksOne(staff, whoMust);
  for (const route of routes) {
    app.route({
      method: route.method,
      url: `/console/api${route.url}`,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: { hide: true },
      ...(route.guarded && {
        config: { rateLimit: { max: GUARDED_PER_MINUTE, timeWindow: '1 minute' } },
      }),
      ...(route.method === 'POST' && { preHandler: [checkOrigin, app.csrfProtection] }),
      async handler(request, reply) {
        const { params, query, body } = request;
        const visit = await visitOf(request, { route, sessions });
        const staff = staffOf(visit);
        const session = sessionHandle(request, reply, { sessions, visit });
        const result = isKeptOut(staff, route)
          ? SECOND_FACTOR_FIRST
          : await route.run({ params, query, body: body ?? {} }, staff, session);
        reply.header('cache-control', 'no-store');
        if (result instanceof Refusal) {
          noteWhen(result, request, staff);
          return tell(reply, result);
        }
        return reply.send(result ?? { done: true });
      },
    });
  }
  app.setErrorHandler((err: unknown, request, reply) => {
    const refusal = refusalOf(err);
    noteWhen(refusal, request);
    if (refusal.status >= 500)
      log.error({ err, route: request.routeOptions.url }, 'console failed');
    return tell(reply, refusal);
  });
  app.all('/console/api/*', { schema: { hide: true } }, (_request, reply) =>
    tell(reply, new Refusal(404, 'no_such_page', 'There is nothing at this address.')),
  );
}

/** Whatever a person does keeps their session alive; what a page does by itself does not. */
async function visitOf(
  request: FastifyRequest,
  { route, sessions }: { route: ConsoleRoute; sessions: Sessions },
): Promise<Visit> {
  const visit = await sessions.visitOf(request);
  const isByPerson = route.method === 'POST' && !route.isAutomatic;
  return visit.kind === 'signed_in' && isByPerson ? sessions.noteActivity(visit) : visit;
}

function staffOf(visit: Visit): StaffMember | undefined {
  return visit.kind === 'signed_in' ? visit.staff : undefined;
}

const SECOND_FACTOR_FIRST = new Refusal(
  403,
  'second_factor_first',
  'Set up a second factor first: your clinic asks for one. Reload the page, and it leads you there.',
);

const OUTSIDE = new Refusal(
  403,
  'csrf',
  'This did not come from a page of the console. Set PUBLIC_URL when a proxy changes the host.',
);

function tell(reply: FastifyReply, { status, code, problem }: Refusal): FastifyReply {
  return reply.code(status).send({ code, problem } satisfies Problem);
}

function sessionHandle(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, visit: found }: { sessions: Sessions; visit: Visit },
): SessionHandle {
  let visit = found;
  return {
    id: () => (visit.kind === 'signed_in' ? visit.session.id : ''),
    ends: () => (visit.kind === 'signed_in' ? visit.ends : null),
    signedOutBecause: () => (visit.kind === 'signed_out' ? visit.because : null),
    async start(staff) {
      visit = await sessions.start(request, staff);
    },
    end: () => sessions.end(request),
    csrfToken: () => reply.generateCsrf(),
  };
}

function refusalOf(err: unknown): Refusal {
  if (err instanceof ZodError) return new Refusal(400, 'invalid', problemOf(err));
  const { statusCode = 500, code = '' } = err as { statusCode?: number; code?: string };
  if (code.startsWith('FST_CSRF')) {
    return new Refusal(403, 'csrf', 'This page is out of date. Reload it and try again.');
  }
  if (statusCode === 413) {
    return new Refusal(413, 'too_large', 'That is too long. Send 64 kB or less.');
  }
  if (statusCode === 429) {
    return new Refusal(429, 'too_many', 'Too many tries. Wait a minute, then try again.');
  }
  if (statusCode >= 400 && statusCode < 500) {
    return new Refusal(statusCode, 'invalid', 'The request could not be read.');
  }
  return new Refusal(
    500,
    'failed',
    'That did not work, and nothing was changed. Try again, and tell an admin if it goes on.',
  );
}

/** Names the field and what is wrong with it, without what was typed. */
function problemOf({ issues }: ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => {
      const field = path.slice(1).join('.');
      return field ? `${field}: ${message}` : message;
    })
    .join('. ');
}
