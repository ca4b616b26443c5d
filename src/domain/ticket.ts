import { z } from 'zod';
import { Concern, Urgency } from './concern.ts';
import { Instant, StaffId, TicketNumber } from './ids.ts';
import { Topic } from './topic.ts';

/** Why a conversation was raised to staff: a concern, or what the bot could not do. */
export const Reason = z.enum([
  ...Concern.options,
  'human',
  'unclear',
  'no_answer',
  'staff_only',
  'language',
  'failure',
]);
export type Reason = z.infer<typeof Reason>;

export const TicketState = z.enum(['open', 'claimed', 'resolved']);
export type TicketState = z.infer<typeof TicketState>;

const InternalNote = z.object({ at: Instant, by: StaffId, text: z.string() });

/** The record of one escalation. It lives inside its conversation. */
export const Ticket = z.object({
  number: TicketNumber,
  reason: Reason,
  urgency: Urgency,
  topic: Topic.optional(),
  state: TicketState,
  openedAt: Instant,
  assignee: StaffId.optional(),
  claimedAt: Instant.optional(),
  firstResponseAt: Instant.optional(),
  resolvedAt: Instant.optional(),
  notes: z.array(InternalNote),
});
export type Ticket = z.infer<typeof Ticket>;

export type ClaimOutcome =
  | { kind: 'claimed' }
  | { kind: 'already_claimed'; by: StaffId }
  | { kind: 'already_resolved' }
  | { kind: 'no_such_ticket' };
