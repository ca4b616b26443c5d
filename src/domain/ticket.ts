import { z } from 'zod';
import { Concern, Urgency } from './concern.ts';
import { Instant, StaffId, TicketNumber } from './ids.ts';
import { Topic } from './topic.ts';

/** Why a conversation was raised to staff: a concern, what the bot could not do, or an answer that someone reported. */
export const Reason = z.enum([
  ...Concern.options,
  'human',
  'unclear',
  'no_answer',
  'staff_only',
  'language',
  'failure',
  'report',
]);
export type Reason = z.infer<typeof Reason>;

/** `answered`: staff wrote last. A new message of the patient makes it `claimed` again, or a resolved one `new`. */
export const TicketState = z.enum(['new', 'claimed', 'answered', 'resolved']);
export type TicketState = z.infer<typeof TicketState>;

/** `bot`: a fact that the program noted for staff. */
const InternalNote = z.object({
  at: Instant,
  by: z.union([StaffId, z.literal('bot')]),
  text: z.string(),
});

/** One call to people on duty about a ticket that no one has seen. Each goes out on every way they can be reached. */
export const Page = z.object({
  at: Instant,
  /** How far up the chain it has come: 0 is the first on call. */
  step: z.number().int().nonnegative(),
  /** Empty: nobody is on call, so it went to the shared channels alone. */
  to: z.array(StaffId),
});
export type Page = z.infer<typeof Page>;

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
  /** When it went into the queue again: a new message opened it after it was resolved, or staff gave it back. Its clock runs from here. */
  reopenedAt: Instant.optional(),
  /** When the patient was told that no one has seen it. Said once until it is reopened. */
  notSeenToldAt: Instant.optional(),
  assignee: StaffId.optional(),
  claimedAt: Instant.optional(),
  firstResponseAt: Instant.optional(),
  resolvedAt: Instant.optional(),
  /** The ticket of the same conversation that goes on with this one. */
  mergedInto: TicketNumber.optional(),
  /** Oldest first. */
  pages: z.array(Page),
  notes: z.array(InternalNote),
});
export type Ticket = z.infer<typeof Ticket>;

export type ClaimOutcome =
  | { kind: 'claimed' }
  | { kind: 'already_claimed'; by: StaffId }
  | { kind: 'already_resolved' }
  | { kind: 'no_such_ticket' };
