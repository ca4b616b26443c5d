import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

/** What became of one message. `ms`: from the moment when it was meant to be sent until its reply was read. */
export type Answered = {
  ms: number;
  stored: boolean;
  kind: 'answered' | 'busy' | 'danger' | 'refused';
};

type Patient = {
  /** Waits for a reply. */
  busy: boolean;
  ask(text: string, meantAtMs?: number): Promise<Answered>;
};

export type Patients = { all: Patient[]; free(): Patient | undefined; close(): Promise<void> };

const AT_ONCE = 50;

/** Opens so many conversations by WebSocket, spread over these servers, and says hello in each. */
export async function openPatients(urls: readonly string[], count: number): Promise<Patients> {
  const all: Patient[] = [];
  const sockets: WebSocket[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) =>
      openOne(urls[(from + n) % urls.length] ?? ''),
    );
    for (const { patient, socket } of await Promise.all(some)) {
      all.push(patient);
      sockets.push(socket);
    }
  }
  let next = 0;
  return {
    all,
    free() {
      for (let tried = 0; tried < all.length; tried += 1) {
        next = (next + 1) % all.length;
        const patient = all[next];
        if (patient && !patient.busy) return patient;
      }
      return undefined;
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await Promise.all(sockets.map(closed));
    },
  };
}

async function openOne(url: string): Promise<{ patient: Patient; socket: WebSocket }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/chat/ws`, {
    perMessageDeflate: false,
  });
  const waiting = new Map<string, (frame: Frame) => void>();
  const ready = new Promise<void>((resolve, reject) => {
    socket.on('message', (raw) => {
      const frame: Frame = JSON.parse(String(raw));
      if (frame.type === 'messages') resolve();
      const id = frame.id ?? frame.messageId;
      if (id !== undefined) waiting.get(id)?.(frame);
    });
    socket.once('error', reject);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ type: 'hello' }));
  await ready;
  const patient: Patient = {
    busy: false,
    async ask(text, meantAtMs = performance.now()) {
      patient.busy = true;
      const messageId = randomUUID();
      const replied = new Promise<Frame>((resolve) => waiting.set(messageId, resolve));
      socket.send(JSON.stringify({ type: 'message', messageId, text }));
      const frame = await replied;
      waiting.delete(messageId);
      patient.busy = false;
      return { ms: performance.now() - meantAtMs, ...outcomeOf(frame) };
    },
  };
  return { patient, socket };
}

type Frame = {
  type: string;
  id?: string;
  messageId?: string;
  stored?: boolean;
  reply?: { kind: string; blocks?: string[] };
};

function outcomeOf({ type, stored = false, reply }: Frame): Omit<Answered, 'ms'> {
  if (type === 'error') return { stored, kind: 'refused' };
  const blocks = reply?.blocks ?? [];
  if (blocks.includes('R-BUSY')) return { stored, kind: 'busy' };
  return { stored, kind: blocks.includes('R-911') ? 'danger' : 'answered' };
}

function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve();
  return new Promise((done) => socket.once('close', () => done()));
}
