import { z } from 'zod';
import { TicketNumber } from '../../../domain/ids.ts';

const Person = {
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
};

/** A click on a button of a ticket's card. */
export const StaffClick = z.object({
  ...Person,
  channel: z.object({ id: z.string() }),
  trigger_id: z.string().default(''),
  actions: z.tuple([z.object({ value: z.coerce.number().pipe(TicketNumber) })]),
});
export type StaffClick = z.infer<typeof StaffClick>;

export const MESSAGE_BLOCK = 'message';
export const MESSAGE_INPUT = 'text';

const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() ?? '');

/** What a window keeps for its next step. */
export const WindowNotes = z.object({
  number: TicketNumber,
  /** Of the text that was shown as the patient will read it. */
  previewed: z.string().optional(),
});
export type WindowNotes = z.infer<typeof WindowNotes>;

/** The window "Send to patient", submitted. */
export const StaffSubmission = z.object({
  ...Person,
  view: z.object({
    id: z.string(),
    private_metadata: z
      .string()
      .transform((text) => JSON.parse(text))
      .pipe(WindowNotes),
    state: z.object({
      values: z.object({
        [MESSAGE_BLOCK]: z.object({ [MESSAGE_INPUT]: z.object({ value: Text }) }),
      }),
    }),
  }),
});
export type StaffSubmission = z.infer<typeof StaffSubmission>;

/** The Slack user behind a click or a window. */
export function slackUserOf({ user, team }: Pick<StaffClick, 'user' | 'team'>) {
  return { id: user.id, team: team?.id ?? user.team_id };
}
