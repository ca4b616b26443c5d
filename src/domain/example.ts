import { z } from 'zod';
import { Instant, IntentId, Locale, StaffId } from './ids.ts';
import { TakenFrom } from './question.ts';

/** Longer ones teach nothing that two short ones do not. */
export const LONGEST_EXAMPLE = 300;

/** An utterance that the classifier shall learn: what a patient may write who wants this. */
export const AddedExample = z.object({
  id: z.string().regex(/^x_[a-z0-9]{16}$/),
  text: z.string().min(1).max(LONGEST_EXAMPLE),
  locale: Locale,
  intent: IntentId,
  by: StaffId,
  at: Instant,
  from: TakenFrom,
});
export type AddedExample = z.infer<typeof AddedExample>;

/** Examples that went live together. */
export const ExampleBatch = z.object({
  at: Instant,
  by: StaffId,
  /** Version of the classifier that learnt them. */
  classifier: z.string(),
  examples: z.array(AddedExample),
  /** When and by whom the classifier before it was brought back; its examples wait again. */
  takenBack: z.object({ at: Instant, by: StaffId }).optional(),
});
export type ExampleBatch = z.infer<typeof ExampleBatch>;

/** The changes of the examples: what waits, and what went live, newest first. */
export const Examples = z.object({
  schema: z.literal(1),
  pending: z.array(AddedExample),
  batches: z.array(ExampleBatch),
});
export type Examples = z.infer<typeof Examples>;
