import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ContractReply } from '../../src/conversation/reply/contract-reply.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const MAIN = join(ROOT, 'dist/main.js');

export function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'askwell-test-'));
}

export type Finished = { code: number | null; out: string; err: string };

/** The built program as a process of its own, until it ends. */
export async function runAskwell(
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Finished> {
  const child = start(args, env);
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  child.stdin?.end(input);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out: out(), err: err() };
}

export type Serving = {
  url: string;
  setupLink: string | undefined;
  child: ChildProcess;
  ended: Promise<number | null>;
  /** All that it has logged and printed so far. */
  log(): string;
};

/**
 * `script`: one of a test's own that runs inside the program, before it, and stands in for a disk or a clock. `main`:
 * that of a copy of the program.
 */
type Inside = { script?: string; ipc?: boolean; main?: string };

/** A program that was started, and may be killed before it listens. `ready` rejects with what it printed when it ends before. */
export type Started = Pick<Serving, 'child' | 'ended' | 'log'> & { ready: Promise<Serving> };

export function startServing(env: Record<string, string>, inside?: Inside): Started {
  const child = start(['serve'], { PORT: '0', LOG_LEVEL: 'error', ...env }, inside);
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const log = () => out() + err();
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const listening = new Promise<void>((ready, failed) => {
    child.stdout?.on('data', () => {
      if (/Console for staff: .*\n/.test(out())) ready();
    });
    child.once('close', (code) => failed(new Error(`ended with ${code}: ${log()}`)));
  });
  const ready = listening.then(() => {
    const url = /Chat for patients: +(\S+?)\/?\n/.exec(out())?.[1] ?? '';
    return { url, setupLink: /once: (\S+)/.exec(out())?.[1], child, ended, log };
  });
  ready.catch(() => undefined);
  return { child, ended, log, ready };
}

/** `askwell serve` on a free port; resolves once it listens, rejects with what it printed when it ends before. */
export function serveAskwell(env: Record<string, string>, inside?: Inside): Promise<Serving> {
  return startServing(env, inside).ready;
}

function start(args: string[], env: Record<string, string>, inside?: Inside): ChildProcess {
  const before = inside?.script === undefined ? [] : ['--import', inside.script];
  return spawn(process.execPath, [...before, inside?.main ?? MAIN, ...args], {
    cwd: aFolder(),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(inside?.ipc ? (['ipc'] as const) : [])],
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

const Posted = ContractReply.extend({ conversation: z.string() });

export async function postMessage(url: string, body: Record<string, unknown>) {
  const response = await fetch(`${url}/api/chat/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: Posted.parse(await response.json()) };
}
