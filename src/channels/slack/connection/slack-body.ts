import { z } from 'zod';

/** In capitals, as Slack's ids are: Bolt looks a team up in a plain object, where `constructor` would be found. */
const Id = z.string().regex(/^[A-Z0-9]{1,40}$/);
const Thing = z.looseObject({});
const IdOrThing = z.union([z.string(), Thing]);
/** Nothing where it is null: Bolt reads on in what is there. */
const orNothing = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

/**
 * As much of a body's shape as Bolt takes for granted: it fails in its own middle on anything else. All that Slack sends has
 * this shape, whatever it is about.
 */
const Shape = z.looseObject({
  type: z.string().optional(),
  team_id: Id.nullish(),
  enterprise_id: Id.nullish(),
  authorizations: z.array(Thing).optional(),
  event: z
    .looseObject({
      type: z.string(),
      channel: IdOrThing.optional(),
      user: IdOrThing.optional(),
      message: Thing.optional(),
      item: Thing.optional(),
    })
    .optional(),
  team: z.looseObject({ id: Id.optional() }).nullish(),
  user: IdOrThing.optional(),
  channel: IdOrThing.nullish().transform(orNothing),
  message: Thing.nullish().transform(orNothing),
  view: z
    .looseObject({ callback_id: z.string().optional(), private_metadata: z.string().optional() })
    .nullish()
    .transform(orNothing),
  actions: z
    .array(z.looseObject({ action_id: z.string().optional(), block_id: z.string().optional() }))
    .min(1)
    .optional(),
  trigger_id: z.string().optional(),
  command: z.string().optional(),
});

export const SlackBody = Shape.refine(({ type = '', view }) => !type.startsWith('view_') || view);
