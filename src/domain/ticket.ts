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

/** `bot`: a fact that the program noted for staff. */
const InternalNote = z.object({
  at: Instant,
  by: z.union([StaffId, z.literal('bot')]),
  text: z.string(),
});

/** The record of one escalation. It lives inside its conversation. */
export const Ticket = z.object({
  number: TicketNumber,
  reason: Reason,
  urgency: Urgency,
  /** No answers from the bank while it is unresolved (levels 0 to 2); absent in tickets from before it was kept. */
  hold: z.boolean().optional(),
  topic: Topic.optional(),
  state: TicketState,
  openedAt: Instant,
  /** Since when it is how urgent; absent as long as it is what it was when it was opened. */
  urgentSince: z.partialRecord(Urgency, Instant).optional(),
  /** When the patient was told that no one has seen it. Said once a ticket. */
  notSeenToldAt: Instant.optional(),
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
