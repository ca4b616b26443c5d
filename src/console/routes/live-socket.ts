import '@fastify/swagger';
import '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { StaffMember } from '../../domain/staff.ts';
import { SECOND_MS } from '../../shared/clock.ts';
import type { Store, StoreEvent } from '../../store/store.ts';
import type { Sessions } from '../sessions.ts';
import type { LiveHint } from '../wire.ts';
import type { AnswerPresence } from './answers/answer-presence-routes.ts';
import type { DeskPresence } from './desk/presence-routes.ts';

/** Many changes in a moment are told as one: a busy hour must not make every open page read all the time. */
const GATHER_MS = 200;
const PING_MS = 30 * SECOND_MS;
const SIGNED_OUT = 4401;

type Deps = {
  store: Store;
  presence: DeskPresence;
  answerPresence: AnswerPresence;
  sessions: Sessions;
  isOurs(request: FastifyRequest): boolean;
};

/**
 * `/console/live`: tells open pages what to read again, by kind and id, never a word of it. Whoever is signed out or
 * disabled is cut off at once.
 */
export function registerLiveSocket(
  app: FastifyInstance,
  { store, presence, answerPresence, sessions, isOurs }: Deps,
): void {
  const open = new Map<WebSocket, StaffMember>();
  const gathered = new Map<string, LiveHint>();
  let timer: NodeJS.Timeout | undefined;

  const tellAll = () => {
    timer = undefined;
    const hints = [...gathered.values()];
    gathered.clear();
    for (const [socket, staff] of open) {
      const theirs = hints.filter((hint) => maySee(staff, hint));
      if (theirs.length > 0) socket.send(JSON.stringify(theirs));
    }
  };
  const cutOff = async (id: string) => {
    const current = await store.staff.find(id as StaffMember['id']);
    for (const [socket, staff] of open) {
      const over = !current || current.disabled || current.sessionEpoch !== staff.sessionEpoch;
      if (staff.id === id && over) socket.close(SIGNED_OUT, 'signed out');
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
        const staff = isOurs(request) ? await sessions.staffOf(request) : undefined;
        if (!staff) return reply.code(401).send({ code: 'signed_out', problem: 'Sign in first.' });
        request.consoleStaff = staff;
      },
    },
    (socket, request) => {
      const staff = request.consoleStaff;
      if (!staff) return socket.close(SIGNED_OUT, 'signed out');
      open.set(socket, staff);
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
