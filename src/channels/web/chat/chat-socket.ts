import '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { conversationIdOf } from '../../../domain/ids.ts';
import { SECOND_MS } from '../../../shared/clock.ts';
import { noSuchAnswer, tooMany } from '../problems.ts';
import type { WebDeps } from '../web-deps.ts';
import type { Arrivals } from './arrivals.ts';
import { ClientFrame, newSecret, type Press, type ServerFrame } from './chat-schemas.ts';
import type { Limiter } from './limiter.ts';
import { takeMessage } from './take-message.ts';
import { type TakenPress, takePress } from './take-press.ts';
import { eventsAfter } from './view/patient-view.ts';

type Parts = { deps: WebDeps; limiter: Limiter; arrivals: Arrivals };
type Hello = Extract<ClientFrame, { type: 'hello' }>;
type Said = Exclude<ClientFrame, Hello>;

const MOST_FRAME_BYTES = 64 * 1024;
const PING_EVERY_MS = 30 * SECOND_MS;
const TOO_BIG = 1009;

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
  let session: Session | undefined;
  const send = (frame: ServerFrame) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  const problem = (code: string, text: string) => send({ type: 'error', code, problem: text });
  const take = async (frame: ClientFrame) => {
    if (frame.type === 'hello') {
      session?.end();
      session = begin(frame, { deps, arrivals, send });
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
  socket.on('message', (raw) => {
    const read = readFrame(raw);
    if (!read.ok) {
      problem(read.code, read.problem);
      if (read.code === 'too_large') socket.close(TOO_BIG, 'frame too large');
      return;
    }
    take(read.frame).catch((err: unknown) => {
      deps.log.error({ err }, 'frame of the chat socket failed');
      problem('failed', 'Something went wrong on our side. Please try again.');
    });
  });
  socket.on('close', () => session?.end());
}

type Session = { secret: string; take(frame: Said): Promise<void>; end(): void };

/** Names what a problem is about, so that the sender knows what to send again. */
function aboutFrame(frame: Said): { messageId: string } | { press: Press } {
  if (frame.type === 'message') return { messageId: frame.messageId };
  return { press: { seq: frame.seq, pressed: frame.pressed } };
}

/** Answers hello, then pushes what is new whenever the conversation changes, and while staff write. */
function begin(
  { conversation: secret = newSecret(), after }: Hello,
  { deps, arrivals, send }: Omit<Parts, 'limiter'> & { send: (frame: ServerFrame) => void },
): Session {
  const id = conversationIdOf(secret);
  let cursor = after;
  let told: string | undefined; // the first push goes out even when it is empty
  let running = 0;
  let pushed = Promise.resolve();
  const pushOnce = async () => {
    const events = eventsAfter(await deps.store.conversations.find(id), cursor, deps);
    const { messages, presence, pressed } = events;
    const state = JSON.stringify([presence?.owner, pressed, presence?.writing !== undefined]);
    if (messages.length === 0 && state === told && !presence?.writing) return;
    cursor = events.cursor;
    told = state;
    send({ type: 'messages', ...events });
  };
  // One after another, so that nothing is sent twice and the order holds.
  const push = () => {
    pushed = pushed.then(pushOnce).catch((err: unknown) => {
      deps.log.error({ err, conversation: id }, 'what is new could not be read');
    });
    return pushed;
  };
  const type = (change: 1 | -1) => {
    running += change;
    send({ type: 'typing', on: running > 0 });
  };
  const whileTyping = async (work: () => Promise<void>) => {
    type(1);
    await work().finally(() => type(-1));
  };
  const hear = ({ messageId, replaces, text }: Extract<Said, { type: 'message' }>) =>
    whileTyping(async () => {
      const { stored, body } = await takeMessage({ secret, messageId, replaces, text }, deps);
      await push();
      send({ type: 'reply', stored, ...body });
    });
  const takeOne = async (press: Press) => {
    const taken = await takePress({ secret, ...press }, deps);
    await push();
    send(frameOf(press, taken, deps));
  };
  // A call for a person is a turn; a yes or a no is none, and nothing is being read.
  const press = ({ seq, pressed }: Press) =>
    pressed === 'person' ? whileTyping(() => takeOne({ seq, pressed })) : takeOne({ seq, pressed });
  send({ type: 'welcome', conversation: secret });
  const end = arrivals.listen(id, () => void push());
  void push();
  return {
    secret,
    end,
    take: (frame) => (frame.type === 'message' ? hear(frame) : press(frame)),
  };
}

function frameOf(press: Press, taken: TakenPress, { blocks }: WebDeps): ServerFrame {
  switch (taken.kind) {
    case 'kept':
      return { type: 'pressed', stored: true, ...press, cursor: taken.cursor };
    case 'not_kept':
      return { type: 'pressed', stored: false, ...press, text: taken.text };
    case 'no_such_answer': {
      const { code, problem } = noSuchAnswer(blocks);
      return { type: 'error', code, problem, press };
    }
  }
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
