import { z } from 'zod';
import { AnswerId, Instant, Locale, StaffId } from './ids.ts';

/** What patients are told: only that it was wrong, or the right words as well. */
export const RecallWords = z.enum(['notice', 'correction']);
export type RecallWords = z.infer<typeof RecallWords>;

/** One round of messages to everybody who got the wrong words. */
export const RecallRound = z.object({
  words: RecallWords,
  /** The revision with the right words, as it was when the round began. */
  revision: z.number().int().positive().optional(),
  by: StaffId,
  at: Instant,
  /** Set when every conversation was told; until then the round goes on, over restarts too. */
  done: z.object({ at: Instant, conversations: z.number().int().nonnegative() }).optional(),
});
export type RecallRound = z.infer<typeof RecallRound>;

/** Words that were withdrawn as wrong, and what was said about it to those who had read them. Holds no words itself. */
export const Recall = z.object({
  id: z.string().regex(/^[a-z0-9]{16}$/),
  answer: z.object({ id: AnswerId, locale: Locale, revision: z.number().int().positive() }),
  rounds: z.array(RecallRound).min(1),
});
export type Recall = z.infer<typeof Recall>;

export const Recalls = z.object({ schema: z.literal(1), recalls: z.array(Recall) });
export type Recalls = z.infer<typeof Recalls>;
