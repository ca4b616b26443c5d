/** The terminal as a command sees it; handed in, so that tests read what was printed. */
export type Terminal = {
  out(text: string): void;
  err(text: string): void;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Progress is drawn only where a person watches. */
  readonly interactive: boolean;
};

/** Nobody reads what the command prints any more. That is no mistake, so nothing is said about it. */
export class OutputClosedError extends Error {
  readonly code = 'output_closed';
  constructor() {
    super('The output was closed.');
  }
}

/** Ends a command with a message for the person who called it. Exit code 2 is bad input, 1 a failed gate. */
export class CommandError extends Error {
  readonly code = 'command_failed';
  readonly exitCode: 1 | 2;
  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
