import type { Command } from 'commander';
import { runCommands } from '../../src/cli/run-commands.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** A terminal nobody types at; `printed` gives all that came out so far. */
export function aTerminal() {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    stdin: (async function* () {})(),
    interactive: false,
  };
  return { terminal, printed: () => ({ out: out.join(''), err: err.join('') }) };
}

/** Runs one command at such a terminal: its exit code and all that it printed. */
export async function runCommand(argv: string[], commandOf: (terminal: Terminal) => Command) {
  const { terminal, printed } = aTerminal();
  const code = await runCommands(argv, [commandOf(terminal)], terminal);
  return { code, ...printed() };
}
