import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/app/commands/run-program.ts';
import { createConsoleCaller } from '../chaos/people/console-caller.ts';

const ROOT = new URL('../../', import.meta.url);

/** `askwell` with these arguments, in this process. */
export function theProgram(...argv: string[]) {
  const stop = new AbortController();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let out = '';
  stdout.on('data', (text) => {
    out += text;
  });
  stderr.on('data', (text) => {
    out += text;
  });
  const ended = runProgram({
    argv,
    env: { PORT: '0', LOG_LEVEL: 'silent' },
    root: ROOT,
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    stop: stop.signal,
  });
  const said = async (words: RegExp) => {
    await Promise.race([
      ended,
      new Promise<void>((done) => {
        const look = () => words.test(out) && done();
        stdout.on('data', look);
        look();
      }),
    ]);
    if (!words.test(out)) throw new Error(`it ended and said: ${out}`);
    return out;
  };
  return { ended, said, out: () => out, end: () => stop.abort() };
}

/** Signs in as one of the sample people, with what the program printed. */
export async function signedIn(out: string, login: string) {
  const { url, password } = signInOf(out, login);
  const caller = createConsoleCaller({ url, up: async () => {} });
  await caller.signIn(login, password);
  return caller;
}

/** What the demo printed for this person. */
export function signInOf(out: string, login: string) {
  const url = /Chat for patients: +(\S+?)\/?\n/.exec(out)?.[1] ?? '';
  const password = new RegExp(`${login} +(\\S+)`).exec(out)?.[1] ?? '';
  return { url, password };
}
