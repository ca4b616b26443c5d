import { z } from 'zod';
import { Instant, IntentId, Locale, StaffId } from './ids.ts';
import { Topic } from './topic.ts';

/** What is right for a question: an intent, any intent of a topic, a person (`staff`), or no answer (`out_of_scope`). */
export const Expectation = z.union([z.literal('staff'), Topic, IntentId], {
  error:
    'is an intent such as driving.after_treatment, a topic such as driving, staff, or out_of_scope',
});
export type Expectation = z.infer<typeof Expectation>;

/** A made-up question that every change is tried on before it goes live. Never trains. */
export const Question = z.strictObject({
  text: z.string().trim().min(2).max(300),
  locale: Locale,
  expect: Expectation,
});
export type Question = z.infer<typeof Question>;

/** Where a question or an example was taken from: somebody's own words, the gap list, or a preview. */
export const TakenFrom = z.enum(['written', 'gap', 'preview']);
export type TakenFrom = z.infer<typeof TakenFrom>;

/** One that a moderator added to those that ship. */
export const KeptQuestion = Question.extend({
  id: z.string().regex(/^q_[a-z0-9]{16}$/),
  by: StaffId,
  at: Instant,
  from: TakenFrom,
});
export type KeptQuestion = z.infer<typeof KeptQuestion>;

export const Questions = z.object({ schema: z.literal(1), questions: z.array(KeptQuestion) });
export type Questions = z.infer<typeof Questions>;
