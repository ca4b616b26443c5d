import type { SafetyVerdict } from '../../domain/concern.ts';
import type { Choice } from '../../domain/reply.ts';
import type { Intake } from '../hear/take-in.ts';

/** A message after intake and gate, with the menu entry it picks. */
export type Situation = {
  intake: Intake;
  verdict: SafetyVerdict;
  choice: Choice | undefined;
  /** A new wording of a message that had its reply: only danger is answered. */
  edited: boolean;
  at: string;
};
