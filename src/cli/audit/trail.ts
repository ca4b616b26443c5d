import type { AuditEntry } from '../../domain/audit.ts';

/** What the trail says of itself. */
export type Verdict = {
  entries: number;
  months: { month: string; entries: number }[];
  head: string;
  holdsHead: boolean;
  broken: { file: string; line: number; problem: string } | undefined;
};

/** The trail of the data folder, beside a server that may run. */
export type Trail = {
  verify(options: { head?: string; onProgress: (entries: number) => void }): Promise<Verdict>;
  entries(from: { since: string }): AsyncIterable<AuditEntry>;
  /** Names of people by their ids. */
  names(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
};
