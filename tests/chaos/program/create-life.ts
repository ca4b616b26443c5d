import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { bundleScript } from '../../unit/store/processes/bundle-script.ts';

const ROOT = new URL('../../../', import.meta.url);

const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), setupLink: z.string().optional() }),
  z.object({ kind: z.literal('waiting'), waiting: z.number() }),
]);

/** One program after another on one data folder and one port. */
export type Life = {
  url: string;
  /** Makes the first admin, once. */
  setupLink: string;
  /** Kills the process where it stands, and starts the next. Resolves when that one listens. */
  killAndStart(): Promise<void>;
  /** Resolves when a process listens. */
  up(): Promise<void>;
  /** Resolves when nothing waits in any outbox; rejects after this time. */
  delivered(withinMs: number): Promise<void>;
  /** Asks the process to stop; gives its exit code. */
  stop(): Promise<number | null>;
  /** However the run ended, nothing goes on. */
  end(): Promise<void>;
};

type Options = { env: Record<string, string>; speed: number; logFile: string };

export async function createLife({ env, speed, logFile }: Options): Promise<Life> {
  const script = await bundleScript(new URL('./serve-fast.ts', import.meta.url));
  const port = await freePort();
  const start = async () => {
    const child = spawn(process.execPath, [script.path, ROOT.href, String(speed), logFile], {
      env: { PATH: process.env.PATH, PORT: String(port), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ready = await told(child, 'ready');
    return { child, setupLink: ready.setupLink ?? '' };
  };
  let { child, setupLink } = await start();
  let starting: Promise<unknown> = Promise.resolve();
  const ask = async () => {
    const answer = told(child, 'waiting');
    child.send('how many wait?');
    return (await answer).waiting;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    setupLink,
    async killAndStart() {
      const dead = once(child, 'exit');
      child.kill('SIGKILL');
      starting = dead.then(start).then((next) => {
        child = next.child;
      });
      await starting;
    },
    async up() {
      await starting;
    },
    async delivered(withinMs) {
      const until = performance.now() + withinMs;
      for (let waiting = await ask(); waiting > 0; waiting = await ask()) {
        if (performance.now() > until) throw new Error(`${waiting} outboxes are not empty`);
        await delay(100);
      }
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return (await ended)[0];
    },
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await script.remove();
    },
  };
}

async function told<Kind extends 'ready' | 'waiting'>(child: ChildProcess, kind: Kind) {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the program ended with ${code}`);
  });
  ended.catch(() => undefined);
  for (;;) {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    const read = Told.parse(message);
    if (read.kind === kind) return read as Extract<typeof read, { kind: Kind }>;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
