import { AsyncResource } from 'node:async_hooks';
import '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { SECOND_MS } from '../../../shared/clock.ts';
import { tooMany } from '../problems.ts';
import type { WebDeps } from '../web-deps.ts';
import type { Arrivals } from './arrivals.ts';
import { ClientFrame, type Press } from './chat-schemas.ts';
import type { Limiter } from './limiter.ts';
import { sendToReader } from './socket/send-to-reader.ts';
import { beginSession, type SaidFrame, type SocketSession } from './socket/socket-session.ts';

type Parts = { deps: WebDeps; limiter: Limiter; arrivals: Arrivals };

const MOST_FRAME_BYTES = 64 * 1024;
const PING_EVERY_MS = 30 * SECOND_MS;
const TOO_BIG = 1009;
const NOT_OUR_WORDS = 1008;
/** The page finds the line again by itself, on another node or on this one once it is back. */
const COME_BACK = 1012;
/** What speaks no frame of ours so often is no chat. */
const MOST_INVALID_FRAMES = 20;

/** The chat over a WebSocket: what comes is pushed, and a broken line goes on from the cursor. */
export function addChatSocket(app: FastifyInstance, parts: Parts): void {
  const heartbeat = createHeartbeat();
  app.addHook('onClose', async () => heartbeat.stop());
  const preValidation = async (request: FastifyRequest, reply: FastifyReply) => {
    if (isWelcome(request, parts.deps.allowedOrigins ?? [])) return;
    await reply.code(403).send({ code: 'origin', problem: 'This page may not open the chat.' });
  };
  app.get('/api/chat/ws', { websocket: true, preValidation }, (socket, request) => {
    heartbeat.watch(socket);
    serve(socket, request, parts);
  });
}

/** A page of this very host, one that was allowed by name, or a program that is no browser. */
function isWelcome({ headers, host }: FastifyRequest, allowed: string[]): boolean {
  const { origin } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function serve(socket: WebSocket, request: FastifyRequest, { deps, limiter, arrivals }: Parts) {
  let session: SocketSession | undefined;
  let invalid = 0;
  const send = sendToReader(socket);
  const problem = (code: string, text: string) => send({ type: 'error', code, problem: text });
  const take = async (frame: ClientFrame) => {
    if (frame.type === 'hello') {
      // A line needs one. Each further one reads a conversation, so it counts as a message.
      const seconds = session && (await limiter(request, session.secret));
      if (seconds) return problem('too_many', tooMany(deps.blocks, seconds).problem);
      session?.end();
      session = beginSession(frame, { deps, arrivals, send });
      return;
    }
    if (!session) return problem('no_hello', 'Say hello first: {"type":"hello"}.');
    const seconds = await limiter(request, session.secret);
    if (seconds) {
      const { code, problem: text } = tooMany(deps.blocks, seconds);
      const about = aboutFrame(frame);
      return send({ type: 'error', code, problem: text, ...about, retryAfterSeconds: seconds });
    }
    await session.take(frame);
  };
  const line = createLine(socket, deps.draining);
  // Bound: what a frame logs names the request that opened the socket.
  const hear = AsyncResource.bind((raw: RawData) => {
    const read = readFrame(raw);
    if (!read.ok) {
      problem(read.code, read.problem);
      invalid += 1;
      if (read.code === 'too_large') socket.close(TOO_BIG, 'frame too large');
      else if (invalid >= MOST_INVALID_FRAMES) socket.close(NOT_OUR_WORDS, 'no frames of ours');
      return;
    }
    const ended = line.begin();
    take(read.frame)
      .catch((err: unknown) => {
        deps.log.error({ err }, 'frame of the chat socket failed');
        problem('failed', 'Something went wrong on our side. Please try again.');
      })
      .finally(ended);
  });
  socket.on('message', hear);
  socket.on('close', () => session?.end());
}

/** Closes the socket when the server goes, once each frame that came is answered. */
function createLine(socket: WebSocket, draining: WebDeps['draining']) {
  let running = 0;
  let leaving = false;
  const closeWhenIdle = () => {
    if (leaving && running === 0) socket.close(COME_BACK, 'come back');
  };
  const stop = draining?.onLeave(() => {
    leaving = true;
    closeWhenIdle();
  });
  socket.on('close', () => stop?.());
  return {
    begin() {
      running += 1;
      const leave = draining?.enter();
      return () => {
        running -= 1;
        closeWhenIdle();
        leave?.();
      };
    },
  };
}

/** Names what a problem is about, so that the sender knows what to send again. */
function aboutFrame(frame: SaidFrame): { messageId: string } | { press: Press } {
  if (frame.type === 'message') return { messageId: frame.messageId };
  return { press: { seq: frame.seq, pressed: frame.pressed } };
}

type Read = { ok: true; frame: ClientFrame } | { ok: false; code: string; problem: string };

function readFrame(raw: RawData): Read {
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.concat([raw].flat().map(toBuffer));
  if (bytes.length > MOST_FRAME_BYTES) {
    return { ok: false, code: 'too_large', problem: 'A frame may hold 64 kB. Send shorter parts.' };
  }
  try {
    const parsed = ClientFrame.safeParse(JSON.parse(bytes.toString('utf8')));
    if (parsed.success) return { ok: true, frame: parsed.data };
    return { ok: false, code: 'invalid_frame', problem: z.prettifyError(parsed.error) };
  } catch {
    return { ok: false, code: 'invalid_frame', problem: 'The frame is not valid JSON.' };
  }
}

function toBuffer(bytes: Buffer | ArrayBuffer): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
}

/** Ends connections whose other side is gone without having said so. */
function createHeartbeat() {
  const answered = new Map<WebSocket, boolean>();
  const timer = setInterval(() => {
    for (const [socket, alive] of answered) {
      if (!alive) {
        socket.terminate();
        continue;
      }
      answered.set(socket, false);
      socket.ping();
    }
  }, PING_EVERY_MS);
  timer.unref();
  return {
    watch(socket: WebSocket) {
      answered.set(socket, true);
      socket.on('pong', () => answered.set(socket, true));
      socket.on('close', () => answered.delete(socket));
    },
    stop: () => clearInterval(timer),
  };
}
