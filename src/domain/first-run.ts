import { z } from 'zod';
import { ConversationId, Instant, StaffId } from './ids.ts';

const By = z.object({ by: StaffId, at: Instant });

/** Where the first run stands, so that it can be left and taken up again. */
export const FirstRun = z.object({
  schema: z.literal(1),
  /** Somebody read the week that these settings mean. */
  hoursRead: By.extend({ hours: z.string() }).optional(),
  /** Somebody called this number, and a person answered. */
  phoneCalled: By.extend({ phone24: z.string() }).optional(),
  /** What came of the last test pages; `settings` is a hash of those they went by. */
  pagesTried: By.extend({ settings: z.string(), accepted: z.array(z.string()) }).optional(),
  /** Sample answers that are left to staff for now, as `en driving.machines`, with the revision that was read. */
  putOff: z.record(z.string(), By.extend({ revision: z.number().int().positive() })),
  trial: By.extend({
    /** The conversation as long as it is open: it is erased when the trial ends. */
    conversation: ConversationId.optional(),
    endedAt: Instant.optional(),
    turns: z.number().int().nonnegative(),
    tickets: z.number().int().nonnegative(),
  }).optional(),
  /** An admin says that this clinic may go live; the number stands here because safety hangs on it. */
  signOff: By.extend({ firstName: z.string(), phone24: z.string() }).optional(),
});
export type FirstRun = z.infer<typeof FirstRun>;

export const NEW_FIRST_RUN: FirstRun = { schema: 1, putOff: {} };

/** How a trial conversation is told from a patient's: it stands in its address, where no channel puts this word. */
export const TRIAL_ADDRESS: Record<string, string> = { trial: 'yes' };

/** A trial pages nobody, posts no card, and is in no figure. */
export function isTrial({ address }: { address: Record<string, string> }): boolean {
  return address.trial === TRIAL_ADDRESS.trial;
}
