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
