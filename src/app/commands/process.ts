export type Process = {
  argv: string[];
  env: Record<string, string | undefined>;
  root: URL;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted when the process is told to stop. */
  stop: AbortSignal;
};
