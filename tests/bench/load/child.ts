import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const ROOT = new URL('../../../', import.meta.url).pathname;

/** Runs a script of this folder in a process of its own; gives the lines of JSON that it prints, as they come. */
export async function linesOf<Line>(
  script: string,
  args: string[],
  onLine: (line: Line) => void = () => undefined,
): Promise<Line[]> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', `tests/bench/load/${script}`, ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: Line = JSON.parse(text);
    lines.push(line);
    onLine(line);
  });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${script} ended with ${code}; what it said is above`);
  return lines;
}
