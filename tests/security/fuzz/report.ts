import type { Role } from '../../../src/domain/staff.ts';
import type { Person, WholeProgram } from '../whole-program.ts';

export type FuzzReport = {
  seed: number;
  rounds: number;
  requests: number;
  frames: number;
  parsed: number;
  replies: number;
  byStatus: Record<string, number>;
  slowestMs: number;
  /** Bytes on the heap after the first round and after the last, all garbage taken out. */
  heap: { before: number; after: number };
  /** Secrets of conversations that the program gave out. */
  secrets: string[];
  /** A line each; should be none. */
  problems: string[];
};

export type Bench = { program: WholeProgram; staff: Record<Role, Person>; report: FuzzReport };

/** A single answer, or reading, must not take longer: ms. */
export const MOST_MS = 5000;
/** How often each route and each parser is tried in a round. */
export const OF_EACH = 4;
