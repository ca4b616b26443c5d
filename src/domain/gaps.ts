import { z } from 'zod';
import { Instant, IntentId, StaffId } from './ids.ts';

/** What was done about a group of questions that were not met. */
export const GapDecision = z.enum(['example', 'drafted', 'out_of_scope', 'dismissed']);
export type GapDecision = z.infer<typeof GapDecision>;

export const DecidedGap = z.object({
  /** Of the group. */
  id: z.string().regex(/^g_[0-9a-f]{16}$/),
  /** By which later questions are recognised: hashes, no word of a patient. */
  thumbprint: z.array(z.string().max(16)),
  decision: GapDecision,
  intent: IntentId.optional(),
  /** The example that was proposed by it. */
  example: z.string().optional(),
  /** How many questions the group had. */
  asked: z.number().int().nonnegative(),
  by: StaffId,
  at: Instant,
});
export type DecidedGap = z.infer<typeof DecidedGap>;

/** Decisions on questions that were not met, the latest last. */
export const Gaps = z.object({ schema: z.literal(1), decided: z.array(DecidedGap) });
export type Gaps = z.infer<typeof Gaps>;

export const NO_GAPS: Gaps = { schema: 1, decided: [] };
