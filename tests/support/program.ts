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
};

/** `askwell serve` on a free port; resolves once it listens, rejects with what it printed when it ends before. */
export async function serveAskwell(env: Record<string, string>): Promise<Serving> {
  const child = start(['serve'], { PORT: '0', LOG_LEVEL: 'error', ...env });
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', () => {
      if (/Console for staff: .*\n/.test(out())) ready();
    });
    child.once('close', (code) => failed(new Error(`ended with ${code}: ${out()}${err()}`)));
  });
  const url = /Chat for patients: +(\S+?)\/?\n/.exec(out())?.[1] ?? '';
  return { url, setupLink: /once: (\S+)/.exec(out())?.[1], child, ended };
}

function start(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: aFolder(),
    env: { PATH: process.env.PATH, ...env },
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
