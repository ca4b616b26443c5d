#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runProgram } from './app/commands/run-program.ts';

if (existsSync('.env')) process.loadEnvFile('.env');

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop.abort(signal));
}

process.exitCode = await runProgram({
  argv: process.argv.slice(2),
  env: process.env,
  root: new URL('../', import.meta.url),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
});
