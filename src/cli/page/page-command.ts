import { Command } from 'commander';
import { CommandError, type Terminal } from '../terminal.ts';
import { type PageTools, type Tried, tryPages } from './try-pages.ts';

/** `askwell page`: whether pages reach the people on call. `open` reads the settings and throws what is wrong with them. */
export function pageCommand(terminal: Terminal, open: () => Promise<PageTools>): Command {
  return new Command('page')
    .description('see whether pages reach the people on call')
    .addCommand(testCommand(terminal, open));
}

function testCommand(terminal: Terminal, open: () => Promise<PageTools>): Command {
  return new Command('test')
    .description('send a test page by e-mail and webhook, and say what was accepted')
    .option('--json', 'print one JSON object', false)
    .action(async ({ json }: { json: boolean }) => {
      const tools = await open();
      const tried = await tryPages(tools).finally(() => tools.email?.close());
      const ok = tried.every(({ outcome }) => outcome !== 'refused');
      terminal.out(json ? `${JSON.stringify({ ok, tried }, null, 2)}\n` : formatTried(tried));
      if (!ok) throw new CommandError('A page would not arrive: see the arrows above.', 1);
    });
}

/** A line for each way; the word says whether it is good, so that no colour is needed. */
function formatTried(tried: readonly Tried[]): string {
  const lines = tried.flatMap(({ outcome, way, to, problem, todo }) => [
    `${outcome.padEnd(8)}  ${[way, to].filter((word) => word !== undefined).join(' to ')}${problem ? ` (${problem})` : ''}`,
    ...(todo !== undefined ? [`          → ${todo}`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}
