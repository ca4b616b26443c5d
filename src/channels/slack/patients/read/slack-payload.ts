import { z } from 'zod';

const Edited = z.object({ ts: z.string() });

const Inner = z.object({
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  edited: Edited.optional(),
});

/** The part of a Slack event that tells of a patient's message. */
export const MessageEvent = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().default(''),
  authorizations: z
    .array(z.object({ user_id: z.string().optional(), is_bot: z.boolean().optional() }))
    .optional(),
  event: Inner.extend({
    type: z.enum(['app_mention', 'message']),
    channel: z.string(),
    message: Inner.optional(),
    previous_message: z
      .object({
        text: z.string().default(''),
        user: z.string().optional(),
        thread_ts: z.string().optional(),
      })
      .optional(),
    deleted_ts: z.string().optional(),
  }),
});
export type MessageEvent = z.infer<typeof MessageEvent>;
export type InnerMessage = z.infer<typeof Inner>;

/** A click on a button below a message. */
export const ButtonClick = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string() }),
  actions: z.tuple([z.object({ action_id: z.string(), block_id: z.string().default('') })]),
});
export type ButtonClick = z.infer<typeof ButtonClick>;
