import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = new URL('../../', import.meta.url).pathname;

export type Running = {
  url: string;
  pid: number;
  /** From the start of the process until it said where it listens. */
  readyMs: number;
  /** Resident memory now, in MiB. */
  memoryMiB(): number;
  stop(): Promise<void>;
};

export function startPeer(kind: 'bare' | 'botkit'): Promise<Running> {
  const args = ['--import', 'tsx', join(ROOT, 'tests/bench/peers.ts'), kind];
  return start(args, {}, () => {});
}

/** Botkit behind a WebSocket that speaks the chat's frames. */
export function startSocketEcho(): Promise<Running> {
  return start(['--import', 'tsx', join(ROOT, 'tests/bench/load/echo-peer.ts')], {}, () => {});
}

/** Bolt alone, with these settings of Slack. */
export function startBoltEcho(settings: Record<string, string>): Promise<Running> {
  return start(['--import', 'tsx', join(ROOT, 'tests/bench/bolt-peer.ts')], settings, () => {});
}

/** The built program with the durable store in a folder of its own. */
export function startAskwell(
  folder?: string,
  settings: Record<string, string> = {},
): Promise<Running> {
  const own = folder ?? mkdtempSync(join(tmpdir(), 'askwell-bench-'));
  const env = {
    PORT: '0',
    DATA_DIR: own,
    LOG_LEVEL: 'error',
    RATE_LIMIT: '100000000',
    RATE_LIMIT_CONVERSATION: '100000000',
    ...settings,
  };
  return start([join(ROOT, 'dist/main.js'), 'serve'], env, () => {
    if (folder === undefined) rmSync(own, { recursive: true, force: true });
  });
}

async function start(
  args: string[],
  env: Record<string, string>,
  cleanUp: () => void,
): Promise<Running> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstUrl(child);
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedAt,
    memoryMiB: () => memoryMiB(child),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      cleanUp();
    },
  };
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    child.once('exit', (code) =>
      failed(new Error(`a server ended with ${code} before it listened`)),
    );
    if (!child.stdout) throw new Error('the server has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
      if (url) found(url);
    });
  });
}

function memoryMiB(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
