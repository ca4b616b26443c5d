import '@fastify/swagger';
import '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { StaffMember } from '../../domain/staff.ts';
import { SECOND_MS } from '../../shared/clock.ts';
import type { Store, StoreEvent } from '../../store/store.ts';
import { lacksOne, type WhoMust } from '../second-factor/who-must.ts';
import type { Sessions } from '../sessions.ts';
import type { LiveHint } from '../wire.ts';
import type { AnswerPresence } from './answers/answer-presence-routes.ts';
import type { DeskPresence } from './desk/presence-routes.ts';

/** Many changes in a moment are told as one: a busy hour must not make every open page read all the time. */
const GATHER_MS = 200;
const PING_MS = 30 * SECOND_MS;
const SIGNED_OUT = 4401;

/** Who has a page open, in which of their sessions. */
export type Listener = { staff: StaffMember; sessionId: string };

type Deps = {
  store: Store;
  presence: DeskPresence;
  answerPresence: AnswerPresence;
  sessions: Sessions;
  whoMust: WhoMust;
  isOurs(request: FastifyRequest): boolean;
};

/**
 * `/console/live`: tells open pages what to read again, by kind and id, never a word of it. Whoever is signed out or
 * disabled is cut off at once, whoever did nothing for long within half a minute: an open page keeps no session alive.
 */
export function registerLiveSocket(
  app: FastifyInstance,
  { store, presence, answerPresence, sessions, whoMust, isOurs }: Deps,
): void {
  const open = new Map<WebSocket, Listener>();
  const gathered = new Map<string, LiveHint>();
  let timer: NodeJS.Timeout | undefined;

  const tellAll = () => {
    timer = undefined;
    const hints = [...gathered.values()];
    gathered.clear();
    for (const [socket, { staff }] of open) {
      const theirs = hints.filter((hint) => maySee(staff, hint));
      if (theirs.length > 0) socket.send(JSON.stringify(theirs));
    }
  };
  /** Those of this person, or of anybody, whose session is over: ended, or nobody did anything for long. */
  const cutOff = async (only?: string) => {
    for (const [socket, { staff, sessionId }] of open) {
      if (only !== undefined && staff.id !== only) continue;
      const current = await store.staff.find(staff.id);
      if (current && sessions.isOpen(current, sessionId)) continue;
      socket.close(SIGNED_OUT, 'signed out');
    }
  };
  const tell = (hint: LiveHint) => {
    if (open.size === 0) return;
    gathered.set(`${hint.kind} ${hint.id}`, hint);
    timer ??= setTimeout(tellAll, GATHER_MS);
  };
  const watches = [
    store.watch((event: StoreEvent) => {
      if (event.kind === 'staff') cutOff(event.id).catch(() => {}); // the next request is refused all the same
      tell({ kind: event.kind, id: event.kind === 'document' ? event.name : event.id });
    }),
    ...[presence.writing, presence.looking].map((signs) =>
      signs.watch((number) => tell({ kind: 'presence', id: String(number) })),
    ),
    ...[answerPresence.writing, answerPresence.looking].map((signs) =>
      signs.watch((place) => tell({ kind: 'presence', id: place })),
    ),
  ];
  const pings = setInterval(() => {
    for (const socket of open.keys()) socket.ping();
    cutOff().catch(() => {}); // the next request is refused all the same
  }, PING_MS);
  pings.unref();
  app.addHook('onClose', async () => {
    for (const stop of watches) stop();
    clearInterval(pings);
    clearTimeout(timer);
  });

  app.get(
    '/console/live',
    {
      websocket: true,
      schema: { hide: true },
      async preValidation(request, reply) {
        const visit = isOurs(request) ? await sessions.visitOf(request) : undefined;
        if (visit?.kind !== 'signed_in' || lacksOne(visit.staff, whoMust)) {
          return reply.code(401).send({ code: 'signed_out', problem: 'Sign in first.' });
        }
        request.consoleListener = { staff: visit.staff, sessionId: visit.session.id };
      },
    },
    (socket, request) => {
      const listener = request.consoleListener;
      if (!listener) return socket.close(SIGNED_OUT, 'signed out');
      open.set(socket, listener);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.terminate());
    },
  );
}

function maySee({ role }: StaffMember, { kind }: LiveHint): boolean {
  switch (kind) {
    case 'conversation':
    case 'presence':
      return true;
    case 'answer':
      return role !== 'responder';
    case 'document':
      return role !== 'responder';
    case 'staff':
      return role === 'admin';
  }
}
