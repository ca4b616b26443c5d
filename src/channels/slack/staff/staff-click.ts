import { z } from 'zod';
import { TicketNumber } from '../../../domain/ids.ts';

const Person = {
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
};

/** A click on a ticket's button: on its card, or in the Home tab of who clicked. */
export const StaffClick = z.object({
  ...Person,
  channel: z.object({ id: z.string() }).optional(),
  view: z.object({ type: z.string() }).optional(),
  trigger_id: z.string().default(''),
  actions: z.tuple([z.object({ value: z.coerce.number().pipe(TicketNumber) })]),
});
export type StaffClick = z.infer<typeof StaffClick>;

/** Only its owner sees a Home tab, so that a click there needs no channel to be theirs. */
export function isInHome({ channel, view }: StaffClick): boolean {
  return channel === undefined && view?.type === 'home';
}

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

type Who = {
  user: { id: string; team_id?: string | undefined };
  team?: { id: string } | null | undefined;
};

/** The Slack user behind a click or a window. */
export function slackUserOf({ user, team }: Who): { id: string; team: string | undefined } {
  return { id: user.id, team: team?.id ?? user.team_id };
}
