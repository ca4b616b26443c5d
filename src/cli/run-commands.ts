import { Command, CommanderError } from 'commander';
import { CommandError, OutputClosedError, type Terminal } from './terminal.ts';

/** What a shell gives for a program that wrote to a closed pipe: the command did not get to its end. */
const OUTPUT_CLOSED = 141;

/**
 * Runs one command and gives the exit code: 0 done, 1 a gate failed or the program broke, 2 bad input, 141 nobody reads
 * on. Every other error becomes one message on standard error.
 */
export async function runCommands(
  argv: string[],
  commands: Command[],
  terminal: Terminal,
): Promise<number> {
  const program = new Command('askwell')
    .description('answers patients with approved words, and hands the rest to staff')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError();
  for (const command of commands) program.addCommand(inherited(command, terminal));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function inherited(command: Command, terminal: Terminal): Command {
  command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  for (const child of command.commands) inherited(child, terminal);
  return command;
}

function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof OutputClosedError) return OUTPUT_CLOSED;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`${message}\n`);
  return error instanceof CommandError ? error.exitCode : isBadInput(error) ? 2 : 1;
}

/** Errors of our own that speak of a setting or a file say so by their code. */
function isBadInput(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /_invalid$|^store_unusable$/.test(code);
}
