import { OutputClosedError, type Terminal } from '../../cli/terminal.ts';
import type { Process } from './process.ts';

/** The terminal of this process. Where nobody reads on, as behind `head`, the command ends when it prints again. */
export function openTerminal({ stdin, stdout, stderr }: Process): Terminal {
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return {
    out(text) {
      if (stdout.errored) throw new OutputClosedError();
      stdout.write(text);
    },
    err: (text) => void stderr.write(text),
    stdin,
    interactive: stderr.isTTY === true,
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
