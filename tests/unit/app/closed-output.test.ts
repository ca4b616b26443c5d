import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../../src/app/commands/run-program.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { anEntry } from '../../contract/examples.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const root = new URL('../../../', import.meta.url);

async function aTrail(entries: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-closed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = await openLowdbStore({ folder, now: () => NOW, log: silentLog });
  const all = Array.from({ length: entries }, (_, index) => anEntry(`e${index}`, { at: NOW }));
  await store.audit.append(all);
  await store.close();
  return folder;
}

/** A pipe that is closed behind so many pieces, as `head` does it. */
function aPipe(pieces: number) {
  let written = 0;
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      written += 1;
      done(written > pieces ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : null);
    },
  });
  return { stream: stream as NodeJS.WriteStream, written: () => written };
}

function run(argv: string[], env: Record<string, string>, stdout: NodeJS.WriteStream) {
  const stderr = new PassThrough();
  const stdin = new PassThrough().end() as unknown as NodeJS.ReadStream;
  const stop = new AbortController().signal;
  const process = { argv, env, root, stdin, stdout, stop };
  const code = runProgram({ ...process, stderr: stderr as unknown as NodeJS.WriteStream });
  return code.then((ended) => ({ code: ended, err: String(stderr.read() ?? '') }));
}

test('a command whose output nobody reads on ends without a word', async () => {
  const DATA_DIR = await aTrail(200);
  const pipe = aPipe(3);
  const { code, err } = await run(['audit', 'list', '--json'], { DATA_DIR }, pipe.stream);
  expect([code, err]).toEqual([141, '']);
  expect(pipe.written()).toBe(4);
});

test('a command that has printed all keeps its own exit code when nobody reads it', async () => {
  const DATA_DIR = await aTrail(1);
  const { code } = await run(['audit', 'verify', '--json'], { DATA_DIR }, aPipe(0).stream);
  expect(code).toBe(0);
});
